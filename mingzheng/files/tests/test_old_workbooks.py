"""Old workbooks (.xls, .et) down to their records: what is measured before they are read."""

import struct

import pytest

from mingzheng.files.rules.compound import Compound
from mingzheng.files.rules.safety import Refused
from mingzheng.files.rules.tables import read_tables
from mingzheng.files.tests import workshop
from mingzheng.files.tests.workshop import biff, compound, records

DAMAGED, TABLE, MACROS, LOCKED = "损坏", "表格太大", "宏", "密码"
NUMBER = 0x0203


def cell(row, column, value=7.0):
    return NUMBER, struct.pack("<HHHd", row, column, 0, value)


def shared(row, index):
    return 0x00FD, struct.pack("<HHHI", row, 0, 0, index)


def many(row, first, count):
    """One record for numbers side by side."""
    values = struct.pack("<HI", 0, 7 << 2 | 2) * count
    last = (first + count - 1) & 0xFFFF
    return 0x00BD, struct.pack("<HH", row, first) + values + struct.pack("<H", last)


def corners(*numbers):
    form = "<IIHHH" if len(numbers) == 5 else f"<{len(numbers)}H"
    return 0x0200, struct.pack(form, *numbers)


def text(words, *, flags=0, runs=b"", more=b""):
    """One string of the string table: narrow, with formatting and phonetics behind it."""
    head = struct.pack("<HB", len(words), flags)
    head += struct.pack("<H", len(runs) // 4) if flags & 8 else b""
    head += struct.pack("<I", len(more)) if flags & 4 else b""
    return head + words.encode("latin-1") + runs + more


def strings(*texts, claimed=None):
    count = len(texts) if claimed is None else claimed
    return struct.pack("<II", count, count) + b"".join(texts)


def refusal(stream, name="Workbook"):
    with pytest.raises(Refused) as refused:
        read_tables("目录.xls", compound({name: stream}))
    return refused.value.sentence


def cells_of(stream):
    (table,) = read_tables("目录.xls", compound({"Workbook": stream}))
    return table.cells


@pytest.mark.parametrize("padding", [0, 6000], ids=["in the mini stream", "in sectors"])
def test_a_workbook_of_any_size_is_found_in_its_container(padding):
    stream = biff(cell(0, 0), many(1, 0, 2), (0x00FF, b"\0" * padding))

    assert cells_of(stream) == (("7", ""), ("7", "7"))


def test_formatted_and_phonetic_texts_are_measured_and_read():
    table = strings(text("a", flags=12, runs=b"\0" * 8, more=b"\0" * 6), text("bc"))

    assert cells_of(biff(shared(0, 0), shared(1, 1), strings=table)) == (("a",), ("bc",))


@pytest.mark.parametrize(
    ("stream", "says"),
    [
        (records(workshop.BOF, (0x002F, b"\1\0"), workshop.EOF), LOCKED),
        (biff(cell(0, 0), kind=1), MACROS),
        (biff(cell(0, 0), offset=90_000), DAMAGED),
        (biff(cell(60_000, 201)), TABLE),
        (biff(many(0, 250, 4)), TABLE),
        (biff(many(0, 65_535, 2)), TABLE),
        (biff(corners(0, 3, 0, 3)), DAMAGED),
        (biff(corners(5, 2, 0, 3, 0)), DAMAGED),
        (biff(corners(0, 2, 0, 300, 0)), DAMAGED),
        (biff(shared(0, 0), strings=strings(text("a"), claimed=4_000_000_000)), DAMAGED),
        (biff(shared(0, 0), strings=strings(b"\xff\x7f\0a")), DAMAGED),
        (biff(shared(0, 0), strings=strings(b"\x05")), DAMAGED),
    ],
    ids=[
        *("password", "macro sheet", "sheet outside", "far cell", "numbers to the right"),
        *("numbers around the edge", "corners of odd length", "corners reversed"),
        *("corner outside", "claimed strings", "endless string", "half a string"),
    ],
)
def test_a_hostile_record_is_refused(stream, says):
    assert says in refusal(stream)


@pytest.mark.parametrize(
    "stream",
    [
        biff((NUMBER, struct.pack("<HH", 0, 0))),  # a number without its value
        records(workshop.BOF, (0x0018, b"\0"), workshop.EOF),  # a name without its length
    ],
    ids=["the reader refuses", "the reader panics"],
)
def test_a_record_that_only_the_reader_notices_is_damage(stream):
    assert DAMAGED in refusal(stream)


def test_an_unused_string_table_is_checked_too():
    """The reader behind sets memory aside for it whether it is shown or not."""
    assert DAMAGED in refusal(biff(cell(0, 0), strings=strings(text("a"), claimed=2**31)))


def test_the_older_stream_name_is_looked_into_as_well():
    assert MACROS in refusal(biff(cell(0, 0), kind=1), "Book")


def test_two_sheets_that_share_one_place_count_twice():
    sheet = (0x0085, struct.pack("<IBB", 0, 0, 0) + b"\x01\x00a")
    stream = records(workshop.BOF, *[sheet] * 40, cell(60_000, 199), workshop.EOF)

    assert TABLE in refusal(stream)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (512 + 4, 99_999),  # the chain of the directory leaves the file
        (1024 + 116, 99_999),  # the mini stream begins outside
        (1024 + 120, 0x7FFFFFFF),  # it claims more than the file holds
        (1024 + 128 + 116, 77),  # the workbook begins outside the mini stream
        (1536, 0),  # its chain bites its tail
    ],
)
def test_a_container_with_a_false_number_is_refused(place, value):
    data = bytearray(compound({"Workbook": biff(cell(0, 0))}))
    struct.pack_into("<I", data, place, value)

    with pytest.raises(Refused):
        read_tables("目录.xls", bytes(data))


def test_a_table_of_tables_is_followed_and_not_in_circles():
    data = bytearray(compound({"Workbook": biff(cell(0, 0))}))
    more = (len(data) >> 9) - 1
    struct.pack_into("<II", data, 68, more, 1)

    whole = bytes(data) + b"\xff" * 508 + struct.pack("<I", workshop.END)
    circle = bytes(data) + b"\xff" * 508 + struct.pack("<I", more)

    assert Compound(whole).names() >= {"workbook"}
    with pytest.raises(Refused):
        Compound(circle)


@pytest.mark.parametrize("shift", [0, 3, 31])
def test_a_sector_size_nobody_uses_is_refused(shift):
    data = bytearray(compound({"Workbook": biff(cell(0, 0))}))
    struct.pack_into("<H", data, 30, shift)

    with pytest.raises(Refused):
        Compound(bytes(data))
