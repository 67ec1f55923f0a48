"""Five messy look-alikes of real catalogues: whatever the format, the same two items come out."""

import csv
import io

import docx
import openpyxl
import pytest
import xlwt

from mingzheng.collection.rules.reading import read_catalogue
from mingzheng.collection.tests.sheets import HEAD, HEAD_MERGES, TITLE, read, row
from mingzheng.files.rules.tables import read_tables

LOW = "最低生活保障"
GUIDE = {"level1": LOW, "level2": "办事指南"}
RESULT = {"number": "2", "level1": "", "level2": "审批信息", "county": "", "town": "√"}
SPACED = "形 成 或 变 更 之 日 起 2 0 个 工 作 日 内"


def saved(thing):
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def boxes():
    """.xlsx: note on the marks, merged head and parents, every option printed, page break."""
    book = openpyxl.Workbook()
    sheet = book.active
    first = row(
        level1="最低生活保障", level2="办事指南", channels="■政府网站\n□政府公报\n■其他：公示栏"
    )
    second = row(
        number="2", level1="", level2="审批信息", channels="■政府网站", county="", town="√"
    )
    note = ["注：“■”表示选中，“□”表示未选"]
    for cells in ([TITLE], note, *HEAD, first, *HEAD, second, ["填表人：张三"]):
        sheet.append([cell or None for cell in cells])
    for start in (3, 6):
        for top, left, bottom, right in HEAD_MERGES:
            sheet.merge_cells(None, top + start, left + 1, bottom + start, right + 1)
    return "目录.xlsx", saved(book)


def spaced():
    """.et: letter-spaced words, 同上, only the chosen channels, numbers as numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("社会救助")
    for top, left, bottom, right in HEAD_MERGES:
        text = " ".join(HEAD[0][left])
        sheet.write_merge(top, bottom, left, right, text)
    for column, text in enumerate(HEAD[1]):
        if text:
            sheet.write(1, column, " ".join(text))
    first = row(level1=" ".join(LOW), level2="办 事 指 南", limit=SPACED)
    second = row(**RESULT | {"level1": "同上", "town": "R"}, limit="同 上", channels="政府网站")
    first[7] = "政府网站、其他：公示栏"
    for i, cells in enumerate((first, second)):
        for column, text in enumerate(cells):
            sheet.write(i + 2, column, float(text) if column == 0 else text)
    return "目录.et", saved(book)


def merged_word():
    """.docx: title above the table, cells merged down and across, ☑ and ☐."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    grid = document.add_table(4, 14)
    first = row(
        level1="最低生活保障", level2="办事指南", channels="☑政府网站 ☐政府公报 ☑其他：公示栏"
    )
    second = row(
        number="2", level1="", level2="审批信息", channels="☑政府网站", county="", town="√"
    )
    for i, cells in enumerate([*HEAD, first, second]):
        for column, text in enumerate(cells):
            if text:
                grid.cell(i, column).text = text
    for top, left, bottom, right in [*HEAD_MERGES, (2, 1, 3, 1)]:
        grid.cell(top, left).merge(grid.cell(bottom, right))
    return "目录.docx", saved(document)


def web_page():
    """.html in GB2312: two fields on one page, spans, √ and <br>."""
    head = "".join(
        f"<th rowspan={b - t + 1} colspan={r - left + 1}>{HEAD[0][left]}</th>"
        for t, left, b, r in HEAD_MERGES
    )
    sub = "".join(f"<th>{text}</th>" for text in HEAD[1] if text)
    first = row(**GUIDE, channels="政府网站<br>其他：公示栏", content="●文件名称<br>●文号")
    second = row(**RESULT, channels="政府网站")
    del second[1]
    cells = [f"<td>{text}</td>" for text in first]
    cells[1] = cells[1].replace("<td>", "<td rowspan=2>")
    body = f"<tr>{''.join(cells)}</tr><tr>{''.join(f'<td>{text}</td>' for text in second)}</tr>"
    page = f"<meta charset=gb2312><h2>{TITLE}</h2><table><tr>{head}<tr>{sub}{body}</table>"
    empty = "<table><tr><td>序号<td>一级事项<td>公开内容<td>公开依据</table>"
    return "目录.html", (f"{page}<h2>养老服务领域目录</h2>{empty}").encode("gbk")


def plain_csv():
    """.csv in GB18030: no merges at all, lost symbol fonts (t, 口), blanks below."""
    first = row(
        level1="最低生活保障", level2="办事指南", channels="t政府网站\n口政府公报\nt其他：公示栏"
    )
    second = row(
        number="2", level1="", level2="审批信息", channels="t政府网站", county="口", town="t"
    )
    stream = io.StringIO()
    csv.writer(stream).writerows([[TITLE], *HEAD, first, second, ["注：以上内容动态调整"]])
    return "目录.csv", stream.getvalue().encode("gb18030")


@pytest.mark.parametrize("make", [boxes, spaced, merged_word, web_page, plain_csv])
def test_a_messy_file_gives_its_two_items_whole(make):
    reading = read_catalogue(read_tables(*make()))

    assert reading.problems == []
    first, second = reading.rows
    assert [r.field_text for r in reading.rows] == ["社会救助"] * 2
    assert [(r.level1, r.level2) for r in reading.rows] == [
        (LOW, "办事指南"),
        (LOW, "审批信息"),
    ]
    assert [e.text for e in first.elements] == ["文件名称", "文号"]
    assert "20个工作日内" in first.limit_text == second.limit_text
    assert [chosen(r) for r in reading.rows] == [["政府网站", "其他：公示栏"], ["政府网站"]]
    assert [(r.audience_all, r.mode) for r in reading.rows] == [(True, "active")] * 2
    assert [r.levels for r in reading.rows] == [["county"], ["town"]]
    assert [r.number for r in reading.rows] == ["1", "2"]


def chosen(item):
    return [channel.name for channel in item.channels if channel.need == "required"]


@pytest.mark.parametrize("make", [boxes, spaced, merged_word, web_page, plain_csv])
def test_what_a_messy_file_did_not_say_itself_is_marked(make):
    reading = read_catalogue(read_tables(*make()))

    assert any("一级事项" in sentence for sentence in reading.rows[1].inferred)


@pytest.mark.slow
def test_a_workbook_of_five_thousand_rows_is_checked_and_read_whole():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("社会救助")
    for cells in (*HEAD, *(row(number=str(i), level2=f"事项{i}") for i in range(5000))):
        sheet.append(cells)
    data = saved(book)

    reading = read_catalogue(read_tables("目录.xlsx", data))

    assert len(reading.rows) == 5000


@pytest.mark.parametrize("column", ["level1", "level2"])
def test_a_name_that_is_a_broken_formula_makes_no_item(column):
    """Else 政策法规文件 alone would come in as an item of its own."""
    reading = read(row(**{column: "#REF!"}), row(number="2", level2="办事指南"))

    assert [one.level2 for one in reading.rows] == ["办事指南"]
    assert [(p.row, p.code, p.blocking) for p in reading.problems] == [(3, "formula", True)]


def test_a_broken_formula_elsewhere_is_named_beside_the_item():
    reading = read(row(number="#没有结果", limit="#N/A", content="#REF!"))

    assert [one.limit_text for one in reading.rows] == [""]
    assert [(p.column, p.blocking) for p in reading.problems] == [
        ("公开内容（要素）", False),
        ("公开时限", False),
    ]
