"""The columns of a catalogue (目录的列) and the many names they go by, from columns.csv.

Standard names: the table of 国办发〔2019〕54号 (docs/law.md). A column under no known name is kept
as it is (自定义列); what was recognised by a similar name is marked so.
"""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from mingzheng.files.rules.words import clean
from mingzheng.standards.rules.channels import standard_channel

SAME_NAME, SIMILAR_NAME, BY_HAND, CUSTOM = "列名相同", "列名相近", "手工指定", "自定义列"
IGNORE = "ignore"  # a person's answer: do not import this column
KEEP = "custom"  # a person's answer: keep it as a column of our own

ITEM = "item"  # 公开事项: 一级 or 二级事项, whichever the table does not name


def _vocabulary() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(meaning → its Chinese name, known name → (meaning, how sure)) from columns.csv."""
    labels: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    text = Path(__file__).with_name("columns.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        labels[row["meaning"]] = row["label"]
        for name in row["similar_names"].split():
            names.setdefault(name, (row["meaning"], SIMILAR_NAME))
        for name in row["standard_names"].split():
            names[name] = (row["meaning"], SAME_NAME)
    return labels, names


_LABELS, _NAMES = _vocabulary()
# Meaning → its Chinese name, as mapping pages show it. 公开事项 is settled to one of the levels.
COLUMNS = {meaning: label for meaning, label in _LABELS.items() if meaning != "item"}
# Leaves that also appear as values in data rows: they do not make a head row by themselves.
VALUES = frozenset(
    {"audience_all", "audience_some", "mode_active", "mode_request"}
    | {"level_county", "level_town", "level_village", "level_town_village"}
    | {"stage_decision", "stage_execution", "stage_management", "stage_service", "stage_result"}
)
# Words that mean a heading only below their group.
GROUP_ONLY = frozenset({"决策", "执行", "管理", "服务", "结果", "社会", "全体", "特定", "名称"}) | {
    *("县", "区", "乡", "镇", "村", "街道", "社区", "一级", "二级", "乡镇", "乡村", "市级")
}
GROUPS = frozenset({"item", "audience", "mode", "level", "stage"})
NOT_THE_SAME = ("说明", "备注", "链接", "网址", "地址", "更新", "审核", "栏目")
LONGEST_HEADING = 60
CLOSE_ENOUGH = 80
BRACKETS = re.compile(r"[（(\[【][^（()）\[\]【】]*[)）\]】]")


@dataclass(frozen=True)
class Column:
    """One column of a table: what it means (None: kept under its own heading) and how we know."""

    index: int
    heading: str
    meaning: str | None
    how: str
    samples: tuple[str, ...] = ()  # its first cells, for the mapping page


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """A heading without spaces, wraps, brackets and signs: 公 开 内 容（要素） → 公开内容."""
    if len(text) > 4 * LONGEST_HEADING:
        return text
    plain = re.sub(r"\s+", "", clean(text))
    inside = BRACKETS.sub("", plain) or plain
    return re.sub(r"[\s、，,/／|“”\"'‘’*※：:·.。（）()\[\]【】]+", "", inside)


@lru_cache(maxsize=20_000)
def exact_meaning(text: str, *, in_group: bool = False) -> str | None:
    """The meaning of a heading by one of its known names; 'item' for 公开事项."""
    name = core(text)
    if name in GROUP_ONLY and not in_group:
        return None
    return _NAMES[name][0] if name in _NAMES else None


def meaning_of(path: tuple[str, ...]) -> tuple[str | None, str]:
    """(meaning, how it was recognised) of a heading, given as its group and itself."""
    if not path:
        return None, CUSTOM
    group, leaf = (exact_meaning(path[0]) if len(path) > 1 else None), core(path[-1])
    if group is not None or leaf not in GROUP_ONLY:
        if leaf in _NAMES:
            return _NAMES[leaf]
        if (meaning := _near(leaf)) is not None:
            return meaning, SIMILAR_NAME
    is_option = group == "channels" and standard_channel(path[-1]) is not None
    if len(path) > 1 and group is not None and group not in GROUPS and not is_option:
        return meaning_of(path[:1])  # a note below a plain heading
    return None, CUSTOM


@lru_cache(maxsize=5_000)
def _near(name: str) -> str | None:
    """The meaning of a name that is longer or a little different than a known one."""
    if len(name) < 4 or len(name) > 16 or any(word in name for word in NOT_THE_SAME):
        return None
    for known, (meaning, _) in _NAMES.items():
        if len(known) >= 4 and _contains(name, known):
            return meaning
    scored = ((fuzz.ratio(name, known), known) for known in _NAMES if len(known) >= 4)
    best, known = max(scored)
    return _NAMES[known][0] if best >= CLOSE_ENOUGH else None


def _contains(name: str, known: str) -> bool:
    """公开时限要求, 政务公开主体: a known name with a few characters before or behind."""
    if name.endswith(known):
        return len(name) - len(known) <= 4
    rest = name.removeprefix(known)
    return rest != name and (len(rest) <= 2 or rest[0] in "及与和或")
