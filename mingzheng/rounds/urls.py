"""Staff addresses of collection rounds."""

from django.urls import path

from mingzheng.rounds.desk import rounds, submissions

app_name = "rounds"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("new/", rounds.new, name="new"),
    path("<int:pk>/", rounds.round_page, name="round"),
    path("<int:pk>/about/", rounds.about, name="about"),
    path("<int:pk>/edit/", rounds.edit, name="edit"),
    path("<int:pk>/offices/", rounds.offices, name="offices"),
    path("<int:pk>/steps/<slug:step>/", rounds.step, name="step"),
    path("<int:pk>/urge/", rounds.urge_late, name="urge_late"),
    path("<int:pk>/accept/", rounds.accept_all, name="accept_all"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/steps/<slug:step>/", submissions.step, name="submission_step"),
    path("submissions/<int:pk>/workbook.xlsx", submissions.workbook, name="workbook"),
    path("submissions/<int:pk>/upload/", submissions.upload, name="upload"),
    path("submissions/<int:pk>/apply/", submissions.apply, name="apply"),
    path("submissions/<int:pk>/rows/", submissions.rows, name="rows"),
    path("submissions/<int:pk>/comment/", submissions.comment, name="comment"),
    path("submissions/<int:pk>/notes/<int:note>/settle/", submissions.settle, name="settle"),
    path("submissions/<int:pk>/urge/", submissions.urge, name="urge"),
]
