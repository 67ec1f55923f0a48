"""Staff addresses of processes and judgements."""

from django.urls import path

from mingzheng.processes import desk

app_name = "processes"
urlpatterns = [
    path("waiting/", desk.waiting, name="waiting"),
    path("information/<int:pk>/", desk.information, name="information"),
    path("information/<int:pk>/<slug:step>/", desk.step, name="step"),
    path("<int:pk>/", desk.processes, name="processes"),
    path("<int:pk>/steps.xlsx", desk.export, name="export"),
    path("<int:pk>/<slug:code>/", desk.process, name="process"),
    path("<int:pk>/<slug:code>/edit/", desk.edit, name="edit"),
]
