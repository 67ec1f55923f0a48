"""The verbs of attachments (附件): stored once, scrubbed, read; never changed afterwards."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.core import trace
from mingzheng.core.access import Actor
from mingzheng.files.rules.scrubbing import scrubbed_pdf, scrubbed_picture
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.models import Attachment, StoredContent
from mingzheng.prose.rules.admission import PICTURES, admit, ending_of, tidy_name

INLINE_BYTES = 1024 * 1024  # above this the text is read in the background
LONGEST_ALT = 300
BATCH = 20


def store(
    name: str, data: bytes, *, by: Actor, organisation: Organisation, alt: str = ""
) -> Attachment:
    """Take a file in as an attachment of an office; the same bytes are kept once.

    Takes the name as uploaded and the bytes; `alt` says what a picture shows. Scripts leave a PDF
    and EXIF a picture before anything is kept (`notes` says so). The text inside is read at once,
    or in the background for a large file (`content.is_read`). Raises Denied without the deed
    attachment.store, Refused with a sentence for a file that may not be attached.
    """
    require(by, "attachment.store", organisation.path, organisation.name)
    kind = admit(name, data)
    data, notes = _scrubbed(kind, data)
    with transaction.atomic():
        content, is_new = _kept(kind, data)
        attachment = Attachment.objects.create(
            organisation=organisation,
            content=content,
            name=tidy_name(name),
            alt=" ".join(alt.split())[:LONGEST_ALT],
            notes=list(notes),
            uploaded_by=by.actor_id,
            uploaded_by_name=by.actor_name,
        )
        _tell(attachment, "store", "上传附件", by)
        if is_new and content.size > INLINE_BYTES:
            transaction.on_commit(lambda: _read_later(content.pk))
    if is_new and content.size <= INLINE_BYTES:
        read(content)
    return attachment


def restated(attachment: Attachment, *, by: Actor, name: str = "", alt: str = "") -> Attachment:
    """The same file under another name or with other words: a new attachment, for none changes.

    Empty means as before. Raises Denied without the deed attachment.store.
    """
    office = attachment.organisation
    require(by, "attachment.store", office.path, office.name)
    with transaction.atomic():
        again = Attachment.objects.create(
            organisation=office,
            content=attachment.content,
            name=_renamed(attachment, name) if name else attachment.name,
            alt=" ".join(alt.split())[:LONGEST_ALT] or attachment.alt,
            notes=attachment.notes,
            uploaded_by=by.actor_id,
            uploaded_by_name=by.actor_name,
        )
        _tell(again, "restate", "改附件名称或替代文字", by)
    return again


def _renamed(attachment: Attachment, name: str) -> str:
    """The new name with the ending of the file, whatever was typed."""
    name, ending = tidy_name(name), ending_of(attachment.name)
    return name if ending_of(name) == ending else tidy_name(name + ending)


def read(content: StoredContent) -> None:
    """Read the text inside stored bytes and keep it. Safe to run twice."""
    with content.file.open("rb") as file:
        found = extract("", bytes(file.read()), _progress_of(content))
    content.texts = [[piece.where, piece.text] for piece in found.pieces]
    content.notes = list(found.notes)
    content.is_scanned = found.is_scanned
    content.pages = found.pages
    content.scanned_pages = list(found.scanned_pages)
    content.progress = 100
    content.save(
        update_fields=["texts", "notes", "is_scanned", "pages", "scanned_pages", "progress"]
    )


def _progress_of(content: StoredContent) -> Callable[[int, int], None]:
    def note(done: int, total: int) -> None:
        percent = min(100 * done // max(total, 1), 99)  # 100 says that the text is kept
        if percent >= content.progress + 5:
            content.progress = percent
            StoredContent.objects.filter(pk=content.pk).update(progress=percent)

    return note


def read_left(before: datetime) -> int:
    """Read files stored before a moment whose reader was killed; returns how many."""
    left = StoredContent.objects.filter(progress__lt=100, stored_at__lt=before)[:BATCH]
    for content in left:
        read(content)
    return len(left)


def _tell(attachment: Attachment, step: str, label: str, by: Actor) -> None:
    content = attachment.content
    trace.record(attachment, step, by=by, label=label, content_hash=content.content_hash)


def _read_later(pk: int) -> None:
    from mingzheng.prose.tasks import read_content  # a task knows the actions, not they it

    read_content.enqueue(pk)


def _scrubbed(kind: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    if kind == "pdf":
        return scrubbed_pdf(data)
    return scrubbed_picture(kind, data) if kind in PICTURES else (data, ())


def _kept(kind: str, data: bytes) -> tuple[StoredContent, bool]:
    """The stored bytes, and whether they are new. Two at once: the database keeps one."""
    content_hash = trace.digest(data)
    content, is_new = StoredContent.objects.get_or_create(
        content_hash=content_hash, defaults={"kind": kind, "size": len(data)}
    )
    if is_new:
        # Stored under its hash: a name chosen by somebody else never becomes a path.
        content.file.save(f"{content_hash}.{kind}", ContentFile(data))
    return content, is_new
