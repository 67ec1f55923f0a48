"""Public addresses of notifications, for machines."""

from django.urls import path

from mingzheng.notifications import pages

app_name = "carried"
urlpatterns = [
    path("screens/<str:code>.txt", pages.screen, name="screen"),
    path("feeds/changes.json", pages.changes, name="changes"),
]
