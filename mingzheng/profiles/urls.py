"""Public addresses of offices' profiles; those of units are printed as QR codes."""

from django.urls import path

from mingzheng.profiles import pages

app_name = "profiles"
urlpatterns = [
    path("<str:code>/about/", pages.about, name="about"),
    path("<str:code>/people/", pages.people, name="people"),
    path("<str:code>/people.csv", pages.people_table, name="people_table"),
    path("<str:code>/people/<int:pk>-<slug:mark>.jpg", pages.photo, name="photo"),
    path("<str:code>/guide/", pages.guide, name="guide"),
    path("<str:code>/units/<int:pk>/", pages.unit, name="unit"),
    path("<str:code>/units/<int:pk>/qr.svg", pages.qr, name="qr"),
]
