"""What is public taken back (撤回), or said to hold no longer (废止), or to hold after all."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from mingzheng.accounts.queries import require
from mingzheng.checklists.actions.plain import check_plain
from mingzheng.core import trace
from mingzheng.core.access import Actor, Blocked
from mingzheng.pagecache.changes import take_back
from mingzheng.publishing.actions import findable, fulfilling, linking, releasing
from mingzheng.publishing.models import Article
from mingzheng.publishing.states import Visibility
from mingzheng.texts.rules.validity import repeal_fault, validity_of
from mingzheng.texts.states import Validity


@transaction.atomic
def withdraw(article: Article, *, by: Actor, reason: str, title: str = "") -> None:
    """Take a public article back (撤回): only its title, the moment and the reason stay public.

    `title` stands for one that must not be read any more either; empty: its own. No process shows
    a page from before. It comes back only by a new manuscript. Raises Denied; Blocked without a
    reason, or twice.
    """
    place = article.organisation
    require(by, "article.withdraw", place.path, place.name)
    if not reason.strip():
        raise Blocked("撤回要写明理由，理由会公开。")
    linking.hold(article)
    if not article.is_public:
        raise Blocked("这条信息现在没有公开，不用撤回。")
    check_plain({"撤回理由": reason, "撤回后公开的标题": title.strip() or article.title})
    article.visibility, article.withdrawn_at = Visibility.WITHDRAWN, timezone.now()
    article.withdrawn_reason, said = reason.strip(), " ".join(title.split())
    article.stub_title = said if said != article.title else ""
    article.save(update_fields=["visibility", "withdrawn_at", "withdrawn_reason", "stub_title"])
    take_back()
    releasing.place(article, (), timezone.now())
    linking.recount(linking.interpreted_by(article))
    findable.forget([article])
    fulfilling.unfulfil(article, by=by)
    trace.record(
        article, "withdraw", by=by, label="撤回", note=article.withdrawn_reason,
        stub_title=article.stub_title,
    )  # fmt: skip


@transaction.atomic
def repeal(
    article: Article,
    *,
    by: Actor,
    on: date,
    document: Article | None = None,
    title: str = "",
) -> None:
    """Say that a document holds no longer (废止) from a day, by another document or by its title.

    Raises Denied; Blocked for what is no document, without a ground, for a day to come, or one
    before the document was written or began to hold.
    """
    place = article.organisation
    require(by, "article.repeal", place.path, place.name)
    linking.hold(article, *([document] if document else []))
    if article.validity == Validity.NOT_ASKED:
        raise Blocked("只有政策文件、规范性文件有废止。")
    if article.validity == Validity.REPEALED:
        raise Blocked("这份文件已经标了废止。")
    if wrong := repeal_fault(on, article.dated_on, article.effective_on, timezone.localdate()):
        raise Blocked(wrong)
    if document is None and not title.strip():
        raise Blocked("写明是哪份文件废止它的。")
    if document is not None and document.pk == article.pk:
        raise Blocked("文件不能由自己废止，选废止它的那份文件。")
    check_plain({"废止依据": title})
    before = article.get_validity_display()
    article.validity, article.repealed_on, article.repealed_by = Validity.REPEALED, on, document
    article.repealed_by_title = title.strip() or (document.title if document else "")
    article.save(update_fields=["validity", "repealed_on", "repealed_by", "repealed_by_title"])
    trace.record(
        article, "repeal", by=by, label="废止", repealed_on=on,
        repealed_by_title=article.repealed_by_title,
        changes={"validity": [before, Validity.REPEALED.label]},
    )  # fmt: skip
    if article.is_public and article.public:
        findable.refresh(article, article.public)


@transaction.atomic
def hold_after_all(article: Article, *, by: Actor, reason: str) -> None:
    """Take back that a document holds no longer (撤销废止): it was said of it by mistake.

    Raises Denied; Blocked without a reason, or for what is not said to be repealed.
    """
    place = article.organisation
    require(by, "article.repeal", place.path, place.name)
    linking.hold(article)
    if article.validity != Validity.REPEALED or article.public is None:
        raise Blocked("这份文件没有标明废止，不用撤销。")
    if not reason.strip():
        raise Blocked("写明为什么撤销废止，理由会留痕。")
    validity = validity_of(article.public.content, timezone.localdate())
    article.validity, article.repealed_on, article.repealed_by = validity, None, None
    article.repealed_by_title = ""
    article.save(update_fields=["validity", "repealed_on", "repealed_by", "repealed_by_title"])
    trace.record(
        article, "hold_after_all", by=by, label="撤销废止", note=reason.strip(),
        changes={"validity": [str(Validity.REPEALED.label), str(validity.label)]},
    )  # fmt: skip
    if article.is_public:
        findable.refresh(article, article.public)
