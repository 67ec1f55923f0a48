"""Where articles come from (来源): CSV exports, folders of saved pages, Word documents."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from lxml import etree, html

from mingzheng.backfile.rules.rows import Problem, Row, named
from mingzheng.files.rules.decoding import declared_encoding, decode
from mingzheng.files.rules.refusals import DAMAGED, Refused
from mingzheng.prose.rules.reading import pieces, plain
from mingzheng.texts.rules.word import from_docx

PAGES, WORDS = (".html", ".htm"), (".docx",)
META = "meta.csv"
# Where content systems of Chinese government sites keep the text of a page.
BODIES = ("UCAP-CONTENT", "zoom", "Zoom", "vsb_content", "TRS_Editor", "article-content", "con_con")
LONGEST_CELL = 20_000_000
MOST_TITLE = 150
LABELS = {"发布日期": "date", "标题": "title", "发文机关": "source", "发文字号": "number"} | {
    "索引号": "index",
    "来源": "source",
    "发布时间": "date",
}
FIRST_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.I | re.S)
DATE_LINE = re.compile(r"(?:发布日期|发布时间|发文日期)[:：]\s*([0-9〇一二][^\s　|]{5,20})")
WINDOW = re.compile(r"<title[^>]*>(.*?)</title>", re.I | re.S)
NO_HEAD = "第一行里没有“标题”和“正文”（或“文件”）这些列名，看不出哪一列是什么。"
LOST_FILE = "目录里没有这个文件"
NO_META = "meta.csv 里没有这个文件，标题和日期从页面里找"
ONLY_BODY = "只取了页面里的正文部分，页头、页尾和按钮没有带进来。"
Found = Row | Problem


def heads_of(data: bytes) -> list[str]:
    """The head row of an export, as it stands. Raises Refused when the bytes are no text."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        return next(csv.reader(io.StringIO(decode(data), newline="")), [])
    except csv.Error as error:
        raise Refused(DAMAGED) from error


def read_csv(name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The rows of an export in UTF-8, UTF-16 or GB18030, each with its number (the head is 1).

    `mapping` says of headings which field they are, where a person said so. Raises Refused
    when the bytes are no text or the head names neither title nor body.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(decode(data), newline=""))
    try:
        keys = named(next(lines, []), mapping)
        if "title" not in keys or not {"body", "file"} & set(keys):
            raise Refused(NO_HEAD)
        for number, cells in enumerate(lines, 2):
            if any(cell.strip() for cell in cells):
                fields = {k: c.strip() for k, c in zip(keys, cells, strict=False) if k}
                yield Row(name, number, fields)
    except csv.Error as error:
        raise Refused(DAMAGED) from error


def read_folder(files: Mapping[str, bytes]) -> Iterator[Found]:
    """The pages and documents of a folder, with what its meta.csv says of each.

    Takes file name → bytes. A page that meta.csv does not name, and a name without its page, are
    both told. Raises Refused for an unreadable meta.csv.
    """
    waiting: dict[str, list[str]] = {}
    for name in sorted(files, reverse=True):
        if name.lower().endswith(PAGES + WORDS):
            waiting.setdefault(_stem(name), []).append(name)
    for row in read_csv(META, files[META]) if META in files else ():
        if isinstance(row, Problem):
            yield row
        elif some := waiting.get(_stem(row.fields.get("file", ""))):
            yield from _one(name := some.pop(), files[name], row)
        else:
            value = row.fields.get("file", "")
            yield Problem(META, row.number, "file", "no_file", LOST_FILE, value)
    left = sorted(name for some in waiting.values() for name in some)
    for place, name in enumerate(left, 1):
        if META in files:
            yield Problem(name, place, "file", "no_meta", NO_META, is_blocking=False)
        yield from _one(name, files[name], Row(name, place))


def _stem(name: str) -> str:
    """A file name without its ending: lists say .htm where the page was saved as .html."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()


def _one(name: str, data: bytes, row: Row) -> Iterator[Found]:
    try:
        yield _document(name, data, row) if name.lower().endswith(WORDS) else _page(data, row)
    except Refused as refused:
        yield Problem(name, row.number, "body", "unreadable", refused.sentence)


def _page(data: bytes, row: Row) -> Row:
    """A saved page: its text, and the fields that it writes above it."""
    text = decode(data, declared=declared_encoding(data))
    body = main_part(text)
    fields = (
        {"title": headed(text)}
        | labelled(text)
        | {key: value for key, value in row.fields.items() if value}
    )
    if not body:
        return replace(row, fields=fields, html=text)
    return replace(row, fields=fields, html=body, around=text, notes=(ONLY_BODY,))


def main_part(page: str) -> str:
    """The element in which a page keeps its text, by the names that sites use; '' without one."""
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(f"<div>{page}</div>", parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    for name in BODIES:
        for element in root.iter():
            if element.get("id") == name or name in (element.get("class") or "").split():
                return html.tostring(element, encoding="unicode")
    return ""


def headed(page: str) -> str:
    """What a page calls itself: its first heading, else the name of its window; '' for neither."""
    for element in (FIRST_HEADING, WINDOW):
        if (found := element.search(page)) and (words := plain(f"<p>{found[1]}</p>").strip()):
            return " ".join(words.split())
    return ""


def labelled(page: str) -> dict[str, str]:
    """Fields that a page writes as name and value: 发布日期：| 2018年11月19日, or in one line."""
    found: dict[str, str] = {}
    for piece in pieces(page):
        if line := DATE_LINE.search(piece.text):
            found.setdefault("date", line[1])
        cells = piece.text.split("\t")
        for label, value in pairwise(cells):
            key = LABELS.get("".join(label.split()).rstrip("：:"), "")
            if key and label.rstrip().endswith(("：", ":")) and value.strip():
                found.setdefault(key, value.strip())
    return found


def _document(name: str, data: bytes, row: Row) -> Row:
    """A Word document: the title is its first short line, the day its last line that is one."""
    document = from_docx(data)
    lines = plain(document.html).split("\n")
    title = next((line for line in lines if 4 <= len(line) <= MOST_TITLE), _stem(name))
    fields = {"title": title, "date": _signed_on(lines)}
    fields |= {key: value for key, value in row.fields.items() if value}
    return replace(row, fields=fields, html=document.html, notes=document.notes)


def _signed_on(lines: list[str]) -> str:
    """The line with which a document is signed: short, and with 年 and 日."""
    short = (line for line in reversed(lines) if len(line) <= 20 and "年" in line)
    return next((line for line in short if line.rstrip().endswith("日")), "")
