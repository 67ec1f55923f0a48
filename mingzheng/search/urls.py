"""Public addresses of the search."""

from django.urls import path

from mingzheng.search import pages

app_name = "search"
urlpatterns = [
    path("", pages.search, name="search"),
    path("suggest", pages.suggest, name="suggest"),
    path("feed.atom", pages.feed, name="feed"),
]
