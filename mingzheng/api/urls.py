"""Addresses for programs."""

from django.urls import path

from mingzheng.api.health import healthz
from mingzheng.api.root import api
from mingzheng.handover.api import api as handover

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/", api.urls),
    path("desk/api/", handover.urls),  # staff's: the public face lacks it
]
