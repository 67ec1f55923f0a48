"""Events as a person reads them: field names in Chinese, old beside new. Reads nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from mingzheng.core.models import Event
from mingzheng.posts.roles import ROLES

# Names of facts that are no column of the subject. A room that records a new one adds it here.
FACT_LABELS = {
    "address": "网络地址",
    "answered": "应答",
    "basis": "依据",
    "batch": "导入批次",
    "before": "原到期日",
    "changed": "改了哪些",
    "clocks_moved": "重算的期限",
    "code": "编码",
    "codes": "事项编号",
    "columns": "栏目",
    "closes_earlier": "以前的文字不再公开的理由",
    "consent": "同意",
    "content_hash": "内容指纹",
    "counts": "数量",
    "course": "办理程序",
    "covers": "适用范围",
    "created": "新增",
    "disclosure": "公开属性",
    "due_on": "到期日",
    "enclosed": "附上的文件",
    "ended": "收回的岗位",
    "file_hash": "文件指纹",
    "happened_on": "形成日期",
    "index_number": "索引号",
    "interpretation_reason": "不同步解读的理由",
    "external_id": "平台编号",
    "finding": "检查发现",
    "interpreter": "请来解读的单位",
    "items": "事项数",
    "kind": "种类",
    "kinds": "信息种类",
    "name": "名称",
    "note": "说明",
    "officers": "公示人员",
    "offices": "单位",
    "on": "日期",
    "opinions": "意见类数",
    "open_questions": "没定的分歧",
    "organisation": "机构",
    "parent": "上级栏目",
    "place": "来料的位置",
    "block": "第几块",
    "count": "篇数",
    "position": "排序",
    "public_note": "更正说明",
    "publish_at": "发布时间",
    "purpose": "办理事由",
    "remarks": "意见",
    "removed": "删除",
    "repealed_by_title": "废止依据",
    "repealed_on": "废止日期",
    "reference": "文号",
    "reviews": "几道审查",
    "revision": "稿次",
    "reason": "原因",
    "renewed": "换了的密钥",
    "result": "按时没有",
    "role": "岗位",
    "rows": "恢复的行数",
    "said": "改成",
    "scope": "适用范围",
    "source": "来源",
    "status": "效力",
    "targets": "对应单位",
    "text": "文字",
    "tries_left": "还能试几次",
    "unchanged": "没变的行数",
    "units": "内设机构、中队和网格",
    "updated": "修改",
    "validity": "有效性",
    "version": "文本",
    "workdays": "工作日",
    "where": "位置",
}


@dataclass(frozen=True)
class Change:
    """One thing that was changed."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One event with its facts sorted into changes (old, new) and the rest."""

    event: Event
    moved: str = ""
    changes: list[Change] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


def read(events: Iterable[Event]) -> list[Entry]:
    """Each event as an entry, in the same order.

    The convention of every room: `changes` holds {name: [old, new]}, other facts hold one value.
    """
    return [_entry(event, _model(event.subject_type)) for event in events]


def _entry(event: Event, model: type[Model] | None) -> Entry:
    changes, facts = [], []
    for name, value in event.facts.items():
        if name == "changes" and isinstance(value, dict):
            changes += [_change(model, key, pair) for key, pair in value.items()]
        elif value not in ("", None, [], {}):
            facts.append((_label(model, name), _words(model, name, value)))
    return Entry(event, _moved(event, model), changes, facts)


def _change(model: type[Model] | None, name: str, pair: Any) -> Change:
    old, new = pair if isinstance(pair, list) and len(pair) == 2 else ("", pair)
    return Change(_label(model, name), _words(model, name, old), _words(model, name, new))


def _moved(event: Event, model: type[Model] | None) -> str:
    # Asked of a row: a manuscript's flow depends on how many reviews it goes through.
    flow = getattr(model(), "FLOW", None) if model else None
    if not flow or not event.to_state or event.from_state == event.to_state:
        return ""
    states = flow.states
    before = states.get(event.from_state, event.from_state)
    return f"{before} → {states.get(event.to_state, event.to_state)}"


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _column(model: type[Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _label(model: type[Model] | None, name: str) -> str:
    column = _column(model, name)
    return str(getattr(column, "verbose_name", "") or FACT_LABELS.get(name, name))


def _words(model: type[Model] | None, name: str, value: Any) -> str:
    if name == "role" and value in ROLES:
        return ROLES[value].label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(_words(model, name, one) for one in value)
    if isinstance(value, dict):
        return "；".join(
            f"{_label(None, key)}：{_words(None, key, one)}" for key, one in value.items()
        )
    choices = dict(getattr(_column(model, name), "flatchoices", ()) or ())
    return str(choices.get(value, "" if value is None else value))
