"""What acts by itself leaves a PDF, and a picture forgets where it was taken."""

import io

import pikepdf
import pytest
from PIL import Image

from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.scrubbing import (
    LONGEST_SIDE,
    inspect_pdf,
    scrubbed_pdf,
    scrubbed_picture,
)
from mingzheng.files.tests.workshop import a_pdf, a_photo


def a_living_pdf(*, seal=False):
    """A PDF with a script on opening, an embedded file and a button that starts a program."""
    pdf = pikepdf.open(io.BytesIO(a_pdf("x")))
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["a", script]),
        EmbeddedFiles=pikepdf.Dictionary(Names=[]),
    )
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    button = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    pdf.pages[0].Annots = pikepdf.Array([button])
    if seal:
        pdf.Root.Seal = pdf.make_indirect(pikepdf.Dictionary(ByteRange=[0, 1, 2, 3]))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_scripts_and_programs_leave_a_pdf_and_its_text_stays():
    data, notes = scrubbed_pdf(a_living_pdf())

    for word in (b"JavaScript", b"Launch", b"OpenAction", b"EmbeddedFiles", b"cmd.exe"):
        assert word not in _loose(data)
    assert "去掉了" in notes[0]
    assert scrubbed_pdf(data) == (data, ())


def _loose(data):
    """A PDF written so that every word in it can be seen."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
        )
    return stream.getvalue()


def test_a_quiet_pdf_keeps_its_bytes_and_its_seal():
    assert scrubbed_pdf(a_pdf("x")) == (a_pdf("x"), ())
    with pytest.raises(Refused, match="签章"):
        scrubbed_pdf(a_living_pdf(seal=True))


def test_a_pdf_that_unpacks_beyond_measure_is_refused():
    pdf = pikepdf.open(io.BytesIO(a_pdf("x")))
    pdf.pages[0].Contents = pdf.make_stream(b" " * 70_000_000)
    stream = io.BytesIO()
    pdf.save(stream)

    with pytest.raises(Refused):
        inspect_pdf(stream.getvalue())


def test_a_picture_forgets_where_it_was_taken():
    data, notes = scrubbed_picture("jpeg", a_photo())

    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert (image.format, image.size) == ("JPEG", (40, 30))
    assert b"Camera" not in data
    assert notes == ()


def test_a_huge_picture_is_made_smaller_and_said():
    data, notes = scrubbed_picture("png", a_photo("PNG", (LONGEST_SIDE * 2, 10)))

    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (LONGEST_SIDE, 5)
    assert "缩到" in notes[0]


def test_what_is_no_picture_is_refused():
    for data in (b"", b"\xff\xd8\xff", a_photo("PNG"), a_photo()[:200]):
        with pytest.raises(Refused):
            scrubbed_picture("jpeg", data)
