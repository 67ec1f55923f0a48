"""Small notes that a process may not write into the database (前台): left in files, taken later.

One file a minute and process, one line a note, written by one append; read when nobody can be
writing to it any more.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import timezone

LARGEST = 1024 * 1024  # bytes of a file: whoever writes more often wants to fill the disk
AFTER = 120  # seconds after which a file is complete


def leave(folder: str, note: Sequence[Any]) -> None:
    """Write one note down, as JSON. Raises OSError when the folder cannot be written."""
    name = f"{timezone.localtime():%Y%m%d%H%M}-{os.getpid()}.notes"
    with (Path(folder) / name).open("ab", buffering=0) as file:
        if file.tell() < LARGEST:
            file.write(json.dumps(note, ensure_ascii=False).encode() + b"\n")


def taken(folder: str) -> list[Any]:
    """The notes in files that are complete; they are gone afterwards, with their broken lines."""
    found: list[Any] = []
    for path in sorted(Path(folder).glob("*.notes")) if folder else []:
        if timezone.now().timestamp() - path.stat().st_mtime < AFTER:
            continue
        for line in path.read_bytes().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue  # a machine that lost power in the middle of a line
        path.unlink()
    return found
