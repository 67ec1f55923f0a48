"""Addresses of the site's own pages."""

from django.urls import path

from . import desk, pages

app_name = "portal"
urlpatterns = [
    path("", pages.home, name="home"),
    path("site-map/", pages.site_map, name="site-map"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("skin/", pages.skin, name="skin"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("desk/site/", desk.site_settings, name="site-settings"),
]
