"""The verbs of taking old articles in (旧稿入库): receive, read, confirm, write, take back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.queries import require
from mingzheng.backfile.actions.carrying import Carried, carry, changed_since, take_back
from mingzheng.backfile.actions.examining import AT_ONCE, PROBLEM_KEYS, Examined, examine, report
from mingzheng.backfile.actions.passing import passed_in
from mingzheng.backfile.flow import BACKFILE_FLOW
from mingzheng.backfile.models import ArticleBatch, CarriedArticle, FormerAddress
from mingzheng.backfile.rules.addresses import plain
from mingzheng.backfile.rules.composing import content_of, cut, on
from mingzheng.backfile.rules.drafting import Draft
from mingzheng.backfile.rules.kinds import kind_of, validity_of
from mingzheng.columns import queries as columns
from mingzheng.columns.models import Column
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, Refusal
from mingzheng.core.moves import move
from mingzheng.publishing.models import Article
from mingzheng.screens import importing
from mingzheng.screens.importing import confirm, progress_of, tell
from mingzheng.screens.states import ImportState

INLINE_BYTES = 200 * 1024  # above this a file is read and written in the background
CLOSED = "栏目“{}”停用了，或者不是本单位和上级政府的，换一个栏目。"
MEANWHILE = "刚才有人入库了同样的旧稿，这一次什么都没有改。请重新上传，再看一遍报告。"
CHANGED = "这一批有 {} 篇入库以后更正、撤回或者标了废止，不能整批撤销。逐篇撤回。"
UNDONE = "旧稿入库有误，整批撤销"


@transaction.atomic
def receive(
    organisation: Organisation, column: Column, name: str, data: bytes, *, by: Actor
) -> ArticleBatch:
    """Take an upload in; nothing goes public yet. Raises Denied; Blocked for a closed column."""
    require(by, "article_import.apply", organisation.path, organisation.name)
    if column.pk not in {one.pk for one in columns.open_for(organisation)}:
        raise Blocked(CLOSED.format(column.name))
    batch = ArticleBatch(
        organisation=organisation,
        column=column,
        **importing.received(BACKFILE_FLOW, name, data, by),
    )
    # Stored under its hash: a name chosen by somebody else never becomes a path.
    batch.file.save(f"{batch.file_hash[:32]}.bin", ContentFile(data), save=False)
    batch.save()
    trace.record(batch, "receive", by=by, label="上传旧稿", file_hash=batch.file_hash)
    return batch


def read(batch: ArticleBatch) -> None:
    """Read the file and keep the report; a failure is kept as its sentence."""
    importing.read(batch, lambda: report(_examined(batch)))


def _examined(batch: ArticleBatch) -> Examined:
    with batch.file.open("rb") as file:
        data = bytes(file.read())
    how: dict[str, Any] = {"mapping": batch.mapping, "progress": progress_of(batch)}
    how["passed"] = passed_in(batch)
    return examine(batch.organisation, batch.file_name, data, **how)


def write(batch: ArticleBatch, *, by: Actor) -> int:
    """Make everything new in a confirmed batch public, all or nothing; how many articles.

    Raises Denied; Blocked when somebody took the same in meanwhile; the batch then waits again.
    """
    with importing.turning_back(batch), _saying_meanwhile():
        # Read outside the transaction: seconds of reading must not keep other writers waiting.
        found = _examined(batch)
        return _write(batch, found, by)


@contextmanager
def _saying_meanwhile() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Blocked(MEANWHILE) from error


@transaction.atomic
def _write(batch: ArticleBatch, found: Examined, by: Actor) -> int:
    column, office = batch.column, batch.organisation
    require(by, "article_import.apply", office.path, office.name)
    kind = kind_of(column.slug, column.kind)
    for start in range(0, len(found.new), AT_ONCE):
        _carry(batch, found.new[start : start + AT_ONCE], kind, by)
    batch.applied_at, batch.report = timezone.now(), report(found)
    batch.save(update_fields=["applied_at", "report"])
    trace.record(
        batch, "publish", by=by, label="旧稿公开", file_hash=batch.file_hash,
        counts={"created": len(found.new), "unchanged": found.unchanged},
    )  # fmt: skip
    tell(batch, "finish", progress=100, failure="")
    return len(found.new)


def _carry(batch: ArticleBatch, drafts: Sequence[Draft], kind: str, by: Actor) -> None:
    office, column = batch.organisation, batch.column
    texts = [
        Carried(
            content_of(one, kind=kind, column=column.pk, office=office.name),
            on(one),
            validity_of(kind, one.row.fields.get("validity", "")),
            one.row.fields.get("url", "")[:500],
            {"batch": batch.pk, "file_hash": batch.file_hash, "place": _place(one)},
        )
        for one in drafts
    ]
    made = carry(office, texts, by=by)
    CarriedArticle.objects.bulk_create(
        CarriedArticle(
            article=article, batch=batch, organisation=office, sheet=one.row.sheet[-200:],
            row=one.row.number, fingerprint=one.fingerprint, old_index=cut(one, "index"),
        )
        for one, article in zip(drafts, made, strict=True)
    )  # fmt: skip
    _remember(drafts, made)


def _remember(drafts: Sequence[Draft], made: Sequence[Article]) -> None:
    """Where each stood on the old site; an address that two texts claim leads to the first.

    It may have stood in several places: what its duplicates say leads to it as well.
    """
    pairs = list(zip(drafts, made, strict=True))
    own = [(one.row.fields.get("url", ""), article) for one, article in pairs]
    rows = []
    for url, article in own + [(url, article) for one, article in pairs for url in one.elsewhere]:
        whole, path = plain(url)
        if whole:
            rows.append(FormerAddress(address=whole, path=path, article=article))
    FormerAddress.objects.bulk_create(rows, ignore_conflicts=True)


def _place(one: Draft) -> str:
    return f"{one.row.sheet[-200:]} 第 {one.row.number} 行"


@transaction.atomic
def take_in(batch: ArticleBatch, found: Examined, *, by: Actor) -> int:
    """Read, confirm and write what was just examined, in one go (the command line)."""
    tell(batch, "read", progress=100, report=report(found))
    if not found.new:
        return 0
    confirm(batch, by=by)
    with _saying_meanwhile():
        return _write(batch, found, by)


def write_confirmed(batch: ArticleBatch) -> None:
    """Write in the background, as whoever confirmed; what goes wrong is kept with the batch."""
    with suppress(Refusal):
        write(batch, by=Person.objects.get(pk=batch.applied_by))


@transaction.atomic
def undo(batch: ArticleBatch, *, by: Actor) -> int:
    """Take a whole batch back (撤销入库): from pages, lists and search at once; how many articles.

    Raises Denied; Blocked when one of them was changed since.
    """
    move(batch, "undo", by=by)
    keys = list(batch.carried.order_by("pk").values_list("article", flat=True))
    chunks = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    if changed := sum(changed_since(some) for some in chunks):
        raise Blocked(CHANGED.format(changed))
    for some in chunks:
        take_back(some, by=by, reason=UNDONE)
        FormerAddress.objects.filter(article__in=some).delete()
    batch.carried.update(is_undone=True)
    return len(keys)


def work(batch: ArticleBatch) -> None:
    """Read what was received, or write what was confirmed; anything else is left as it is.

    Safe to run twice; what goes wrong is kept with the batch.
    """
    if batch.state == ImportState.READING:
        read(batch)
    elif batch.state == ImportState.APPLYING:
        write_confirmed(batch)


def work_left(before: datetime) -> int:
    """Take up imports whose reader or writer was killed; returns how many."""
    batches = ArticleBatch.objects.select_related("organisation", "column")
    left = importing.left(batches, before)
    for batch in left:
        with suppress(Blocked, Person.DoesNotExist):
            work(batch)
    return len(left)


def summary(found: Examined, batch: ArticleBatch | None) -> dict[str, Any]:
    """What `import_articles --json` prints (design §8): a contract with outside scripts.

    rows = created + unchanged + duplicates + rows with a problem that keeps them out.
    """
    return {
        "rows": found.rows,
        "articles": len(found.new) + found.unchanged,
        "created": len(found.new),
        "updated": 0,  # what is public is changed by a correction, never by an import
        "unchanged": found.unchanged,
        "duplicates": found.duplicates,
        "problems": [
            {key: getattr(one, key) for key in PROBLEM_KEYS} | {"blocking": one.is_blocking}
            for one in found.problems
        ],
        "batch": batch.pk if batch else None,
    }
