"""Addresses for programs."""

from django.urls import path

from mingzheng.api.health import healthz
from mingzheng.api.root import api

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/", api.urls),
]
