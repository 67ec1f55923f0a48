"""Public addresses of topics."""

from django.urls import path

from mingzheng.topics import pages

app_name = "topics"
urlpatterns = [
    path("", pages.topics, name="topics"),
    path("sitemap.xml", pages.sitemap, name="sitemap"),
    path("<slug:slug>/", pages.topic, name="topic"),
    path("<slug:slug>/feed.<slug:kind>", pages.feed, name="feed"),
    path("<slug:slug>/picture/", pages.picture, name="picture"),
]
