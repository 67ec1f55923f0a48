"""The product in processes of its own, on the test database: to be killed, or to be served from."""

import os
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

PYTHON = sys.executable
ROOT = settings.BASE_DIR


def environment(folder: Path) -> dict[str, str]:
    """What such a process finds around it; whatever it keeps goes into this folder."""
    return {
        **os.environ,
        "DATABASE_URL": _address(),
        "MINGZHENG_VAR": str(folder),
        "MINGZHENG_SECRET_KEY": settings.SECRET_KEY,
        "MINGZHENG_SEALING_KEYS": settings.SEALING_KEYS,
        "TMPDIR": str(folder),
    }


def _address() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    person = f"{quote(known['USER'])}:{quote(known['PASSWORD'] or '')}"
    return f"postgres://{person}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
