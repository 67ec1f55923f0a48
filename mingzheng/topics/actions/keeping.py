"""The verbs of topics: make, change, open, arrange, archive, let the numbers of the end stand."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked, SystemActor
from mingzheng.deadlines import almanac
from mingzheng.posts.deeds import SYSTEM_DEEDS
from mingzheng.prose.actions import store
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility
from mingzheng.standards.models import Field
from mingzheng.topics import queries
from mingzheng.topics.actions import findable
from mingzheng.topics.models import Topic, TopicPart, TopicPick

SYSTEM = SystemActor(SYSTEM_DEEDS)
MOST_PARTS, MOST_PICKS = 8, 30
PLAIN = ("name", "slug", "purpose", "begins_on", "ends_on", "is_open")


@transaction.atomic
def save(
    topic: Topic,
    said: dict[str, Any],
    *,
    by: Actor,
    fields: Sequence[Field] = (),
    picture: tuple[str, bytes, str] | None = None,
) -> Topic:
    """Make a topic or change it (设置专题). `said` holds its plain columns.

    `picture` is a file's name, its bytes and what it shows. Raises Denied without the deed
    topic.edit; Blocked for a taken address, days the wrong way round or an archived topic.
    """
    place = topic.organisation
    require(by, "topic.edit", place.path, place.name)
    _check(topic, said)
    before = {name: getattr(topic, name) for name in PLAIN} if topic.pk else {}
    for name in PLAIN:
        setattr(topic, name, said[name])
    if picture:
        name, data, alt = picture
        if not alt.strip():
            raise Blocked("写明题图画的是什么，看不见图片的人要听。")
        check_plain({"题图说明": alt})
        topic.picture = store(name, data, by=by, organisation=place, alt=alt)
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError as error:
        raise Blocked(f"网址“{said['slug']}”已经有专题用了，换一个。") from error
    topic.fields.set(fields)
    if topic.figures_on and not topic.has_ended(timezone.localdate()):
        _thaw(topic)  # its last day was moved: it runs again
    changes = {
        name: [_text(before.get(name, "")), _text(said[name])]
        for name in PLAIN
        if before.get(name, "") != said[name]
    }
    trace.record(topic, "save", by=by, label="设置专题", changes=changes)
    findable.refresh(topic)
    return topic


def _text(value: Any) -> Any:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


def _check(topic: Topic, said: dict[str, Any]) -> None:
    if topic.archived_on:
        raise Blocked("已经归档的专题不能再改；要改就先恢复。")
    if not (said["name"].strip() and said["purpose"].strip()):
        raise Blocked("写明专题的名称和目的：为什么设、给谁看。")
    check_plain({"名称": said["name"], "目的": said["purpose"]})
    if said["ends_on"] and said["ends_on"] < said["begins_on"]:
        raise Blocked("结束日期要在开始日期以后，检查这两个日期。")


@transaction.atomic
def add_part(topic: Topic, said: dict[str, Any], *, by: Actor) -> TopicPart:
    """Add a part (子栏目): `said` has name, kind, office, column, words.

    Raises Denied; Blocked for a name that is there, too many, or words without anything else.
    """
    _hold(topic, by)
    check_plain({"子栏目名称": said["name"]})
    if said["words"] and not (said["kind"] or said["office"] or said["column"]):
        raise Blocked("只写标题里的词会找得太慢；再选一个信息种类、机构或者栏目。")
    number = topic.parts.count()
    if number >= MOST_PARTS:
        raise Blocked(f"一个专题最多 {MOST_PARTS} 个子栏目，先去掉一个。")
    try:
        with transaction.atomic():
            made = TopicPart.objects.create(topic=topic, position=number, **said)
    except IntegrityError as error:
        raise Blocked(f"已经有子栏目“{said['name']}”，换个名称。") from error
    trace.record(topic, "add_part", by=by, label="新增子栏目", name=made.name)
    findable.refresh(topic)
    return made


@transaction.atomic
def remove_part(part: TopicPart, *, by: Actor) -> None:
    """Take a part away; the articles in it stay where they are published."""
    _hold(part.topic, by)
    trace.record(part.topic, "remove_part", by=by, label="去掉子栏目", name=part.name)
    part.delete()
    findable.refresh(part.topic)


@transaction.atomic
def pick(part: TopicPart, code: str, *, by: Actor) -> None:
    """Put a public article into a part by its short address. Raises Denied, Blocked."""
    _hold(part.topic, by)
    found = Article.objects.filter(code=code.strip(), visibility=Visibility.PUBLIC).first()
    if found is None:
        raise Blocked("没有这个短网址的公开信息，检查一下。短网址是网页地址最后那八位。")
    if part.picks.count() >= MOST_PICKS:
        raise Blocked(f"一个子栏目最多手选 {MOST_PICKS} 条，先去掉一条。")
    _, is_new = TopicPick.objects.get_or_create(
        part=part, article=found, defaults={"position": part.picks.count()}
    )
    if is_new:
        trace.record(part.topic, "pick", by=by, label="选进专题", name=found.title)


@transaction.atomic
def unpick(chosen: TopicPick, *, by: Actor) -> None:
    """Take an article out of a part; it stays where it is published."""
    _hold(chosen.part.topic, by)
    name = chosen.article.title
    trace.record(chosen.part.topic, "unpick", by=by, label="从专题拿掉", name=name)
    chosen.delete()


@transaction.atomic
def archive(topic: Topic, note: str, *, by: Actor) -> None:
    """Close a topic (归档) with a note that the public reads; it stays readable.

    Raises Denied, or Blocked without a note or when it is archived.
    """
    _hold(topic, by)
    if not note.strip():
        raise Blocked("写明归档说明：做完了什么，结果在哪里看。")
    check_plain({"归档说明": note})
    topic.archived_on, topic.archive_note = timezone.localdate(), note.strip()
    topic.save(update_fields=["archived_on", "archive_note"])
    if topic.figures_on is None:
        _freeze(topic, topic.archived_on)
    trace.record(topic, "archive", by=by, label="专题归档", note=topic.archive_note)
    findable.refresh(topic)


def freeze_due(today: date) -> int:
    """Let the statistics of topics whose last day is over stand as they are (定格); how many.

    Safe to repeat. A topic that is archived earlier stands from then on.
    """
    frozen = 0
    for one in queries.unfrozen(today):
        with transaction.atomic():
            held = queries.unfrozen(today).select_for_update().filter(pk=one.pk).first()
            if held and held.ends_on:
                _freeze(held, held.ends_on)
                findable.refresh(held)
                trace.record(held, "freeze", by=SYSTEM, label="专题结束，数字定格")
                frozen += 1
    return frozen


def _freeze(topic: Topic, on: date) -> None:
    fields = list(topic.fields.all())
    found = queries.statistics(fields, on, almanac.current(), since=topic.begins_on)
    topic.figures, topic.figures_on = asdict(found), on
    topic.save(update_fields=["figures", "figures_on"])


def _thaw(topic: Topic) -> None:
    topic.figures, topic.figures_on = {}, None
    topic.save(update_fields=["figures", "figures_on"])


@transaction.atomic
def restore(topic: Topic, *, by: Actor) -> None:
    """Take an archived topic up again (恢复). Raises Denied, Blocked if it is not archived."""
    place = topic.organisation
    require(by, "topic.edit", place.path, place.name)
    if topic.archived_on is None:
        raise Blocked("这个专题没有归档，不用恢复。")
    topic.archived_on, topic.archive_note = None, ""
    topic.save(update_fields=["archived_on", "archive_note"])
    if not topic.has_ended(timezone.localdate()):
        _thaw(topic)
    trace.record(topic, "restore", by=by, label="恢复专题")
    findable.refresh(topic)


def _hold(topic: Topic, by: Actor) -> None:
    place: Organisation = topic.organisation
    require(by, "topic.edit", place.path, place.name)
    list(Topic.objects.select_for_update().filter(pk=topic.pk).values_list("pk"))
    topic.refresh_from_db()
    if topic.archived_on:
        raise Blocked("已经归档的专题不能再改；要改就先恢复。")
