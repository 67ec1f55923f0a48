"""Makes the documents the tests read: ordinary ones and those that hide something."""

import io
import zipfile

import docx
import openpyxl

SECRET = "110101199003078515"  # a well-formed number of nobody


def saved(thing):
    """The bytes of anything with save(file)."""
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def packed(**parts):
    """A zip of these parts; `__` in a name stands for a dot."""
    return packed_as({name.replace("__", "."): data for name, data in parts.items()})


def packed_as(parts):
    """A zip of parts by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def a_document():
    """A .docx with a table, a header, a footer and an author."""
    document = docx.Document()
    document.add_paragraph("关于发放补贴的公示")
    table = document.add_table(2, 2)
    for place, text in enumerate(["姓名", "金额", "张某", "100"]):
        table.cell(place // 2, place % 2).text = text
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    document.core_properties.author = "李某"
    return saved(document)


def with_body(inner):
    """A .docx whose body is this XML (w: and r: are declared)."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"<w:document {space}><w:body>{inner}</w:body></w:document>"
    return replaced(a_document(), "word/document.xml", xml.encode())


def replaced(data, name, part):
    """A zip with one of its parts replaced."""
    package = zipfile.ZipFile(io.BytesIO(data))
    return packed_as({one: package.read(one) for one in package.namelist()} | {name: part})


def a_workbook():
    """A .xlsx with a hidden sheet, a hidden row, a hidden column and a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示"
    for row in (["姓名", "身份证号", "金额"], ["张某", SECRET, 100], ["王某", "略", 200]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = openpyxl.comments.Comment("问过赵某", "赵某")
    hidden = book.create_sheet("底表")
    hidden.append(["电话", "13800000000"])
    hidden.sheet_state = "hidden"
    return saved(book)


def an_ofd(*pages, picture=False):
    """An OFD with the lines of each page."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = {"OFD.xml": f"<ofd:OFD {space}/>"}
    for number, lines in enumerate(pages):
        codes = "".join(
            f"<ofd:TextObject><ofd:TextCode>{t}</ofd:TextCode></ofd:TextObject>" for t in lines
        )
        image = "<ofd:ImageObject/>" if picture else ""
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{codes}{image}</ofd:Layer></ofd:Content>"
            "</ofd:Page>"
        )
    return packed_as(parts)


def a_video(about: bytes = b"avc1", film: bytes = b"film") -> bytes:
    """An MP4 as far as its boxes go; nobody could see anything in it."""

    def box(kind: bytes, inside: bytes) -> bytes:
        return (len(inside) + 8).to_bytes(4) + kind + inside

    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", about) + box(b"mdat", film)
