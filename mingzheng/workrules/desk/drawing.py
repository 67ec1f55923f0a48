"""A rule as a page shows it: drawing, text twin, rows, how long it takes."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from mingzheng.processes.rules.flowchart import as_lines, as_svg
from mingzheng.workrules.models import WorkRule
from mingzheng.workrules.rules.course import Row, Span, as_steps, span_of


@dataclass(frozen=True)
class Drawn:
    """What `workrules/course.html` and `processes/drawing.html` need of a rule."""

    svg: SafeString
    lines: list[str]
    rows: list[Row]
    span: Span


def drawn(rule: WorkRule) -> Drawn:
    """The rule drawn; its ids are its own, so that a page may show several."""
    steps = as_steps(rule.course)
    svg = SafeString(as_svg(steps, rule.name, f"rule{rule.pk}")) if steps else SafeString("")
    return Drawn(svg, as_lines(steps), rule.course, span_of(rule.course))
