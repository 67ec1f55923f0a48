"""What the cells of 公开对象, 公开方式, 公开层级 and 五公开 say (one column each, or several)."""

import re
from dataclasses import dataclass

from mingzheng.files.rules.ticks import FILLED, HeadNote, marked
from mingzheng.files.rules.words import clean, one_line

SOME = "特定群体"  # ticked without a name
WORDS = "全社会|社会公众|公众|特定|主动|依申请|县|区|市|乡|镇|街道|村|社区|决策|执行|管理|服务|结果"
EVERYBODY = re.compile(r"(?:面向|向)?(?:全社会|社会公众|全体公众|公众|社会大众)(?:公开)?")
GROUP = re.compile(r"特定(?:群体|群众|对象|人群|公众)(?:公开)?[：:]?")
STAGES = {
    "决策": "decision",
    "执行": "execution",
    "管理": "management",
    "服务": "service",
    "结果": "result",
}
MODE_WORDS = (("active", "主动"), ("on_request", "申请"))
LEVEL_WORDS = (
    ("county", re.compile(r"县|市|旗|(?<!社)区|各级")),
    ("town", re.compile(r"乡|镇|街道?|各级")),
    ("village", re.compile(r"村|社区|居委|居民委|各级")),
)


@dataclass(frozen=True)
class Said:
    """What a cell says, as codes; `unread` is what nobody understood."""

    codes: tuple[str, ...] = ()
    unread: str = ""


def chosen(text: str, note: HeadNote) -> str:
    """The words of a cell that are chosen: all of them, or those beside a filled mark."""
    stretches = marked(clean(text), WORDS)
    words = [s.text for s in stretches if not s.mark or note.need(s.mark) == "required"]
    return "、".join(word for word in (one_line(w).strip(" 、，,；;") for w in words) if word)


def audience(text: str, note: HeadNote) -> tuple[bool, str]:
    """(全社会, the particular group or '') from one column for both."""
    words = chosen(text, note)
    is_all = bool(EVERYBODY.search(words))
    rest = EVERYBODY.sub("", words)
    return is_all, group_name(rest) or (SOME if GROUP.search(rest) else "")


def group_name(text: str) -> str:
    """The name of the group in a cell, without 特定群体 before it."""
    name = GROUP.sub("", one_line(clean(text))).strip(" 、，,；;：:。")
    return re.sub(r"\A[（(]([^（）()]*)[)）]\Z", r"\1", name)


def mode(text: str, note: HeadNote) -> Said:
    """Which of 主动 and 依申请 one column says; both when it says both."""
    words = chosen(text, note)
    return _said(text, words, [c for c, word in MODE_WORDS if word in words])


def levels(text: str, note: HeadNote) -> Said:
    """The levels that one column names (县级、乡级；县乡村三级；区级/街道)."""
    words = chosen(text, note)
    return _said(text, words, [code for code, pattern in LEVEL_WORDS if pattern.search(words)])


def stages(text: str, note: HeadNote) -> Said:
    """The stages of 五公开 that one column names."""
    words = chosen(text, note)
    return _said(text, words, [code for word, code in STAGES.items() if word in words])


def _said(text: str, words: str, codes: list[str]) -> Said:
    """With what nobody understood: other words, or a mark beside nothing."""
    if codes:
        return Said(tuple(codes))
    is_bare = bool(clean(text)) and all(char in FILLED for char in clean(text))
    return Said((), clean(text) if is_bare else words)
