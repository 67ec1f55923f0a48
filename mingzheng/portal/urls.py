"""Addresses of the site's own pages."""

from django.urls import path

from . import desk, pages, seals

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("site-map/", pages.site_map, name="site-map"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("seals/", seals.seals, name="seals"),
    path("seals/check/", seals.check, name="seals-check"),
    path("seals/all.<slug:kind>", seals.every_seal, name="seals-all"),
    path("skin/", pages.skin, name="skin"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("desk/site/", desk.site_settings, name="site-settings"),
]
