"""Text of OFD files (GB/T 33190-2016), of web pages and of plain text."""

from email import message_from_bytes

from mingzheng.files.rules.decoding import declared_encoding, decode
from mingzheng.files.rules.parts import Package, local
from mingzheng.prose.extraction.found import Extracted
from mingzheng.prose.rules.parsing import read
from mingzheng.prose.rules.pieces import Piece
from mingzheng.prose.rules.reading import pieces as pieces_of

OFD_PARTS = (
    (r".*Pages?/.*Content\.xml", "第 {} 页"),
    (r".*Annots?/.*\.xml", "注释 {}"),
    (r".*Tpls?/.*Content\.xml", "模板 {}"),
)


def extract_ofd(data: bytes) -> Extracted:
    """The words of every page, its notes and templates; pages of pictures only are scanned.

    Takes the bytes of a zip with OFD.xml. Raises Refused when it is damaged, locked or a bomb.
    """
    package = Package(data)
    pieces: list[Piece] = []
    scanned: list[int] = []
    filled = pages = 0
    for pattern, label in OFD_PARTS:
        for number, name in enumerate(package.names(pattern), 1):
            names = [(local(e), e) for e in package.xml(name).iter()]
            text = "\n".join(e.text for kind, e in names if kind == "TextCode" and e.text)
            if text.strip():
                pieces.append(Piece(label.format(number), text))
            if label == OFD_PARTS[0][1]:
                has_picture = any(kind == "ImageObject" for kind, _ in names)
                pages += 1
                filled += bool(text.strip()) or has_picture
                scanned += [number] if has_picture and not text.strip() else []
    is_scanned = bool(scanned) and len(scanned) == filled
    return Extracted(tuple(pieces), (), is_scanned, pages, tuple(scanned))


def extract_html(data: bytes) -> Extracted:
    """What a page shows, and what it hides. Raises Refused when its bytes are no text."""
    html = decode(data, declared=declared_encoding(data))
    hidden = [Piece(f"隐藏文字 {n}", text) for n, text in enumerate(read(html).hidden, 1)]
    return Extracted((*pieces_of(html), *hidden))


def extract_mht(data: bytes) -> Extracted:
    """The texts of a page saved with all that belongs to it (.mht)."""
    parts = [one for one in message_from_bytes(data).walk() if one.get_content_maintype() == "text"]
    texts = [one.get_payload(decode=True) for one in parts]
    read = [extract_html(text) for text in texts if isinstance(text, bytes)]
    return Extracted(tuple(piece for one in read for piece in one.pieces))


def extract_text(data: bytes) -> Extracted:
    """Line by line. Raises Refused when the bytes are no text."""
    lines = enumerate(decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
    return Extracted(tuple(Piece(f"第 {n} 行", line) for n, line in lines if line.strip()))
