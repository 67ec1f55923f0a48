"""A Word document as a body (.docx 转正文): styles, notes and tables kept, pictures taken out."""

import io
import re
import zipfile
from dataclasses import dataclass

import mammoth

from mingzheng.files.rules import safety
from mingzheng.files.rules.refusals import DAMAGED, Refused
from mingzheng.prose.rules.cleaning import Cleaned, clean

BACK_LINK = re.compile(r' ?<a href="#(?:foot|end)note-ref-\d+">↑</a>')
NUMBERED = re.compile(rb"chineseCounting|chineseLegal|ideograph|japaneseCounting")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='公文标题'] => h1:fresh
strike => del
""" + "\n".join(f"p[style-name='Heading {n}'] => h{n + 1}:fresh" for n in range(1, 6))
RENUMBERED = "文档里的自动编号（一、（一）等）已变成普通列表的编号，请核对条款号。"
MOST_PICTURES = 200


@dataclass(frozen=True)
class Picture:
    """A picture taken out of a document: its name in the body (image:1), bytes and words."""

    name: str
    data: bytes
    kind: str
    alt: str = ""


@dataclass(frozen=True)
class Document:
    """A document as a body, with the pictures that it names image:1, image:2 …"""

    html: str
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


def from_docx(data: bytes) -> Document:
    """The body of a Word document, tracked changes accepted, comments left out.

    Takes the bytes of a .docx. Raises Refused with a sentence for anything else, for a locked,
    damaged or hostile one. Notes name pictures without words and numbers that changed.
    """
    if safety.kind_of(data) != "docx":
        raise Refused(DAMAGED)
    safety.inspect("docx", data, embeds=True)  # what is embedded stays behind
    pictures: list[Picture] = []

    def take(image: mammoth.documents.Image) -> dict[str, str]:
        if len(pictures) >= MOST_PICTURES:
            return {"src": ""}
        with image.open() as stream:
            name = f"image:{len(pictures) + 1}"
            alt = image.alt_text or ""
            pictures.append(Picture(name, stream.read(), image.content_type or "", alt))
        return {"src": name, "alt": alt}

    try:
        found = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(take),
            external_file_access=False,
        )
    except Exception as error:
        # The reader trusts its input; whatever breaks in it is the document's fault.
        raise Refused(DAMAGED) from error
    cleaned: Cleaned = clean(BACK_LINK.sub("", found.value))
    notes = (*cleaned.notes, *([RENUMBERED] if _has_chinese_numbers(data) else []))
    return Document(cleaned.html, notes, tuple(pictures))


def _has_chinese_numbers(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name == "word/numbering.xml"]
        document = b"".join(package.read(n) for n in package.namelist() if n == "word/document.xml")
        return b"numPr" in document and any(NUMBERED.search(package.read(n)) for n in names)
