"""A text's record in words (信息的记录项): for pages and for comparing two texts of an article."""

from collections.abc import Mapping, Sequence
from datetime import date

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.columns.models import Column
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries import linkable_by
from mingzheng.publishing.states import Visibility
from mingzheng.texts.rules.content import Content, Tie
from mingzheng.texts.states import ArticleKind, Disclosure, Genre, InterpretationForm, Relation

# What only the office needs to know of a text: no public page shows it.
INSIDE = ("形成日期", "公开属性", "不主动公开的理由")


def record_of(
    content: Content, office: int, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The record in words as an office may read it, empty parts left out. Three queries at most.

    `known` are names of items by code that somebody fetched already.
    """
    ties = [f"{relation}《{title}》" for relation, title in named(content.ties, office)]
    return _said(content, office, ties, known or {})


def public_record_of(content: Content, office: int) -> dict[str, str]:
    """The same as everybody may read it: without what is inside, links only to what is public."""
    codes = [tie.article for tie in content.ties if tie.article]
    shown = Article.objects.filter(code__in=codes).exclude(visibility=Visibility.NOT_YET)
    titles = {one.code: one.shown_title for one in shown}
    ties = [
        f"{Relation(tie.relation).label}《{titles.get(tie.article, tie.title)}》"
        for tie in content.ties
        if tie.article in titles or not tie.article
    ]
    said = _said(content, office, ties, {})
    return {label: value for label, value in said.items() if label not in INSIDE}


def _said(
    content: Content, office: int, ties: Sequence[str], known: Mapping[str, str]
) -> dict[str, str]:
    columns = Column.objects.filter(pk__in=content.columns).select_related("organisation")
    names = {one.pk: column_name(one, office) for one in columns}
    said = {
        "标题": content.title,
        "副标题": content.subtitle,
        "信息种类": str(ArticleKind(content.kind).label),
        "发文字号": content.document_number,
        "成文日期": _day(content.dated_on),
        "形成日期": _day(content.formed_on),
        "主题分类": content.topic,
        "体裁分类": str(Genre(content.genre).label) if content.genre else "",
        "解读形式": str(InterpretationForm(content.form).label) if content.form else "",
        "视频网址": content.video_url,
        "关键词": content.keywords,
        "内容概述": content.summary,
        "来源": content.source,
        "公开属性": str(Disclosure(content.disclosure).label),
        "不主动公开的理由": content.disclosure_ground,
        "施行日期": _day(content.effective_on),
        "失效日期": _day(content.expires_on),
        "栏目": "、".join(names[key] for key in content.columns if key in names),
        "对应的公开事项": "；".join(_items(content, known)),
        "关联": "；".join(ties),
        "附件": "；".join(one.name for one in content.listed),
    }
    return {label: value for label, value in said.items() if value}


def column_name(column: Column, office: int) -> str:
    """A column as an office calls it: another office's with whose it is."""
    own = column.organisation_id == office
    return str(column.name) if own else f"{column.organisation.label}：{column.name}"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _items(content: Content, known: Mapping[str, str]) -> list[str]:
    names = dict(known)
    if left := set(content.items) - set(known):
        found = Item.objects.filter(code__in=left, edition__state=EditionState.IN_FORCE)
        names |= {one.code: one.name for one in found.only("code", "level1", "level2")}
    return [f"{code} {names.get(code, '（目录里已经没有）')}" for code in content.items]


def named(ties: Sequence[Tie], office: int) -> list[tuple[str, str]]:
    """Each tie in words: its relation and the title of what it leads to. One query at most.

    Of another office's article that is public no longer, only what its stub is called.
    """
    codes = [tie.article for tie in ties if tie.article]
    titles: dict[str, str] = {}
    if codes:
        gone = Article.objects.filter(visibility=Visibility.WITHDRAWN)
        found = (linkable_by(office) | gone).filter(code__in=codes)
        titles = {
            one.code: one.title if one.organisation_id == office else one.shown_title
            for one in found
        }
    return [
        (
            str(Relation(tie.relation).label),
            titles.get(tie.article, tie.title) or f"短网址 {tie.article} 的信息",
        )
        for tie in ties
    ]
