"""A list of words as a workbook (词表), out and in again."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mingzheng.checklists.actions.lists import WordDraft, contexts_of, fault_of
from mingzheng.checklists.models import Word
from mingzheng.files.rules.grid import Table
from mingzheng.files.rules.safety import defuse
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.rules.words import clean, one_line, plain
from mingzheng.proofing.states import WordKind

HEADS = ("种类", "查什么词", "应当怎么写", "这样用不算错", "依据", "已审定")
WIDTHS = (12, 20, 30, 40, 40, 10)
NEEDED = HEADS[1:3]
LENGTHS = {"查什么词": 60, "应当怎么写": 120, "这样用不算错": 300, "依据": 200}
YES = ("是", "已审定", "√", "1", "TRUE", "true")
NO = ("", "否", "没有审定", "0", "FALSE", "false")
KINDS = {str(label): value for value, label in WordKind.choices}
NO_HEAD = "没有找到表头。表里至少要有“查什么词”“应当怎么写”两列，可以先“下载词表”，照着填。"
EMPTY = "表里没有词。"


@dataclass
class Reading:
    """What a workbook says: words, or sentences for what is wrong."""

    words: list[WordDraft] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def to_xlsx(title: str, words: Iterable[Word]) -> bytes:
    """The words as a workbook; no cell is a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = "词表"
    book.properties.title = title
    for number, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        sheet.cell(1, number, head).font = Font(name="黑体", bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    for at, word in enumerate(words, start=2):
        kind, reviewed = word.get_kind_display(), "是" if word.is_reviewed else "否"
        cells = (kind, word.wrong, word.right, word.contexts, word.source, reviewed)
        for number, text in enumerate(cells, start=1):
            cell = sheet.cell(at, number, defuse(ILLEGAL_CHARACTERS_RE.sub("", text)))
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_words(name: str, data: bytes) -> Reading:
    """The words in a file of any kind the house reads; Refused for a file nobody can read."""
    reading = Reading()
    heads = 0
    for table in read_tables(name, data):
        if (head := _head(table)) is not None:
            heads += 1
            _read(table, head, reading)
    if not heads:
        reading.problems.append(NO_HEAD)
    elif not reading.words and not reading.problems:
        reading.problems.append(EMPTY)
    return reading


def _head(table: Table) -> int | None:
    for at, cells in enumerate(table.cells):
        if set(NEEDED) <= {plain(cell) for cell in cells}:
            return at
    return None


def _read(table: Table, head: int, reading: Reading) -> None:
    columns = {plain(cell): at for at, cell in enumerate(table.cells[head])}
    seen = {one.wrong for one in reading.words}
    for at, cells in enumerate(table.cells[head + 1 :], start=table.top + head + 1):
        said = {
            name: one_line(clean(cells[columns[name]])) if name in columns else "" for name in HEADS
        }
        if not any(said[name] for name in HEADS[1:5]):
            continue
        problems = [*_wrong_cells(said)]
        if said["查什么词"] in seen:
            problems.append(f"“{said['查什么词']}”前面已经有一行了。")
        draft = _draft(said)
        if not problems and (fault := fault_of(draft)):
            problems.append(fault)
        seen.add(said["查什么词"])
        reading.problems += [f"第 {at} 行{words}" for words in problems]
        if not problems:
            reading.words.append(draft)


def _wrong_cells(said: dict[str, str]) -> Iterable[str]:
    if said["种类"] and said["种类"] not in KINDS:
        yield f"“种类”写的是“{said['种类']}”，可以写：{'、'.join(KINDS)}。"
    if said["已审定"] not in YES + NO:
        yield f"“已审定”写的是“{said['已审定']}”，写“是”或者“否”。"
    for column, most in LENGTHS.items():
        if len(said[column]) > most:
            yield f"“{column}”太长，不超过 {most} 个字。"


def _draft(said: dict[str, str]) -> WordDraft:
    return WordDraft(
        wrong=said["查什么词"],
        right=said["应当怎么写"],
        kind=KINDS.get(said["种类"], WordKind.TYPO.value),
        contexts="；".join(contexts_of(said["这样用不算错"])),
        source=said["依据"],
        is_reviewed=said["已审定"] in YES,
    )
