"""Tables of every format in one shape: texts as shown, at their true places."""

import datetime

import docx
import openpyxl
import pytest
import xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mingzheng.files.rules.safety import Refused
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.tests import workshop

ROWS = [["序号", "一级事项"], ["1", "综合业务"]]
AS_TUPLES = (("序号", "一级事项"), ("1", "综合业务"))


def page(text):
    return f"<html><body>{text}</body></html>".encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("目录.xlsx", workshop.xlsx(ROWS)),
        ("目录.xls", workshop.xls(ROWS)),
        ("目录.et", workshop.xls(ROWS)),
        ("目录.docx", workshop.word(ROWS)),
        ("目录.csv", "序号,一级事项\n1,综合业务\n".encode()),
        ("目录.csv", "\ufeff序号,一级事项\r\n1,综合业务".encode()),
        ("目录.csv", "序号,一级事项\r1,综合业务".encode("gb18030")),
        ("目录.txt", "序号\t一级事项\n1\t综合业务".encode("utf-16")),
        ("目录.txt", "序号\t一级事项\n1\t综合业务\n\n".encode("utf-16-be")),
        ("目录.csv", "序号;一级事项\n1;综合业务".encode()),
        ("目录.html", page("<table><tr><th>序号<th>一级事项<tr><td>1<td>综合业务</table>")),
    ],
)
def test_one_table_reads_the_same_from_every_format(name, data):
    (table,) = read_tables(name, data)

    assert table.cells == AS_TUPLES
    assert table.top == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (-5, "-5"),
        ("0505", "0505"),
        (True, "TRUE"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        (datetime.datetime.fromisoformat("2026-03-01T09:30"), "2026-03-01 09:30"),
        (datetime.time(9, 30), "09:30"),
        (datetime.timedelta(hours=30), "30:00"),
        ("两行\n文字", "两行\n文字"),
    ],
)
def test_a_cell_is_the_text_a_person_sees(value, shown):
    (table,) = read_tables("目录.xlsx", workshop.xlsx([[value, "x"]]))

    assert table.cells[0][0] == shown


def test_rows_and_columns_keep_their_true_places():
    book = openpyxl.Workbook()
    book.active["C4"] = "序号"
    book.active.merge_cells("C4:D5")

    (table,) = read_tables("目录.xlsx", workshop.saved(book))

    assert table.cells[3][2] == "序号"
    assert (len(table.cells), table.merges) == (4, ((3, 2, 3, 2),))


def test_merged_cells_are_told_and_not_filled():
    data = workshop.xlsx([["头", None], ["a", "b"], [None, "c"]], ["A1:B1", "A2:A3"])

    (table,) = read_tables("目录.xlsx", data)

    assert table.cells == (("头", ""), ("a", "b"), ("", "c"))
    assert table.merges == ((0, 0, 0, 1), (1, 0, 2, 0))


def test_merged_cells_of_an_old_workbook_are_told():
    book = xlwt.Workbook()
    sheet = book.add_sheet("目录")
    sheet.write_merge(0, 0, 0, 1, "头")
    sheet.write(1, 1, 2.0)

    (table,) = read_tables("目录.xls", workshop.saved(book))

    assert (table.cells, table.merges) == ((("头", ""), ("", "2")), ((0, 0, 0, 1),))


def test_hidden_sheets_are_read_and_named_so_and_empty_ones_are_not():
    book = openpyxl.Workbook()
    book.active.append(["序号"])
    book.create_sheet("空的")
    hidden = book.create_sheet("下拉选项")
    hidden.sheet_state = "hidden"
    hidden.append(["主动"])

    tables = read_tables("目录.xlsx", workshop.saved(book))

    assert [table.sheet for table in tables] == ["Sheet", "下拉选项（隐藏）"]


def test_progress_is_told_up_to_the_end():
    told = []

    read_tables(
        "目录.xlsx",
        workshop.xlsx([["x"]] * 1200),
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]


def test_progress_of_a_text_file_is_told_once():
    told = []

    read_tables("目录.csv", b"1,2\n3,4", progress=lambda *step: told.append(step))

    assert told == [(2, 2)]


def test_rows_in_head_and_body_of_a_page_table_are_one_table():
    data = page("<table><thead><tr><th>序号</thead><tbody><tr><td>1<input></tbody></table>")

    (table,) = read_tables("目录.html", data)

    assert table.cells == (("序号",), ("1",))


def test_a_deleted_row_of_a_word_table_is_gone():
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "旧", "新"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))

    (read,) = read_tables("目录.docx", workshop.saved(document))

    assert read.cells == (("新",),)


def test_paragraphs_after_the_last_word_table_are_its_notes():
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "序号"
    document.add_paragraph("注：■表示必选项")

    (read,) = read_tables("目录.docx", workshop.saved(document))

    assert read.notes == ("注：■表示必选项",)


def test_a_quoted_cell_may_hold_commas_quotes_and_line_breaks():
    (table,) = read_tables("目录.csv", '序号,"公开,""内容""\n第二行"\n1,x'.encode())

    assert table.cells == (("序号", '公开,"内容"\n第二行'), ("1", "x"))


def test_a_csv_cannot_say_what_is_merged():
    (table,) = read_tables("云溪/目录.csv", b"1,2")

    assert (table.sheet, table.knows_merges) == ("目录", False)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_is_named_with_its_line(encoding):
    lines = ["序号,一级事项", "1,综合业务综合业务", "2,社会", "3,救助"]
    data = "\n".join(lines).encode(encoding)
    place = data.index("社会".encode(encoding))
    broken = data[:place] + b"\xff" + data[place + 1 :]

    with pytest.raises(Refused) as refused:
        read_tables("目录.csv", broken)

    assert "第 3 行" in refused.value.sentence


def test_a_quote_that_never_ends_does_not_swallow_the_rest():
    with pytest.raises(Refused) as refused:
        read_tables("目录.csv", '序号,一级事项\n1,"综合业务\n2,x\n'.encode())

    assert "引号没有成对" in refused.value.sentence


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("目录.html", page("<p>没有表格</p>")),
        ("目录.csv", b"\n\n"),
        ("目录.docx", workshop.saved(docx.Document())),
        ("目录.xlsx", workshop.saved(openpyxl.Workbook())),
    ],
)
def test_a_file_without_a_table_is_refused(name, data):
    with pytest.raises(Refused) as refused:
        read_tables(name, data)

    assert "没有找到表格" in refused.value.sentence
    assert "填好的表格" in refused.value.sentence  # a list of powers is no catalogue


def test_a_page_cell_spans_rows_and_columns():
    data = page(
        "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d"
        "<tr><td rowspan=0>e<td>f<td>g<tr><td>h</table>"
    )

    (table,) = read_tables("目录.html", data)

    assert table.cells == (("a", "b", ""), ("", "c", "d"), ("e", "f", "g"), ("", "h", ""))
    assert table.merges == ((0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0))


def test_a_page_shows_breaks_boxes_and_symbol_fonts():
    data = page(
        "<h1>社会救助领域</h1><table><tr><td><p>甲</p>乙<br>丙<script>no</script>"
        "<td><input type=checkbox checked>政府网站<input type=checkbox>公报"
        "<td><font face='Wingdings'>n</font>政府网站<span style='font-family:Wingdings 2'>R</span>"
        "</table>注：■表示必选项"
    )

    (table,) = read_tables("目录.html", data)

    assert table.cells == (("甲\n乙\n丙", "☑政府网站☐公报", "■政府网站☑"),)
    assert table.notes == ("社会救助领域", "注：■表示必选项")


def test_a_table_that_only_arranges_the_page_gives_the_tables_inside():
    data = page("<table><tr><td>菜单<td><table><tr><td>a<td>b</table></table>")

    (table,) = read_tables("目录.html", data)

    assert table.cells == (("a", "b"),)


def test_a_page_may_declare_an_old_encoding():
    data = '<meta charset="gb2312"><table><tr><td>综合业务</table>'.encode("gbk")

    (table,) = read_tables("目录.html", data)

    assert table.cells == (("综合业务",),)


def test_a_word_table_merges_down_and_across():
    document = docx.Document()
    document.add_paragraph("社会救助领域基层政务公开标准目录")
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "事项"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "综合业务"
    table.cell(1, 1).text = "甲"
    table.cell(2, 2).text = "乙"

    (read,) = read_tables("目录.docx", workshop.saved(document))

    assert read.cells == (("", "事项", ""), ("综合业务", "甲", ""), ("", "", "乙"))
    assert read.merges == ((0, 1, 0, 2), (1, 0, 2, 0))
    assert read.notes == ("社会救助领域基层政务公开标准目录",)


WORD_CELLS = [
    # what Word keeps, and what it shows
    ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r><w:r><w:t>网站</w:t></w:r>', "☑网站"),
    ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>n</w:t></w:r>', "■"),
    ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>", "一\n二 三"),
    ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
     "新"),
    ("<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
     "</w:ffData></w:fldChar></w:r>", "☑"),
    ("<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData>"
     "</w:fldChar></w:r>", "☐"),
    ("<w:sdt><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>", "☒"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "shown"), WORD_CELLS)
def test_a_word_cell_is_what_word_shows(inside, shown):
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))

    (table,) = read_tables("目录.docx", workshop.saved(document))

    assert table.cells[0][0] == shown
