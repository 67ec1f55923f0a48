"""A text's record in words (信息的记录项): for pages and for comparing two revisions."""

from collections.abc import Mapping, Sequence
from datetime import date

from mingzheng.catalogue.models import Item
from mingzheng.catalogue.states import EditionState
from mingzheng.columns.models import Column
from mingzheng.publishing.models import Article
from mingzheng.publishing.queries import linkable_by
from mingzheng.publishing.rules.content import Content, Tie
from mingzheng.publishing.states import (
    ArticleKind,
    Disclosure,
    Genre,
    InterpretationForm,
    Relation,
    Visibility,
)

# 《国务院公文主题分类》, as records of policy documents use it.
TOPICS = (
    *("综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源"),
    *("农业、林业、水利", "工业、交通", "商贸、海关、旅游", "市场监管、安全生产监管"),
    *("城乡建设、环境保护", "科技、教育", "文化、广电、新闻出版", "卫生、体育"),
    *("人口与计划生育、妇女儿童工作", "劳动、人事、监察", "公安、安全、司法"),
    *("民政、扶贫、救灾", "民族、宗教", "对外事务", "港澳台侨工作", "国防", "其他"),
)


def record_of(
    content: Content, office: int, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The record in words as an office may read it, empty parts left out. Three queries at most.

    `known` are names of items by code that somebody fetched already.
    """
    columns = {one.pk: one.name for one in Column.objects.filter(pk__in=content.columns)}
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
        "栏目": "、".join(columns[key] for key in content.columns if key in columns),
        "对应的公开事项": "；".join(_items(content, known or {})),
        "关联": "；".join(
            f"{relation}《{title}》" for relation, title in named(content.ties, office)
        ),
        "附件": "；".join(one.name for one in content.listed),
    }
    return {label: value for label, value in said.items() if value}


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
