"""Public addresses of the register."""

from django.urls import path

from mingzheng.laws import pages

app_name = "laws"
urlpatterns = [
    path("", pages.laws, name="laws"),
    path("<int:pk>/", pages.law, name="law"),
]
