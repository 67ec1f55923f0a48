"""A worker killed while it sends: seen by a person, never sent twice by itself."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_person
from mingzheng.channels import actions as channels
from mingzheng.channels.tests.fakes.server import Reply, serving
from mingzheng.notifications import actions
from mingzheng.notifications.models import Delivery
from mingzheng.notifications.states import DeliveryState as S
from mingzheng.notifications.tests.conftest import QUICK
from mingzheng.publishing.tests.factories import an_article


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_leaves_it_unsure(room):
    """Kill -9 between sending and marking: seen, and not sent twice by itself."""
    reached, release = threading.Event(), threading.Event()
    seen = []

    def hold(asked) -> Reply:
        seen.append(asked.path)
        reached.set()
        release.wait(20)
        return Reply(b"", 503)

    with serving(hold) as address:
        values = {"access_token": "2.00token", "endpoint": address}
        channels.set_up(
            room.county, "weibo", values, by=a_person("system_admin", room.county),
            scope="every", is_on=True,
        )  # fmt: skip
        an_article(room)
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "tick"], env=_environment(), stdout=subprocess.DEVNULL
        )
        assert reached.wait(60)
        time.sleep(0.2)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        release.set()

    row = Delivery.objects.get(medium="weibo")
    assert row.state == S.SENDING
    actions.find_lost(timezone.now() + timedelta(minutes=11))
    row.refresh_from_db()
    assert row.state == S.UNSURE
    assert "中断" in row.attempts.get().said
    assert actions.send_due(timezone.now() + timedelta(days=1), client=QUICK) == 0
    assert seen == ["/2/statuses/share.json"]


def _environment() -> dict[str, str]:
    """The environment of another process on the same test database."""
    said = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{said['NAME']}"
    else:
        login = f"{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT']}"
        address = f"postgres://{login}/{said['NAME']}"
    return os.environ | {
        "DATABASE_URL": address,
        "MINGZHENG_CHANNEL_HOSTS": "127.0.0.1",
        "MINGZHENG_ADDRESS": settings.SITE_ADDRESS,
        "MINGZHENG_SEALING_KEYS": settings.SEALING_KEYS,
    }
