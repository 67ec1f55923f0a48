"""The lists of the catalogue's desk: which columns and filters editions and items have."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.states import EditionState, Level, ListKind, Mode, Stage
from mingzheng.screens.lists import Column, Filter
from mingzheng.standards.models import Field

TAGS = {
    EditionState.IN_FORCE: "tag tag-valid",
    EditionState.SUPERSEDED: "tag tag-void",
    EditionState.DISCARDED: "tag tag-void",
}
EDITION_COLUMNS = (
    Column("title", "名称", lambda one: one.title, sort="title", url=Edition.get_absolute_url),
    Column(
        "office",
        "编制单位",
        lambda one: one.organisation_name,
        sort="catalogue__organisation__path",
    ),
    Column("kind", "种类", lambda one: one.kind_label, sort="catalogue__kind"),
    Column(
        "state",
        "状态",
        lambda one: one.state_label,
        sort="state",
        dress=lambda one: TAGS.get(one.state, "tag tag-ink"),
    ),
    Column("items", "事项", lambda one: one.items_total, sort="items_total", css="num"),
    Column(
        "duties",
        "责任",
        lambda one: one.duties_total,
        sort="duties_total",
        css="num",
        at_first=False,
    ),
    Column(
        "score",
        "质量得分",
        lambda one: "—" if one.score is None else one.score,
        sort="score",
        css="num",
    ),
    Column(
        "findings",
        "质量问题",
        lambda one: one.findings_total,
        sort="findings_total",
        css="num",
        at_first=False,
    ),
    Column(
        "effective_on",
        "施行日期",
        lambda one: one.effective_on.isoformat() if one.effective_on else "—",
        sort="effective_on",
        css="nowrap",
    ),
    Column("number", "批复文号", lambda one: one.approval_number or "—", at_first=False),
    Column(
        "opened_at",
        "起草日期",
        lambda one: f"{one.opened_at:%Y-%m-%d}",
        sort="opened_at",
        at_first=False,
    ),
)
EDITION_FILTERS = (
    Filter(
        "kind", "种类", lambda rows, value: rows.filter(catalogue__kind=value), ListKind.choices
    ),
    Filter("q", "名称", lambda rows, value: rows.filter(title__contains=value)),
    Filter("state", "状态", lambda rows, value: rows.filter(state=value), EditionState.choices),
)


def _address(item: Item) -> str:
    return reverse("catalogue_desk:item", args=[item.edition_id, item.code])


def _limit(item: Item) -> str:
    return item.limit_text or "（空）"


ITEM_COLUMNS = (
    Column("code", "编码", lambda one: one.code, sort="code", css="nowrap"),
    Column("name", "事项", lambda one: one.name, sort="level1", url=_address),
    Column("field", "领域", lambda one: one.field.short_name, sort="field__position"),
    Column(
        "limit",
        "公开时限",
        _limit,
        dress=lambda one: "cell-bad" if one.limit_kind == "unread" else "",
    ),
    Column("subject", "公开主体", lambda one: one.subject_text or "—"),
    Column("mode", "方式", lambda one: one.get_mode_display(), sort="mode", css="nowrap"),
    Column("level", "层级", lambda one: "、".join(one.level_labels) or "—", css="nowrap"),
    Column("stage", "环节", lambda one: "、".join(one.stage_labels) or "—", at_first=False),
    Column("audience", "公开对象", lambda one: one.audience_label or "—", at_first=False),
    Column("post", "责任岗位", lambda one: one.post or "—", at_first=False),
)


def _words(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(Q(lookup_text__contains=value.casefold()) | Q(code__startswith=value))


def item_filters(fields: Sequence[Field]) -> tuple[Filter, ...]:
    """The filters over the items of an edition that has rows of these fields."""
    return (
        Filter("q", "关键词", _words),
        Filter(
            "field",
            "领域",
            lambda rows, value: rows.filter(field__slug=value),
            choices=[(one.slug, one.list_name) for one in fields],
        ),
        Filter(
            "level",
            "层级",
            lambda rows, value: rows.filter(**{f"at_{value}": True}),
            choices=Level.choices,
        ),
        Filter(
            "stage",
            "环节",
            lambda rows, value: rows.filter(**{f"in_{value}": True}),
            choices=Stage.choices,
        ),
        Filter("mode", "方式", lambda rows, value: rows.filter(mode=value), choices=Mode.choices),
    )
