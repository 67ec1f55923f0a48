"""A set of rules as a workbook (规则表): one line a row of a rule, with what the rule is for."""

from mingzheng.exports.choices import Column, Form, to_workbook
from mingzheng.workrules.models import RuleSet
from mingzheng.workrules.queries import Report, words_of
from mingzheng.workrules.rules.course import unit_words
from mingzheng.workrules.states import Authority, RowKind, TimeUnit

COLUMNS = (
    Column("规则", 20),
    Column("适用范围", 36),
    Column("适用事项数", 8),
    Column("顺序", 6),
    Column("类别", 12, tuple(str(label) for label in RowKind.labels)),
    Column("程序", 24),
    Column("岗位", 20),
    Column("权限", 8, tuple(str(label) for label in Authority.labels)),
    Column("时限", 6),
    Column("时限单位", 10, tuple(str(label) for label in TimeUnit.labels)),
    Column("要求和依据", 40),
)


def to_xlsx(rule_set: RuleSet, report: Report) -> bytes:
    """Every row of every rule, the general one first."""
    rows = []
    for rule in report.rules:
        covers = "；".join(words_of(rule.targets, report.owed)) or "其余全部事项"
        held = str(len(report.by_rule[rule.pk]))
        for number, row in enumerate(rule.course, start=1):
            time = "" if row.limit is None else str(row.limit)
            kind = str(RowKind(row.kind).label)
            rows.append([
                rule.name, covers, held, str(number), kind, row.name, row.post,
                row.authority_label, time, unit_words(row.unit), row.note,
            ])  # fmt: skip
    return to_workbook(Form(rule_set.title, COLUMNS, rows))
