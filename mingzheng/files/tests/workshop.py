"""Makes the files the tests read: ordinary ones, and hostile ones nobody should keep."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence

import docx
import openpyxl
import pikepdf
import xlwt
from PIL import Image

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(
    rows: Sequence[Sequence[object]], merges: Sequence[str] = (), title: str = "目录"
) -> bytes:
    """A workbook with one sheet; merges as A1:B2."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for merge in merges:
        book.active.merge_cells(merge)
    return saved(book)


def saved(thing: object) -> bytes:
    """The bytes of anything with save(file)."""
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def xls(rows: Sequence[Sequence[object]]) -> bytes:
    """An old workbook with one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("目录")
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            sheet.write(i, j, value)
    return saved(book)


def word(rows: Sequence[Sequence[str]]) -> bytes:
    """A document with one table."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            table.cell(i, j).text = value
    return saved(document)


def sheet_xml(body: str) -> bytes:
    """A workbook whose only sheet has this XML inside its sheetData."""
    sheet = f"<worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>".encode()
    return repacked(xlsx([["x"]]), lambda name, old: sheet if name.endswith("sheet1.xml") else old)


def repacked(package: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with the content of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return packed(parts)


def added(package: bytes, name: str, content: bytes) -> bytes:
    """The same package with one part more."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {old: archive.read(old) for old in archive.namelist()}
    return packed(parts | {name: content})


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def lying(package: bytes, name: str, claimed: int) -> bytes:
    """The package with another unpacked size claimed for one part in its directory."""
    data = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        place = archive.start_dir
    while data[place : place + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<HHH", data, place + 28)
        if data[place + 46 : place + 46 + lengths[0]] == name.encode():
            struct.pack_into("<I", data, place + 24, claimed)
        place += 46 + sum(lengths)
    return bytes(data)


END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 container of at most three streams; those below 4096 bytes in the mini stream."""
    small = b"".join(c.ljust(-(-len(c) // 64) * 64, b"\0") for c in streams.values() if _small(c))
    bodies = [small, *(content for content in streams.values() if not _small(content))]
    table, starts = [TABLE, END, END], []
    for body in bodies:
        count = -(-len(body) // 512)
        starts.append(len(table) if count else END)
        table += [*range(len(table) + 1, len(table) + count), END] if count else []
    mini, entries = [], [_entry("Root Entry", 5, starts[0], len(small))]
    large = iter(starts[1:])
    for name, content in streams.items():
        count = -(-len(content) // 64)
        entries.append(_entry(name, 2, len(mini) if _small(content) else next(large), len(content)))
        if _small(content):
            mini += [*range(len(mini) + 1, len(mini) + count), END]
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(76, b"\0"))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 2, 1, END, 0)
    rest = b"".join(body.ljust(-(-len(body) // 512) * 512, b"\0") for body in bodies)
    first = struct.pack("<I", 0).ljust(436, b"\xff")
    directory = b"".join(entries).ljust(512, b"\0")
    return b"".join([header, first, _numbers(table), directory, _numbers(mini), rest])


def _small(content: bytes) -> bool:
    return len(content) < 4096


def _numbers(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    links = struct.pack("<III", FREE, FREE, 1 if kind == 5 else FREE)
    return head + links + b"\0" * 36 + struct.pack("<III", start, size, 0)


def records(*parts: tuple[int, bytes]) -> bytes:
    """BIFF records: (kind, content)."""
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in parts)


BOF = (0x0809, struct.pack("<HHII", 0x0600, 5, 0, 0) + b"\0" * 4)
EOF = (0x000A, b"")


def biff(*cells: tuple[int, bytes], strings: bytes = b"", kind: int = 0, offset: int = 0) -> bytes:
    """A workbook stream with one sheet of these records; `strings` is its string table."""
    table = [(0x00FC, strings)] if strings else []
    name = b"\x01\x00a"
    blank = records(BOF, (0x0085, struct.pack("<IBB", 0, 0, kind) + name), *table, EOF)
    place = offset or len(blank)
    start = records(BOF, (0x0085, struct.pack("<IBB", place, 0, kind) + name), *table, EOF)
    return start + records(BOF, *cells, EOF)


def with_storage(container: bytes, name: str) -> bytes:
    """The container with a storage of this name behind its first stream."""
    place = container.index("Workbook".encode("utf-16-le").ljust(64, b"\0")) + 128
    encoded = name.encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + struct.pack("<HB", len(encoded) + 2, 1)
    return container[:place] + entry + container[place + len(entry) :]


def a_pdf(*texts, password=""):
    """A PDF with a page for each text (Latin letters); None is a page with a picture only."""
    made = pikepdf.new()
    for text in texts:
        page = made.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        if text is None:
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=_picture(made)))
            page.Contents = made.make_stream(b"q 200 0 0 200 0 0 cm /X Do Q")
        else:
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = made.make_stream(f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode())
    stream = io.BytesIO()
    lock = pikepdf.Encryption(owner=password, user=password) if password else None
    made.save(stream, encryption=lock)
    return stream.getvalue()


def _picture(pdf):
    stream = pdf.make_stream(bytes(4 * 4 * 3))
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width = stream.Height = 4
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    return stream


def a_photo(kind="JPEG", size=(40, 30), place=True):
    """A picture that remembers where it was taken."""
    image = Image.new("RGB", size, (200, 30, 30))
    exif = Image.Exif()
    if place:
        exif[0x010F] = "Camera"
        exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif)
    return stream.getvalue()
