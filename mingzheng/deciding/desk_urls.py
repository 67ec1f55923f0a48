"""Staff addresses of major decisions."""

from django.urls import path

from mingzheng.deciding.desk import catalogues, course, papers

app_name = "decisions_desk"
urlpatterns = [
    path("", course.matters, name="matters"),
    path("new/", course.propose, name="propose"),
    path("<int:pk>/", course.matter, name="matter"),
    path("<int:pk>/steps/<slug:step>/", course.step, name="step"),
    path("<int:pk>/opinions/", papers.opinions, name="opinions"),
    path("<int:pk>/documents/new/", papers.new_document, name="new_document"),
    path("<int:pk>/documents/<int:document>/remove/", papers.remove, name="remove_document"),
    path("<int:pk>/documents/<int:document>/release/", papers.release, name="release_document"),
    path("catalogues/", catalogues.catalogues, name="catalogues"),
    path("catalogues/open/", catalogues.open_draft, name="open"),
    path("catalogues/<int:pk>/", catalogues.catalogue, name="catalogue"),
    path("catalogues/<int:pk>/reason/", catalogues.reason, name="reason"),
    path("catalogues/<int:pk>/steps/<slug:step>/", catalogues.step, name="list_step"),
    path("catalogues/<int:pk>/matters/new/", catalogues.row, name="new_row"),
    path("catalogues/<int:pk>/matters/<slug:code>/", catalogues.row, name="row"),
    path("catalogues/<int:pk>/matters/<slug:code>/remove/", catalogues.remove, name="remove_row"),
    path("catalogues/<int:pk>/upload/", catalogues.upload, name="upload"),
    path("catalogues/<int:pk>/undo/", catalogues.undo, name="undo"),
    path("catalogues/<int:pk>/catalogue.xlsx", catalogues.workbook, name="workbook"),
]
