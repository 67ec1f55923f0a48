"""Staff addresses of the working calendar."""

from django.urls import path

from mingzheng.deadlines import desk

app_name = "deadlines"
urlpatterns = [
    path("", desk.years, name="years"),
    path("announce/", desk.announce, name="announce"),
    path("<int:year>/", desk.year, name="year"),
]
