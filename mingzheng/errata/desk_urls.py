"""Staff addresses of errata."""

from django.urls import path

from mingzheng.errata import desk

app_name = "errata_desk"
urlpatterns = [
    path("", desk.reports, name="reports"),
    path("days/", desk.days, name="days"),
    path("<int:pk>/", desk.report, name="report"),
    path("<int:pk>/hand-over/", desk.hand_over, name="hand_over"),
]
