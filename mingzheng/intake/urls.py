"""Staff addresses of importing 双公示."""

from django.urls import path

from mingzheng.intake import desk

app_name = "intake"
urlpatterns = [
    path("", desk.intakes, name="intakes"),
    path("upload/", desk.upload, name="upload"),
    path("template-<slug:kind>.xlsx", desk.template, name="template"),
    path("<int:pk>/", desk.intake, name="intake"),
    path("<int:pk>/columns/", desk.columns, name="columns"),
    path("<int:pk>/apply/", desk.apply, name="apply"),
    path("<int:pk>/submit/", desk.submit, name="submit"),
    path("<int:pk>/undo/", desk.undo, name="undo"),
    path("<int:pk>/drop/", desk.drop, name="drop"),
    path("<int:pk>/report.csv", desk.report_csv, name="report"),
]
