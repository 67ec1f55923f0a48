"""The door: any file in, its texts and notes out (读出附件里的文字)."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from mingzheng.files.rules import archives, safety
from mingzheng.files.rules.parts import Package
from mingzheng.files.rules.refusals import DAMAGED, LOCKED, MACROS, TOO_MUCH_INSIDE, Refused
from mingzheng.prose.extraction.found import MEMBER, Extracted, Progress, silent
from mingzheng.prose.extraction.pages import extract_html, extract_mht, extract_ofd, extract_text
from mingzheng.prose.extraction.pdfs import extract_pdf
from mingzheng.prose.extraction.sheets import extract_workbook
from mingzheng.prose.extraction.words import extract_docx
from mingzheng.prose.rules.pieces import Piece

UNREAD = "{}，里面的文字没有检查。"
CANNOT = "{}里的文字读不出来，没有检查。"
DEEPEST = 1  # a packed folder may hold another, and no more
TOO_DEEP = "压缩包里的压缩包里还有压缩包，没有再打开。"
PAGES = {"html": "html", "htm": "html", "mht": "mht", "mhtml": "mht"}  # of a text by its ending
REFUSED = {"locked": LOCKED, "macro": MACROS}
READERS: dict[str, Callable[[bytes], Extracted]] = {
    "docx": extract_docx,
    "ofd": extract_ofd,
    "html": extract_html,
    "mht": extract_mht,
    "csv": extract_text,
    **dict.fromkeys(("jpeg", "png", "gif", "mp4"), lambda _: Extracted(pages=1)),
}
LONG_READERS: dict[str, Callable[[bytes, Progress], Extracted]] = {
    "xlsx": partial(extract_workbook, is_package=True),
    "xls": partial(extract_workbook, is_package=False),
    "pdf": extract_pdf,
}
logger = logging.getLogger(__name__)


class Budget:
    """How many bytes one upload may still unpack to, however its packages are nested."""

    def __init__(self, progress: Progress) -> None:
        self.left = archives.MAX_UNPACKED
        self.progress = progress

    def spend(self, data: bytes) -> None:
        """Raise Refused when this file unpacks to more than is left."""
        is_package = data.startswith(b"PK")
        infos = archives.entries(data) if is_package else []
        self.left -= sum(info.file_size for info in infos) if is_package else len(data)
        if self.left < 0:
            raise Refused(TOO_MUCH_INSIDE)


def extract(name: str, data: bytes, progress: Progress = silent) -> Extracted:
    """The texts inside a file, hidden ones too, and notes on what could not be read.

    Takes the file's name (only for the endings of plain text), its bytes and who is told how far
    the reading has come (done, total). Never raises for what the file holds: a locked, damaged or
    hostile one gives a note.
    """
    return _extract(name, data, Budget(progress), 0).bounded()


def _extract(name: str, data: bytes, budget: Budget, depth: int) -> Extracted:
    try:
        kind = safety.kind_of(data)
        budget.spend(data)
        if kind == "zip":
            return _members(data, budget, depth)
        if kind in ("xlsx", "docx", "xls"):
            safety.inspect(kind, data, embeds=depth <= DEEPEST)
        found = _read(kind, name, data, silent if depth else budget.progress)
        is_package = kind in ("docx", "xlsx")
        return _with_embedded(found, Package(data), budget, depth) if is_package else found
    except Refused as refused:
        return Extracted(notes=(_unread(refused),))
    except Exception:
        # Readers of other people's formats break in ways of their own; the upload must not.
        logger.exception("The text of a file could not be read")
        return Extracted(notes=(_unread(Refused(DAMAGED)),))


def _unread(refused: Refused) -> str:
    """What is wrong with a file, without what its uploader could do about it."""
    return UNREAD.format(refused.sentence.partition("。")[0])


def _with_embedded(found: Extracted, package: Package, budget: Budget, depth: int) -> Extracted:
    """A document with what was put into it (嵌入的文件): a workbook beside its picture, say."""
    pieces, notes = list(found.pieces), list(found.notes)
    for entry in package.names(archives.EMBEDDED):
        name = entry.rpartition("/")[2]
        inside = _extract(name, package.read(entry), budget, depth + 1)
        placed = inside.placed_in(f"文档里嵌着的 {name}")
        pieces += placed.pieces
        notes += placed.notes
    return replace(found, pieces=tuple(pieces), notes=tuple(notes))


def _read(kind: str, name: str, data: bytes, progress: Progress) -> Extracted:
    if kind in REFUSED:
        raise Refused(REFUSED[kind])
    if kind == "text":
        kind = PAGES.get(name.lower().rpartition(".")[2], "csv")
    if kind in READERS:
        return READERS[kind](data)
    if kind in LONG_READERS:
        return LONG_READERS[kind](data, progress)
    return Extracted(notes=(CANNOT.format(safety.KIND_NAMES.get(kind, "文件")),))


def _members(data: bytes, budget: Budget, depth: int) -> Extracted:
    """Every file of a packed folder; Refused when the folder is locked or a bomb."""
    if depth > DEEPEST:
        return Extracted(notes=(TOO_DEEP,))
    package = Package(data)
    pieces: list[Piece] = []
    notes: list[str] = []
    members: list[Extracted] = []
    entries = package.names("(?s:.*)")
    for done, entry in enumerate(entries):
        if not depth:
            budget.progress(done, len(entries))
        path = archives.member_name(entry)
        name = path.rpartition("/")[2] or entry
        pieces.append(Piece(MEMBER, path))
        members.append(_extract(name, package.read(entry), budget, depth + 1))
        placed = members[-1].placed_in(f"压缩包里的 {name}")
        pieces += placed.pieces
        notes += placed.notes
    filled = [one for one in members if one.pieces or one.is_scanned]
    is_scanned = bool(filled) and all(one.is_scanned for one in filled)
    return Extracted(tuple(pieces), tuple(notes), is_scanned)
