"""Counts against what was published (核对公布数): 读到的各类事项数 vs 公布数."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mingzheng.powers.rules.columns import BY_NAME
from mingzheng.powers.rules.values import type_code


@dataclass(frozen=True)
class Line:
    """One type: what was read, what was published (None: nothing), and the difference."""

    label: str
    read: int
    published: int | None

    @property
    def difference(self) -> int:
        """Read less published; 0 when nothing was published."""
        return 0 if self.published is None else self.read - self.published


def reconcile(
    read: Mapping[str, int], published: Mapping[str, int], total: int | None
) -> list[Line]:
    """A line for each type that was read or published, and one for the total.

    A published total that its own types do not add up to gets a line of its own.
    """
    labels = dict(BY_NAME["type"].choices)
    codes = [code for code in labels if read.get(code) or code in published]
    lines = [
        Line(labels[code], read.get(code, 0), published.get(code, 0) if published else None)
        for code in codes
    ]
    summed = sum(published.values()) if published else None
    lines.append(Line("合计", sum(read.values()), summed if total is None else total))
    if total is not None and summed != total:
        lines.append(Line("公布的各类相加", summed or 0, total))
    return lines


def read_published(text: str) -> tuple[dict[str, int], int | None]:
    """Published counts as a person types them: “行政许可 11” a line, “合计 203” for the total."""
    counts: dict[str, int] = {}
    total: int | None = None
    for name, number in re.findall(r"([\u4e00-\u9fff]{2,12})\s*[:：,，\t ]\s*(\d{1,6})", text):
        if re.match(r"合计|总计|共计", name):
            total = int(number)
        elif code := type_code(name):
            counts[code] = counts.get(code, 0) + int(number)
    return counts, total
