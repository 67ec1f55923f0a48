"""What an .xlsx or .docx package (a zip of XML) may hold, checked before anything is read.

The sizes a zip declares are only claims: every XML part is also unpacked here in small pieces,
and a part that does not keep its word is refused. The readers behind (calamine, lxml) then meet
only packages whose real extent is known: two cells in far corners once cost ten gigabytes.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from mingzheng.files.rules.packages import PartScan, SharedTexts
from mingzheng.files.rules.refusals import (
    DAMAGED,
    LOCKED,
    TOO_MUCH_INSIDE,
    Refused,
)

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 150
RATIO_MATTERS_ABOVE = 16 * 1024 * 1024  # small regular tables honestly pack far better
PIECE = 64 * 1024

XML_ENDINGS = (".xml", ".rels", ".vml")
NESTED_ENDINGS = (".zip", ".rar", ".7z", ".gz", ".xlsx", ".xlsm", ".docx", ".pptx", ".xls", ".doc")
NESTED = "文件里还套着别的文件（{}），没有打开。请把里面的内容直接写进来，另存以后再上传。"
# Where a document keeps what was put into it, and the texts that it takes in whole (altChunk).
EMBEDDED = r"(?:word|xl)/embeddings/[^/]+|.*\.(?:x?html?|mht(?:ml)?|txt|rtf|docx|dat)"


def package_kind(data: bytes) -> str:
    """What a zip is: xlsx, docx, ofd, macro, or zip for anything else.

    Raises Refused for a damaged one.
    """
    names = {info.filename.lower() for info in entries(data)}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return "macro"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ofd.xml" in names:
        return "ofd"
    return "docx" if any(map(is_main_part, names)) else "zip"


def is_main_part(name: str) -> bool:
    """Whether a lower-case part name is the text of a document (Word also writes document2.xml)."""
    return bool(re.fullmatch(r"word/document\d*\.xml", name))


def inspect(data: bytes, *, embeds: bool = False) -> None:
    """Raise Refused for a package that is a bomb, locked, nested, with macros or damaged.

    `embeds` for a reader that opens what is embedded itself.
    """
    listed = entries(data)
    check_claims(listed)
    texts = SharedTexts()
    for info in listed:
        name = info.filename.lower()
        if name.endswith(XML_ENDINGS):
            scan = PartScan(texts)
            for piece in unpack(data, info):
                scan.feed(piece)
            scan.close()
        elif embeds and re.fullmatch(EMBEDDED, name):
            continue
        elif _starts_like_zip(data, info) or name.endswith(NESTED_ENDINGS):
            raise Refused(NESTED.format(info.filename.rsplit("/", 1)[-1]))
    texts.check()


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    """The files that a zip lists. Raises Refused for one that is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise Refused(DAMAGED) from error


def check_claims(listed: list[zipfile.ZipInfo], most: int = MAX_ENTRIES) -> None:
    """Raise Refused for what a zip says of itself, before one byte is unpacked: bombs, locks."""
    names = [info.filename.lower() for info in listed]
    if any(info.flag_bits & 0x1 for info in listed):
        raise Refused(LOCKED)
    unpacked = sum(info.file_size for info in listed)
    packed = sum(info.compress_size for info in listed)
    if len(listed) > most or unpacked > MAX_UNPACKED:
        raise Refused(TOO_MUCH_INSIDE)
    if unpacked > RATIO_MATTERS_ABOVE and unpacked > MAX_RATIO * max(packed, 1):
        raise Refused(TOO_MUCH_INSIDE)
    if len(set(names)) != len(names):
        raise Refused(DAMAGED)


def unpack(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content in pieces; Refused as soon as it is longer or shorter than declared."""
    packed = _packed(data, info)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(DAMAGED)
    is_stored = info.compress_type == zipfile.ZIP_STORED
    done = 0
    for piece in [packed] if is_stored else _inflate(packed):
        done += len(piece)
        if done > info.file_size:
            raise Refused(TOO_MUCH_INSIDE)
        yield piece
    if done != info.file_size:
        raise Refused(DAMAGED)


def member_name(entry: str) -> str:
    """The name of a packed file as its packer wrote it: Chinese systems write GBK unmarked."""
    try:
        return entry.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while not inflater.eof:
        try:
            piece = inflater.decompress(packed, PIECE)
        except zlib.error as error:
            raise Refused(DAMAGED) from error
        packed = inflater.unconsumed_tail
        if not piece and not packed and not inflater.eof:
            raise Refused(DAMAGED)
        yield piece


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """The packed bytes of an entry, found through its local header."""
    start = info.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Refused(DAMAGED)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    begin = start + 30 + name_length + extra_length
    packed = data[begin : begin + info.compress_size]
    if len(packed) != info.compress_size:
        raise Refused(DAMAGED)
    return packed


def _starts_like_zip(data: bytes, info: zipfile.ZipInfo) -> bool:
    first = next(unpack(data, info), b"")
    return first[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf")
