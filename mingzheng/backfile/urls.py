"""Staff addresses of taking old articles in."""

from django.urls import path

from mingzheng.backfile import desk

app_name = "backfile"
urlpatterns = [
    path("", desk.batches, name="batches"),
    path("upload/", desk.upload, name="upload"),
    path("<int:pk>/", desk.batch, name="batch"),
    path("<int:pk>/columns/", desk.columns, name="columns"),
    path("<int:pk>/apply/", desk.apply, name="apply"),
    path("<int:pk>/let-pass/", desk.let_pass, name="let_pass"),
    path("<int:pk>/undo/", desk.undo, name="undo"),
    path("<int:pk>/drop/", desk.drop, name="drop"),
    path("<int:pk>/report.csv", desk.report_csv, name="report"),
]
