"""Addresses of the desk's own pages."""

from django.urls import path

from . import desk, trail

app_name = "workbench"
urlpatterns = [
    path("", desk.todo, name="todo"),
    path("trace/", trail.events, name="events"),
    path("trace/<str:subject_type>/<str:subject_id>/", trail.trace_of, name="trace"),
    path(
        "trace/<str:subject_type>/<str:subject_id>/<int:sequence>/receipt.json",
        trail.receipt,
        name="receipt",
    ),
    path("trace/seals/", trail.seals, name="seals"),
]
