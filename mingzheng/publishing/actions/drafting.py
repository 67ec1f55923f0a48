"""Drafts (拟稿): opened, written again and again, each time as a new revision."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import require
from mingzheng.catalogue.models import Duty
from mingzheng.catalogue.states import EditionState
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.columns import queries as columns
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.core.codes import short_code
from mingzheng.prose.models import Attachment
from mingzheng.prose.rules.cleaning import clean
from mingzheng.publishing.actions import checking, fulfilling, linking
from mingzheng.publishing.models import Article, Manuscript, Revision, RevisionFile
from mingzheng.publishing.queries.settings import plan_for
from mingzheng.publishing.states import ManuscriptState, Purpose, Visibility
from mingzheng.texts.rules.content import NAMES, PLAIN_COLUMNS, Content, faults, missing, tidy
from mingzheng.texts.states import ArticleKind

CODE_LENGTH = 8


class Stale(Blocked):
    """Somebody saved meanwhile; `latest` is what they wrote, for comparison."""

    def __init__(self, latest: Revision) -> None:
        who, when = latest.written_by_name, timezone.localtime(latest.written_at)
        super().__init__(
            f"{who}在 {when:%m-%d %H:%M} 存了第 {latest.number} 稿，您的还没有存。"
            "对照一下两边的文字，合在一起再存。"
        )
        self.latest = latest


@transaction.atomic
def open_article(
    organisation: Organisation, *, by: Actor, kind: str = ArticleKind.OTHER
) -> Manuscript:
    """Begin something new (起草): an article nobody sees yet, and its manuscript. Raises Denied."""
    require(by, "manuscript.edit", organisation.path, organisation.name)
    article = Article.objects.create(organisation=organisation, code=new_codes(1)[0], kind=kind)
    return _open(article, Purpose.NEW, by, "", "")


@transaction.atomic
def open_change(
    article: Article,
    purpose: str,
    *,
    by: Actor,
    public_note: str = "",
    closes_earlier: str = "",
) -> Manuscript:
    """Begin a correction (更正) or an amendment (修订), or release a withdrawn article anew.

    It starts as the last public text; what is public stays until the new one is released.
    `public_note` says at the top of the page what was changed and why; `closes_earlier` why no
    earlier text may be read from then on (empty: they stay). Raises Denied, Blocked.
    """
    place = article.organisation
    require(by, "manuscript.edit", place.path, place.name)
    check_plain({checking.NOTE: public_note, checking.CLOSES: closes_earlier})
    linking.hold(article)
    if article.visibility == Visibility.NOT_YET:
        raise Blocked("这条信息还没有公开过，直接改原来的稿件。")
    if purpose == Purpose.NEW and not article.is_withdrawn:
        raise Blocked("这条信息正在公开，要改就办更正或者修订。")
    manuscript = _open(article, purpose, by, public_note.strip(), closes_earlier.strip())
    if article.public:
        content = article.public.content
        if purpose != Purpose.NEW:  # what goes out again may still be for what it was for
            content = fulfilling.carried_over(content)
        _write(manuscript, content, by)
    return manuscript


def new_codes(number: int) -> list[str]:
    """So many short addresses that no article has."""
    codes: set[str] = set()
    while left := number - len(codes):
        some = {short_code(CODE_LENGTH) for _ in range(left)}
        codes |= some - set(Article.objects.filter(code__in=some).values_list("code", flat=True))
    return list(codes)


def _open(
    article: Article, purpose: str, by: Actor, public_note: str, closes_earlier: str
) -> Manuscript:
    organisation = article.organisation
    try:
        with transaction.atomic():
            made = Manuscript.objects.create(
                article=article,
                organisation=organisation,
                state=ManuscriptState.DRAFT,
                purpose=purpose,
                public_note=public_note,
                closes_earlier=closes_earlier,
                plan=plan_for(organisation).reviews,
                drafter=by.actor_id,
                drafter_name=by.actor_name,
                title=article.title,
                kind=article.kind,
            )
    except IntegrityError as error:
        raise Blocked("这条信息已有一份稿件在办，先办完那一份。") from error
    trace.record(
        made, "open", by=by, label="起草", purpose=made.get_purpose_display(),
        closes_earlier=closes_earlier,
    )  # fmt: skip
    return made


@transaction.atomic
def save_revision(
    manuscript: Manuscript, content: Content, *, by: Actor, base: int
) -> Revision | None:
    """Keep what was written as the next revision (存稿); None when nothing is different.

    `base` is the number of the revision that the writer began from (0: none). Raises Denied;
    Stale when somebody saved meanwhile; Blocked for what cannot be right.
    """
    hold_draft(manuscript, by)
    latest = manuscript.revision
    content = tidy(replace(content, body=clean(content.body).html))
    old = latest.content if latest else Content()
    if content == old:  # before anybody is called too late: a double click has nothing to lose
        return None
    if latest is not None and latest.number != base:
        raise Stale(latest)
    if wrong := faults(content, timezone.localdate()):
        raise Blocked("".join(wrong))
    check_columns(manuscript.article, content.columns)
    _check_items(manuscript.organisation, sorted(set(content.items) - set(old.items)))
    _check_files(manuscript.organisation, content)
    linking.check(manuscript.article, set(content.ties) - set(old.ties))
    return _write(manuscript, content, by)


@transaction.atomic
def set_note(
    manuscript: Manuscript, public_note: str, *, by: Actor, closes_earlier: str = ""
) -> bool:
    """Change what the page will say about the correction (更正说明); False if it says so.

    And whether earlier texts are read no longer, with the reason (`closes_earlier`).
    """
    hold_draft(manuscript, by)
    if manuscript.purpose == Purpose.NEW:
        raise Blocked("新发布的稿件没有更正说明，页面上也不会显示。")
    check_plain({checking.NOTE: public_note, checking.CLOSES: closes_earlier})
    said = {"public_note": public_note.strip(), "closes_earlier": closes_earlier.strip()}
    before = {name: getattr(manuscript, name) for name in said}
    changes = {name: [before[name], said[name]] for name in said if before[name] != said[name]}
    if not changes:
        return False
    for name, text in said.items():
        setattr(manuscript, name, text)
    manuscript.save(update_fields=list(said))
    _count_in(manuscript, by)
    _keep(manuscript)
    trace.record(manuscript, "set_note", by=by, label="修改更正说明", changes=changes)
    return True


def hold(manuscript: Manuscript) -> None:
    """Lock the row and read it anew: whoever comes second sees what the first has done."""
    list(Manuscript.objects.select_for_update().filter(pk=manuscript.pk).values_list("pk"))
    manuscript.refresh_from_db()


def hold_draft(manuscript: Manuscript, by: Actor) -> None:
    """The same, and raise Denied or Blocked unless this person may write now."""
    place = manuscript.organisation
    require(by, "manuscript.edit", place.path, place.name)
    hold(manuscript)
    if not manuscript.is_draft:
        raise Blocked(f"稿件现在是“{manuscript.state_label}”，只有拟稿时能改。")


def _write(manuscript: Manuscript, content: Content, by: Actor) -> Revision:
    article = manuscript.article
    old = manuscript.revision.content if manuscript.revision else Content()
    last = Revision.objects.filter(article=article).aggregate(last=Max("number"))["last"] or 0
    made = Revision.objects.create(
        article=article,
        manuscript=manuscript,
        number=last + 1,
        **{name: getattr(content, name) for name in PLAIN_COLUMNS},
        columns=list(content.columns),
        items=list(content.items),
        dues=list(content.dues),
        ties=[asdict(tie) for tie in content.ties],
        content_hash=fingerprint(content),
        written_by=by.actor_id,
        written_by_name=by.actor_name,
        written_at=timezone.now(),
    )
    RevisionFile.objects.bulk_create(
        RevisionFile(revision=made, position=at, name=one.name, attachment_id=one.attachment)
        for at, one in enumerate(content.files, start=1)
    )
    linking.put_links(article, content.ties, is_public=False)
    manuscript.revision = made
    _count_in(manuscript, by)
    _keep(manuscript, content)
    trace.record(
        manuscript, "save", by=by, label="存稿", revision=made.number,
        changed=changed_words(old, content), content_hash=made.content_hash,
    )  # fmt: skip
    return made


def _count_in(manuscript: Manuscript, by: Actor) -> None:
    """Whoever wrote any part of what goes out does not review or sign it (四眼)."""
    if by.actor_id not in manuscript.writers:
        manuscript.writers.append(by.actor_id)


def _keep(manuscript: Manuscript, content: Content | None = None) -> None:
    """Bring up to date what guards and lists ask of the present revision."""
    revision = manuscript.revision
    if content is None:
        content = revision.content if revision else Content()
    manuscript.title, manuscript.kind = content.title, content.kind
    manuscript.disclosure = content.disclosure
    manuscript.missing = missing(content)
    if manuscript.purpose != Purpose.NEW and not manuscript.public_note:
        manuscript.missing.append("更正说明")
    if fulfilling.lacks_forming_day(manuscript.organisation, content):
        manuscript.missing.append("形成日期（公开时限从这一天算起，有成文日期的也可以写成文日期）")
    manuscript.missing += [f"附件“{name}”的检查（还在读）" for name in checking.unread(content)]
    manuscript.red_findings = checking.red_findings(manuscript, revision) if revision else 0
    manuscript.save(
        update_fields=[
            *("revision", "title", "kind", "disclosure", "missing", "red_findings", "writers")
        ]
    )
    article = manuscript.article
    if article.visibility == Visibility.NOT_YET:  # until it is public, it is called as its draft
        article.title, article.kind = content.title, content.kind
        article.save(update_fields=["title", "kind"])


@transaction.atomic
def look_again(manuscript: Manuscript) -> None:
    """Ask the checks again (overrides, new words); guards then see what they say now."""
    hold(manuscript)
    _keep(manuscript)


def changed_words(old: Content, new: Content) -> str:
    """Which parts differ, in Chinese: 标题、正文."""
    names = [name for name in NAMES if getattr(old, name) != getattr(new, name)]
    return "、".join(LABELS[name] for name in names)


LABELS = {
    **{one.name: str(one.verbose_name) for one in Revision._meta.fields if one.name in NAMES},
    "files": "附件",
}


def fingerprint(content: Content) -> str:
    """SM3 over everything the content says, files by the hash of their bytes (64 hex digits)."""
    said = asdict(content)
    said["files"] = [
        [one.name, one.content_hash] if one.content_hash else one.name for one in content.files
    ]
    for name in ("dues", "video_url"):  # what was kept before there were these keeps its print
        if not said[name]:
            del said[name]
    return trace.digest(trace.as_json(said).encode())


def check_columns(article: Article, keys: Sequence[int]) -> None:
    """Raise Blocked for a column that is closed, or neither the office's nor of one above it.

    Where its public text stands an article may stay, whatever became of the column.
    """
    left = set(keys) - set(article.public.columns if article.public else ())
    if left - {one.pk for one in columns.open_for(article.organisation)}:
        raise Blocked("选的栏目里有停用的，或者不是本单位和上级政府的，拟稿时重新选。")


def _check_files(organisation: Organisation, content: Content) -> None:
    keys = {one.attachment for one in content.files if one.attachment}
    own = Attachment.objects.filter(pk__in=keys, organisation=organisation)
    if keys and own.count() != len(keys):
        raise Blocked("附件里有不是本单位的文件，重新上传。")
    if set(content.pictures) - keys:
        raise Blocked("正文里有没上传的图片，到“附件和图片”上传以后再放进正文。")


def _check_items(organisation: Organisation, codes: Sequence[str]) -> None:
    if not codes:
        return
    owed = Duty.objects.filter(
        organisation=organisation,
        item__code__in=codes,
        item__edition__state=EditionState.IN_FORCE,
    ).values_list("item__code", flat=True)
    if lost := sorted(set(codes) - set(owed)):
        raise Blocked(f"公开事项 {'、'.join(lost)} 不在本单位现行目录里，重新选。")
