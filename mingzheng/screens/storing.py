"""Where files lie (存放): the office alone reads what came in, the public face its attachments too.

Two processes under two accounts share the folder (docs/deploy/faces.md), and only this much of it.
"""

from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

SHARED = "attachments/"  # the rest is tables that offices uploaded, which no public page opens
GROUP_READS, OWNER_ALONE = 0o640, 0o600


def settle(path: Path, name: str) -> None:
    """Say who reads a file that was just written as `name`, whatever the umask was."""
    path.chmod(GROUP_READS if name.startswith(SHARED) else OWNER_ALONE)


class FaceStorage(FileSystemStorage):
    """Files that their owner writes; the group of the folder reads those that may be published."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep a file as Django does, then say who reads it; returns its name."""
        kept = super().save(name, content, max_length)
        settle(Path(self.path(kept)), kept)
        return kept
