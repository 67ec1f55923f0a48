"""Staff addresses of channels."""

from django.urls import path

from mingzheng.channels import desk

app_name = "channels"
urlpatterns = [
    path("", desk.channels, name="channels"),
    path("new/", desk.new, name="new"),
    path("<int:pk>/", desk.channel, name="channel"),
    path("<int:pk>/off/", desk.switch_off, name="switch_off"),
]
