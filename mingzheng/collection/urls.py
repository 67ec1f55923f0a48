"""Staff addresses of imports and exports."""

from django.urls import path

from mingzheng.collection import desk

app_name = "collection"
urlpatterns = [
    path("", desk.batches, name="batches"),
    path("upload/", desk.upload, name="upload"),
    path("<int:pk>/", desk.batch, name="batch"),
    path("<int:pk>/mapping/", desk.mapping, name="mapping"),
    path("<int:pk>/apply/", desk.apply_batch, name="apply"),
    path("<int:pk>/undo/", desk.undo, name="undo"),
    path("<int:pk>/drop/", desk.drop, name="drop"),
    path("<int:pk>/report.csv", desk.report_csv, name="report"),
    path("<int:pk>/annotated.xlsx", desk.annotated, name="annotated"),
]
