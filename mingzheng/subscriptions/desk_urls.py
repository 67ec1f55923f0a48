"""Staff addresses of subscriptions."""

from django.urls import path

from mingzheng.subscriptions import desk

app_name = "subscriptions_desk"
urlpatterns = [path("", desk.following, name="following")]
