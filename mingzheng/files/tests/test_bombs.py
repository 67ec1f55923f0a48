"""Files that are small on the way in and enormous inside: refused before they spread out."""

import io
import resource
import struct
import zipfile

import pytest
import xlwt

from mingzheng.files.rules.archives import MAX_ENTRIES
from mingzheng.files.rules.safety import Refused, check
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.tests import workshop

BOMB, TABLE = "压缩炸弹", "表格太大"
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
BOOK = workshop.xlsx([["x"]])
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'


def refusal(name, data):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused:
        read_tables(name, data)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 150_000, f"memory grew by {grown} KB before it was refused"
    return refused.value.sentence


def zeros(megabytes):
    """Megabytes of nothing, packed into a few kilobytes."""
    return b"<a>" + b" " * (megabytes * 1024 * 1024) + b"</a>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (workshop.added(BOOK, "xl/big.xml", zeros(40)), BOMB),
        (workshop.added(BOOK, "xl/media/big.png", zeros(40)), BOMB),
        (workshop.packed({f"xl/{i}.xml": b"<a/>" for i in range(MAX_ENTRIES)}
                         | {"xl/workbook.xml": b"<a/>"}), BOMB),
        (workshop.added(BOOK, "xl/a.bin", workshop.packed({"a": b"x"})), "套着"),
        (workshop.added(BOOK, "xl/embeddings/a.zip", b"x"), "套着"),
    ],
    ids=["one part", "a picture", "many parts", "a zip inside", "a zip by name"],
)  # fmt: skip
def test_a_zip_bomb_is_refused(data, says):
    assert says in refusal("目录.xlsx", data)


@pytest.mark.parametrize("claimed", [10, 10_000_000])
def test_a_part_that_lies_about_its_size_is_refused(claimed):
    """The reader behind would unpack all of it, whatever the directory claims."""
    honest = workshop.added(BOOK, "xl/big.xml", zeros(1))

    with pytest.raises(Refused):
        check("目录.xlsx", workshop.lying(honest, "xl/big.xml", claimed))


@pytest.mark.parametrize(
    "change",
    [
        lambda name, old: DTD + old if name.endswith("sheet1.xml") else old,
        lambda name, old: old.replace(b"?>", b"?>" + DTD, 1) if "workbook.xml" in name else old,
    ],
)
def test_entities_in_a_package_are_refused(change):
    assert "实体" in refusal("目录.xlsx", workshop.repacked(_headed(), change))


def _headed():
    return workshop.repacked(
        BOOK, lambda name, old: b"<?xml version='1.0'?>" + old if name == "xl/workbook.xml" else old
    )


def test_entities_in_a_page_are_refused():
    page = b"<!DOCTYPE html [<!ENTITY a 'x'>]><table><tr><td>&a;</td></tr></table>"

    assert "实体" in refusal("目录.html", page)


@pytest.mark.parametrize(
    ("row", "column"), [(1_048_576, "XFD"), (200_001, "B"), (2, "GS"), (180_000, "R")]
)
def test_two_cells_in_far_corners_are_refused(row, column):
    """Read as they stand they cost gigabytes: every cell between them is set aside."""
    assert TABLE in refusal("目录.xlsx", workshop.sheet_xml(CORNERS.format(row, column)))


def test_formatted_but_empty_far_cells_do_no_harm():
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    data = workshop.sheet_xml(f'<row r="1"><c r="A1"><v>7</v></c></row>{far}')

    (table,) = read_tables("目录.xlsx", data)

    assert table.cells == (("7",),)


def test_rows_and_cells_that_do_not_say_their_place_are_counted():
    cells = "<c><v>1</v></c>" * 201

    assert TABLE in refusal("目录.xlsx", workshop.sheet_xml(f"<row>{cells}</row>"))


def test_one_long_text_shown_very_often_is_refused():
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 5001))
    long = f"<sst {workshop.MAIN}><si><t>{'长' * 30_000}</t></si></sst>".encode()
    data = workshop.added(workshop.sheet_xml(rows), "xl/sharedStrings.xml", long)

    assert TABLE in refusal("目录.xlsx", data)


def test_a_sheet_cannot_hide_in_a_part_that_is_not_looked_at():
    moved = workshop.repacked(
        BOOK,
        lambda name, old: old.replace(b"sheet1.xml", b"sheet1.png") if ".rels" in name else old,
    )

    assert "损坏" in refusal("目录.xlsx", moved)


@pytest.mark.parametrize("claim", ["count", "uniqueCount"])
def test_a_claim_of_four_thousand_million_strings_is_refused(claim):
    """Memory is set aside for the claim; the whole process once ended by it."""
    strings = f'<sst {workshop.MAIN} {claim}="4000000000"><si><t>a</t></si></sst>'.encode()

    assert "损坏" in refusal("目录.xlsx", workshop.added(BOOK, "xl/sharedStrings.xml", strings))


def test_far_corners_of_an_old_workbook_are_refused():
    book = xlwt.Workbook()
    sheet = book.add_sheet("目录")
    sheet.write(0, 0, 1)
    sheet.write(65_535, 255, 1)

    assert TABLE in refusal("目录.xls", workshop.saved(book))


@pytest.mark.parametrize(
    ("offset", "form", "value"),
    [
        (8, "<I", 0xFFFFFF),  # the last row is beyond the format
        (14, "<H", 0x4000),  # the last column is
        (4, "<I", 9),  # the first row comes after the last
    ],
)
def test_an_old_workbook_with_impossible_corners_is_refused(offset, form, value):
    """Memory is set aside for every cell between the corners that a sheet claims."""
    data = bytearray(workshop.xls([[1, 2], [3, 4]]))
    struct.pack_into(form, data, data.index(struct.pack("<HH", 0x0200, 14)) + offset, value)

    assert "损坏" in refusal("目录.xls", bytes(data))


@pytest.mark.parametrize(
    ("offset", "value"),
    [
        (40, 0x7FFFFFFF),  # sectors of the directory
        (64, 0x7FFFFFFF),  # sectors of the table of small streams
        (60, 0x7FFFFFF0),  # where that table begins
        (48, 0x00000000),  # the directory begins inside the workbook
        (68, 0xFFFFFFFD),  # the chain of tables goes on outside the file
    ],
)
def test_an_old_workbook_whose_container_lies_is_refused(offset, value):
    data = bytearray(workshop.xls([[1]]))
    struct.pack_into("<I", data, offset, value)

    assert "损坏" in refusal("目录.xls", bytes(data))


def test_a_container_whose_chain_bites_its_tail_is_refused():
    data = bytearray(workshop.xls([[1]]))
    table = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, (table + 1) * 512, 0)  # sector 0 is followed by itself

    assert "损坏" in refusal("目录.xls", bytes(data))


def test_one_long_text_shown_very_often_in_an_old_workbook_is_refused():
    long = "长" * 30_000
    data = workshop.xls([[long, "短"]] * 5000)

    assert TABLE in refusal("目录.xls", data)


def test_shared_texts_of_an_old_workbook_are_measured_across_records():
    """The string table is cut into records of 8 KB; widths change at the cuts."""
    rows = [[("长" if i % 3 else "a") * (i % 700)] for i in range(400)]

    (table,) = read_tables("目录.xls", workshop.xls(rows))

    assert [list(row) for row in table.cells] == rows


def test_a_locked_zip_entry_is_refused():
    data = bytearray(BOOK)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        struct.pack_into("<H", data, archive.start_dir + 8, 1)

    assert "密码" in refusal("目录.xlsx", bytes(data))


def _entry_field(offset, value, form="<H"):
    """The workbook with a number changed in the first entry of its directory."""
    data = bytearray(BOOK)
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        struct.pack_into(form, data, archive.start_dir + offset, value)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        _entry_field(10, 12),  # packed in a way (bzip2) that office files never use
        _entry_field(10, 0),  # said to be stored, and it is not
        _entry_field(20, 5, "<I"),  # shorter packed than it is
        _entry_field(20, 2_000_000, "<I"),  # longer packed than the file
        _entry_field(42, 1, "<I"),  # its place is not a place
    ],
)
def test_a_package_whose_directory_is_wrong_is_refused(data):
    assert "损坏" in refusal("目录.xlsx", data)


def test_two_parts_of_one_name_are_refused():
    """Readers differ on which of them counts."""
    stream = io.BytesIO(BOOK)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/Workbook.xml", b"<a/>")

    assert "损坏" in refusal("目录.xlsx", stream.getvalue())


def test_columns_without_end_in_a_word_table_are_refused():
    cells = "<w:tc><w:tcPr><w:gridSpan w:val='150'/></w:tcPr><w:p/></w:tc>" * 3
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"

    assert TABLE in refusal("目录.docx", _document(body))


@pytest.mark.parametrize("inside", ["<w:sdt><w:sdtContent>", None])
def test_a_word_document_that_holds_no_readable_body_is_refused(inside):
    """Content controls inside each other without end, or no body at all."""
    data = _document(inside * 3000 + "</w:sdtContent></w:sdt>" * 3000) if inside else _document("")
    empty = workshop.repacked(data, lambda name, old: old.replace(b"w:body", b"w:nobody"))

    assert "损坏" in refusal("目录.docx", data if inside else empty)


def _document(body):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'.encode()
    return workshop.packed({"word/document2.xml": text})


def test_a_page_that_spans_beyond_reason_is_refused():
    cell = '<td colspan="1000" rowspan="65000">x</td>'

    assert TABLE in refusal("目录.html", f"<table><tr>{cell * 3}</tr></table>".encode())


def test_a_page_nested_without_end_is_refused_or_read():
    page = b"<div>" * 5000 + b"<table><tr><td>x</td></tr></table>"

    with pytest.raises(Refused):
        read_tables("目录.html", page)
