"""Public addresses of meetings."""

from django.urls import path

from mingzheng.handover import pages

app_name = "handover"
urlpatterns = [path("", pages.meetings, name="meetings")]
