"""Public addresses of subscriptions."""

from django.urls import path

from mingzheng.subscriptions import pages

app_name = "subscriptions"
urlpatterns = [
    path("", pages.new, name="new"),
    path("sent/", pages.sent, name="sent"),
    path("stopped/", pages.stopped, name="stopped"),
    path("code/<str:token>/", pages.code, name="code"),
    path("confirm/<str:token>/", pages.confirm, name="confirm"),
    path("mine/<str:token>/", pages.mine, name="mine"),
    path("stop/<str:token>/", pages.stop, name="stop"),
]
