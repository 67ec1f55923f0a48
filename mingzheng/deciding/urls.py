"""Public addresses of major decisions; they are printed on notices and must not change."""

from django.urls import path

from mingzheng.deciding import feeds, pages

app_name = "decisions"
urlpatterns = [
    path("", pages.matters, name="matters"),
    path("versions/", pages.versions, name="versions"),
    path("versions/<int:pk>/", pages.version, name="version"),
    path("download.<slug:kind>", pages.download, name="download"),
    path("feed.<slug:kind>", feeds.newest, name="feed"),
    path("<int:pk>/", pages.matter, name="matter"),
    path("<int:pk>/qr.svg", pages.qr, name="qr"),
]
