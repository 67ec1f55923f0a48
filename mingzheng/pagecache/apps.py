"""The page cache as Django knows it: every new connection is watched."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PageCacheConfig(AppConfig):
    name = "mingzheng.pagecache"
    verbose_name = "页面缓存"

    def ready(self) -> None:
        from mingzheng.pagecache.changes import watch

        # Django's only door to a connection that is not open yet; no business listens to signals.
        connection_created.connect(watch, dispatch_uid="pagecache")
