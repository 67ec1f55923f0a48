"""The rules of an office as a printed booklet (工作规则册): A4 upright, set by typst."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from mingzheng.exports.booklet import FONTS, TITLE_FONTS, font_folders
from mingzheng.workrules.models import RuleSet, WorkRule
from mingzheng.workrules.queries import Line, Report, words_of
from mingzheng.workrules.rules.course import span_of
from mingzheng.workrules.rules.timing import FIT_LABELS, Fit
from mingzheng.workrules.states import RuleSetState

TEMPLATE = Path(__file__).with_name("booklet.typ")
UNRULED = "还没有规则"


def to_pdf(rule_set: RuleSet, report: Report, printed_on: date) -> bytes:
    """Cover, contents, the general rule with its flow, rules of their own, items by field.

    Everything comes from the report, so that booklet and pages cannot disagree.
    """
    book = {
        "title": f"{rule_set.organisation_name}政务公开工作规则",
        "office": rule_set.organisation_name,
        "edition": f"第 {rule_set.number} 版",
        "state": _state(rule_set),
        "is-draft": rule_set.state not in (RuleSetState.IN_FORCE, RuleSetState.SUPERSEDED),
        "printed": f"{_day(printed_on)}打印",
        "fonts": FONTS,
        "title-fonts": TITLE_FONTS,
        "items": len(report.lines),
        "rules": [_rule(rule, report) for rule in report.rules],
        "fields": [
            _field(name, list(lines))
            for name, lines in groupby(report.lines, key=lambda line: line.owed.field_name)
        ],
    }
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=font_folders(),
        ignore_system_fonts=True,  # the same booklet on every machine
        sys_inputs={"book": json.dumps(book, ensure_ascii=False)},
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _state(rule_set: RuleSet) -> str:
    if rule_set.effective_on is None:
        return f"{rule_set.state_label}，尚未施行"
    since = f"自{_day(rule_set.effective_on)}起施行"
    return since if rule_set.state == RuleSetState.IN_FORCE else f"{since}，{rule_set.state_label}"


def _rule(rule: WorkRule, report: Report) -> dict[str, Any]:
    return {
        "name": rule.name,
        "general": rule.is_general,
        "covers": words_of(rule.targets, report.owed),
        "items": len(report.by_rule[rule.pk]),
        "span": span_of(rule.course).words,
        "rows": _rows(rule),
    }


def _rows(rule: WorkRule) -> list[dict[str, str]]:
    return [
        {
            "name": row.name,
            "post": row.post or "（没有写岗位）",
            "authority": row.authority_label,
            "period": row.period or "（没有写时限）",
            "note": row.note,
        }
        for row in rule.course
    ]


def _field(name: str, lines: Sequence[Line]) -> dict[str, Any]:
    """The items of a field, those of one rule together."""
    groups: dict[int | None, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.rule.pk if line.rule else None, []).append(line)
    return {"name": name, "groups": [_group(group) for group in groups.values()]}


def _group(lines: Sequence[Line]) -> dict[str, Any]:
    rule = lines[0].rule
    return {
        "rule": rule.name if rule else UNRULED,
        "span": span_of(rule.course).words if rule else "",
        "rows": _rows(rule) if rule else [],
        "items": [_item(line) for line in lines],
    }


def _item(line: Line) -> dict[str, str]:
    late = line.fit in (Fit.OVER, Fit.HOLIDAYS)
    return {
        "code": line.owed.code,
        "name": line.owed.name,
        "elements": "；".join(line.owed.elements),
        "limit": line.owed.limit_text or "没有写",
        "remark": FIT_LABELS[line.fit] if late else "",
    }
