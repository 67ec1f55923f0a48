"""Which files may be attached, and under which name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.files.rules.refusals import Refused
from mingzheng.files.tests.workshop import a_pdf, a_photo
from mingzheng.prose.rules.admission import (
    LONGEST_NAME,
    MAX_BYTES,
    admit,
    ending_of,
    size_label,
    tidy_name,
)
from mingzheng.prose.tests.workshop import (
    a_document,
    a_video,
    a_workbook,
    an_ofd,
    packed,
    packed_as,
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
