"""Public addresses of errata."""

from django.urls import path

from mingzheng.errata import pages

app_name = "errata"
urlpatterns = [
    path("", pages.track, name="track"),
    path("new/", pages.report, name="report"),
    path("<slug:code>/", pages.answer, name="answer"),
]
