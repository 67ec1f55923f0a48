"""What is refused at the door, and what goes out defused."""

import openpyxl
import pytest

from mingzheng.files.rules import safety
from mingzheng.files.rules.safety import MAX_BYTES, Refused, check, check_size, defuse
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.tests import workshop

ROWS = [["序号", "一级事项"], [1, "综合业务"]]
PAGE = "<html><table><tr><td>序号</td></tr></table></html>".encode()


class Endless(bytes):
    """Bytes that say they are 200 MB and fail when anybody reads them."""

    def __len__(self):
        return 200 * 1024 * 1024

    def __getitem__(self, _):
        raise AssertionError("read before its length was checked")

    startswith = __getitem__


def refusal(name, data):
    with pytest.raises(Refused) as refused:
        check(name, data)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("目录.xlsx", workshop.xlsx(ROWS), "xlsx"),
        ("目录.XLSX", workshop.xlsx(ROWS), "xlsx"),
        ("目录.xls", workshop.xls(ROWS), "xls"),
        ("目录.et", workshop.xls(ROWS), "xls"),
        ("目录.et", workshop.xlsx(ROWS), "xlsx"),
        ("目录.docx", workshop.word([["序号"]]), "docx"),
        ("目录.csv", "序号,一级事项".encode("gb18030"), "csv"),
        ("目录.txt", "序号\t一级事项".encode("utf-16"), "csv"),
        ("目录.html", PAGE, "html"),
        (r"C:\我的文档\目录.htm", PAGE, "html"),
    ],
)
def test_ordinary_files_are_told_by_their_content(name, data, kind):
    assert check(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("目录.xlsx", b"", "文件是空的"),
        ("目录", b"x", "没有扩展名"),
        ("~$目录.xlsx", b"x", "临时文件"),
        # the wrong kind of file
        ("目录.pdf", b"%PDF-1.4", "收不了 .pdf 文件"),
        ("目录.wps", b"x", "另存为 .xlsx"),
        ("安装.exe", b"MZ", "另存为 .xlsx"),
        ("目录.xlsx", b"%PDF-1.4", "里面其实是PDF"),
        ("目录.csv", b"MZ\x90", "里面其实是别的类型"),
        ("目录.csv", b"1,2\x00\xff\x01", "二进制"),
        # the right kind under a wrong name
        ("目录.xlsx", workshop.word([["序号"]]), "文档（.docx）"),
        ("目录.docx", workshop.xlsx(ROWS), "新版表格（.xlsx）"),
        ("目录.xlsx", workshop.xls(ROWS), "旧版表格（.xls）"),
        ("目录.xls", PAGE, "网页（.html）"),
        ("目录.xlsx", b"1,2,3", "文字（.csv）"),
        ("目录.csv", PAGE, "网页（.html）"),
        ("目录.xlsx", workshop.packed({"a.txt": b"x"}), "压缩包"),
        ("目录.xls", workshop.compound({"WordDocument": b"x"}), "旧版文档"),
        # macros, passwords
        ("目录.xlsm", workshop.xlsx(ROWS), "宏"),
        ("目录.xlsx", workshop.added(workshop.xlsx(ROWS), "xl/vbaProject.bin", b"x"), "宏"),
        ("目录.xlsx", workshop.added(workshop.xlsx(ROWS), "xl/macrosheets/s.xml", b"<a/>"), "宏"),
        ("目录.xlsx", workshop.compound({"EncryptedPackage": b"x" * 5000}), "密码"),
        # damage
        ("目录.xlsx", workshop.xlsx(ROWS)[:-300], "损坏"),
        ("目录.xlsx", b"PK\x03\x04", "损坏"),
        ("目录.xls", workshop.xls(ROWS)[:700], "损坏"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(name, data, says):
    sentence = refusal(name, data)

    assert says in sentence
    assert sentence.endswith("。")


def test_200_megabytes_are_refused_by_length_alone():
    assert "200 MB" in refusal("目录.xlsx", Endless())


@pytest.mark.parametrize("size", [0, MAX_BYTES + 1])
def test_a_length_can_be_judged_before_the_upload_is_read(size):
    check_size("目录.xlsx", MAX_BYTES)

    with pytest.raises(Refused):
        check_size("目录.xlsx", size)


def test_an_old_workbook_with_macros_is_refused():
    assert "宏" in refusal(
        "目录.xls", workshop.with_storage(workshop.xls(ROWS), "_VBA_PROJECT_CUR")
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_leaves_as_text(sign):
    """OWASP CSV injection: a cell must not start with a sign that starts a formula."""
    assert defuse(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "综合业务", "-5", "-1,234.50", "-3%", "'=1", "1+1"])
def test_harmless_cells_leave_as_they_are(text):
    assert defuse(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "-减免", "-5", "综合业务"])
def test_a_defused_cell_reads_back_as_it_was(text):
    (table,) = read_tables("目录.csv", f"序号,{defuse(text)}\n1,2".encode())

    assert table.cells[0][1] == text


def test_formulas_and_outside_links_give_their_stored_text_only():
    book = openpyxl.Workbook()
    book.active.append(["序号", "=cmd|' /C calc'!A0", "='[别的.xlsx]表'!A1"])
    (table,) = read_tables("目录.xlsx", workshop.saved(book))

    assert table.cells == (("序号",),)


def test_every_refusal_is_a_sentence_that_says_what_to_do():
    sentences = [v for k, v in vars(safety).items() if k.isupper() and isinstance(v, str)]

    assert len(sentences) >= 6
    assert all(("请" in s and s.endswith("。")) for s in sentences)
