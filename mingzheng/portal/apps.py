"""The portal as Django knows it: registers the deployment check."""

from django.apps import AppConfig
from django.core import checks


class PortalConfig(AppConfig):
    name = "mingzheng.portal"
    verbose_name = "门户"

    def ready(self) -> None:
        from .checks import site_is_set_up

        checks.register(site_is_set_up, deploy=True)
