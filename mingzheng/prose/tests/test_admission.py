"""Which files may be attached, and under which name."""

import importlib
import inspect
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.files import rules
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.tests.workshop import a_pdf, a_photo
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.rules.admission import (
    LONGEST_NAME,
    MAX_BYTES,
    admit,
    ending_of,
    of_attachment,
    size_label,
    tidy_name,
)
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.tests.workshop import (
    SECRET,
    a_document,
    a_video,
    a_workbook,
    an_ofd,
    packed,
    packed_as,
    replaced,
)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("通知.DOCX", a_document(), "docx"),
        ("C:\\名单.xlsx", a_workbook(), "xlsx"),
        ("a.pdf", a_pdf("x"), "pdf"),
        ("a.ofd", an_ofd(["x"]), "ofd"),
        ("a.zip", packed(a__docx=a_document()), "zip"),
        ("a.jpg", a_photo(), "jpeg"),
        ("a.png", a_photo("PNG"), "png"),
        ("a.mp4", a_video(), "mp4"),
        ("a.csv", "姓名".encode("gb18030"), "text"),
    ],
)
def test_an_ordinary_file_is_admitted(name, data, kind):
    assert admit(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"", "空的"),
        ("a.pdf", b"%PDF" + bytes(MAX_BYTES), "MB"),
        ("a.doc", b"x", "另存为"),
        ("a.html", b"<html>", "另存为"),
        ("通知", b"x", "没有扩展名"),
        ("a.pdf", a_document(), "里面其实是文档"),
        ("a.jpg", b"<html><script>", "里面其实是网页"),
        ("a.pdf", a_pdf("x", password="secret"), "密码"),
        ("a.pdf", b"%PDF-1.4 broken", "打不开"),
        ("a.zip", packed(setup__exe=b"MZ"), "setup.exe"),
        ("a.zip", packed_as({"../../a.txt": b"x"}), "没有收|能直接运行"),
        ("a.zip", packed(a__txt=bytes(40_000_000)), "压缩炸弹"),
        ("a.txt", b"\x00\x01\x02", "打不开"),
        ("a.mp4", a_video()[:-3], "没有传完"),
        ("a.mp4", a_video(b"hvc1"), "H.264"),
        ("a.mp4", a_video(b"avc1\xa9xyz"), "拍摄地点"),
        ("a.mp4", a_photo(), "里面其实是"),
        ("a.jpg", a_video(), "里面其实是"),
    ],
)
def test_what_cannot_be_checked_or_runs_is_refused(name, data, sentence):
    with pytest.raises(Refused, match=sentence):
        admit(name, data)


def embedding(data: bytes, **files: bytes) -> bytes:
    """A .docx or .xlsx with files put into it."""
    folder = "word" if b"word/" in data else "xl"
    for name, inside in files.items():
        data = replaced(data, f"{folder}/embeddings/{name.replace('__', '.')}", inside)
    return data


@pytest.mark.parametrize(("name", "outer"), [("a.docx", a_document()), ("a.xlsx", a_workbook())])
def test_a_document_with_a_workbook_in_it_is_admitted_and_read(name, outer):
    data = embedding(outer, Sheet1__xlsx=a_workbook(), oleObject1__bin=bytes(range(256)))

    read = extract(name, data)

    assert admit(name, data) == name[2:]
    place = "文档里嵌着的 Sheet1.xlsx 工作表“公示”第 2 行（隐藏的列）"
    assert Piece(place, SECRET) in read.pieces
    assert [note[:22] for note in read.notes] == ["文档里嵌着的 oleObject1.bin："]


def test_macros_in_what_is_embedded_are_macros():
    inner = replaced(a_workbook(), "xl/vbaProject.bin", b"x")

    with pytest.raises(Refused, match="宏"):
        admit("a.docx", embedding(a_document(), Sheet1__xlsm=inner))


def test_what_is_packed_into_a_document_elsewhere_is_named():
    data = replaced(a_document(), "word/media/a.zip", packed(a__txt=b"x"))

    with pytest.raises(Refused, match=r"还套着别的文件（a.zip）"):
        admit("a.docx", data)


def reasons() -> list[tuple[str, str]]:
    """Every sentence with which a reader of files refuses its content, by its name."""
    found = set()
    of_names = {"LOCK_FILE", "UNKNOWN", "NO_ENDING"}  # attachments have their own
    for one in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{one.name}")
        for name in re.findall(r"raise Refused\(([A-Z_]+)", inspect.getsource(module)):
            found.add((name, getattr(module, name)))
    return sorted(one for one in found if one[0] not in of_names)


@pytest.mark.parametrize(("name", "sentence"), reasons())
def test_every_reason_is_told_as_it_is(name, sentence):
    """A file that is not damaged is never called so, and advice fits an attachment."""
    told = of_attachment(sentence)

    assert ("可能已经损坏" in told) == (name == "DAMAGED")
    assert "目录" not in told
    assert "请" in told or name == "TOO_MUCH_INSIDE"


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("C:\\Users\\a\\通知.docx", "通知.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202excod.pdf", "axcod.pdf"),
        ("长" * 300 + ".pdf", "长" * (LONGEST_NAME - 4) + ".pdf"),
        (".pdf", "附件.pdf"),
        ("", "附件"),
    ],
)
def test_a_name_may_be_published(name, tidy):
    assert tidy_name(name) == tidy


@given(st.text(max_size=300))
def test_any_name_becomes_one(name):
    assert 0 < len(tidy_name(name)) <= LONGEST_NAME
    ending_of(name)


@pytest.mark.parametrize(
    ("size", "label"), [(860, "860 B"), (35_840, "35 KB"), (1_258_291, "1.2 MB")]
)
def test_a_size_is_said_as_people_say_it(size, label):
    assert size_label(size) == label
