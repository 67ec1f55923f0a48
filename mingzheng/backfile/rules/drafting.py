"""Rows made into drafts (整理成稿): cleaned, dated, titled; each row is a draft or a problem."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mingzheng.backfile.rules.lines import with_lines, without_buttons
from mingzheng.backfile.rules.rows import Problem, Row
from mingzheng.core.chain import digest
from mingzheng.prose.rules.cleaning import clean, from_plain, is_marked
from mingzheng.prose.rules.looks import safe_address
from mingzheng.prose.rules.reading import plain
from mingzheng.screens.rules.dates import read_date

LONGEST_TITLE = 200
CUT_TITLE = re.compile(r"\s*(\.{3,}|…+)\s*\Z")
TITLE_ENDS = (  # 关于印发…办法的通知 ends with its second kind, not with its first
    re.compile("的(?:通知|意见|公告|决定|批复|函|解读|公示|通报|通告|报告|说明)"),
    re.compile("通知|意见|公告|决定|批复|办法|规定|细则|方案|解读|公示|通报"),
)
ADDRESS = re.compile(r"https?://(?:(?!https?://)[^\s;；,，])+")
BUTTONS = "去掉了从旧页面一起复制来的按钮文字（下载、打印、字号等）。"
NO_TITLE = "没有标题"
NO_BODY = "没有正文"
LONG_TITLE = "标题超过 {} 个字"
TITLE_CUT = "标题被截断，正文里也找不到完整的标题"
TWICE = "和第 {} 行（{}）标题、日期、正文都一样，只导入一次"


@dataclass(frozen=True)
class Draft:
    """An article ready to be taken in; the same fingerprint is the same article."""

    row: Row
    title: str
    day: date
    html: str
    attachments: tuple[str, ...]
    notes: tuple[str, ...]
    fingerprint: str
    lost: tuple[str, ...] = ()  # what cleaning its source has left out
    elsewhere: tuple[str, ...] = ()  # where rows that say the same say it stood, too


def draft(rows: Iterable[Row], *, today: date) -> tuple[list[Draft], list[Problem]]:
    """Every row as a draft or as a problem that blocks it; doubtful drafts have a problem too.

    Takes rows in their order and the current day. The sum holds: rows = drafts + rows with a
    blocking problem. The same article twice (title, day, text) is taken once,
    and known by the addresses of both.
    """
    drafts: dict[str, Draft] = {}
    problems: list[Problem] = []
    for row in map(_as_page, rows):
        made, found = _one(row, today)
        problems += found
        if made is None:
            continue
        if first := drafts.get(made.fingerprint):
            message = TWICE.format(first.row.number, first.row.sheet)
            problems.append(_problem(row, "title", "duplicate", message, made.title))
            more = (*first.elsewhere, row.fields.get("url", ""))
            drafts[made.fingerprint] = replace(first, elsewhere=more)
            continue
        drafts[made.fingerprint] = made
    return list(drafts.values()), problems


def _as_page(row: Row) -> Row:
    """A row whose body cell holds HTML is read as a page; its source is kept to be examined."""
    body = row.fields.get("body", "")
    return replace(row, html=body) if not row.html and is_marked(body) else row


def _one(row: Row, today: date) -> tuple[Draft | None, list[Problem]]:
    body, notes, lost = _body(row)
    text = plain(body)
    title = " ".join(row.fields.get("title", "").split())
    whole = whole_title(title, text)
    dated = read_date(row.fields.get("date", ""), today=today)
    problems = []
    if not whole:
        problems.append(_problem(row, "title", "no_title", NO_TITLE))
    elif len(whole) > LONGEST_TITLE:
        message = LONG_TITLE.format(LONGEST_TITLE)
        problems.append(_problem(row, "title", "long_title", message, whole[:40]))
    if dated.day is None:
        value = row.fields.get("date", "")[:40]
        problems.append(_problem(row, "date", "bad_date", dated.problem, value))
    if not text:
        problems.append(_problem(row, "body", "no_body", NO_BODY))
    if problems or dated.day is None:
        return None, problems
    if CUT_TITLE.search(whole):
        problems.append(_problem(row, "title", "title_cut", TITLE_CUT, whole, is_blocking=False))
    print_of = digest("\n".join([whole, dated.day.isoformat(), "".join(text.split())]).encode())
    links = addresses(row.fields.get("attachments", ""))
    return Draft(row, whole, dated.day, body, links, notes, print_of, lost), problems


def _problem(
    row: Row, column: str, code: str, message: str, value: str = "", *, is_blocking: bool = True
) -> Problem:
    return Problem(row.sheet, row.number, column, code, message, value, is_blocking)


def _body(row: Row) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if row.html:
        cleaned = clean(row.html)
        return cleaned.html, (*row.notes, *cleaned.notes), cleaned.notes
    text, had_buttons = without_buttons(row.fields.get("body", ""))
    cleaned = from_plain(with_lines(text))
    notes = (*row.notes, *cleaned.notes, *([BUTTONS] if had_buttons else []))
    return cleaned.html, notes, cleaned.notes


def whole_title(title: str, text: str) -> str:
    """A title that an old list cut off (关于印发…), completed from the text where it stands."""
    cut = CUT_TITLE.search(title)
    if not cut:
        return title
    stem = title[: cut.start()]
    place = text.find(stem) if len(stem) >= 4 else -1
    if place < 0:
        return title
    rest = text[place : place + LONGEST_TITLE].split("\n")[0]
    ends = [m.end() for kind in TITLE_ENDS for m in kind.finditer(rest) if m.end() > len(stem)]
    return rest[: ends[0]] if ends else title


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a cell; of two written together the second is the true one."""
    found = []
    for part in re.split(r"[;；\s]+", text):
        hits = ADDRESS.findall(part)
        if hits and (address := safe_address(hits[-1])):
            found.append(address)
    return tuple(dict.fromkeys(found))
