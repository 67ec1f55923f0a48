"""Is this upload safe to open? (上传文件的安全检查) And are the cells we hand out safe to open?

`check` looks at name, length and bytes before any reader does; every refusal is a sentence for
the person who uploaded. Names and types are checked against the content: GB/T 22239-2019 level 3
asks that input be valid before it is processed (docs/law.md).
"""

import re

from mingzheng.files.rules import archives, workbooks
from mingzheng.files.rules.compound import SIGNATURE, Compound
from mingzheng.files.rules.decoding import declared_encoding, decode
from mingzheng.files.rules.refusals import ENTITIES, LOCKED, MACROS, Refused
from mingzheng.files.rules.videos import is_video

__all__ = ["MAX_BYTES", "Refused", "check", "check_size", "defuse", "inspect", "kind_of"]

MAX_BYTES = 20 * 1024 * 1024

# What a file of this ending may hold. WPS saves .et in either form.
ENDINGS: dict[str, tuple[str, ...]] = {
    ".xlsx": ("xlsx",),
    ".xls": ("xls",),
    ".et": ("xls", "xlsx"),
    ".csv": ("csv",),
    ".tsv": ("csv",),
    ".txt": ("csv",),
    ".docx": ("docx",),
    ".html": ("html",),
    ".htm": ("html",),
}
MACRO_ENDINGS = (".xlsm", ".xlsb", ".xltm", ".xlam", ".xla", ".docm", ".dotm")
KIND_NAMES = {
    "xlsx": "新版表格（.xlsx）",
    "xls": "旧版表格（.xls）",
    "csv": "文字（.csv）",
    "docx": "文档（.docx）",
    "html": "网页（.html）",
    "pdf": "PDF 文件",
    "doc": "旧版文档（.doc 或 .wps）",
    "ofd": "OFD 文件",
    "jpeg": "JPEG 图片",
    "png": "PNG 图片",
    "gif": "GIF 图片",
    "zip": "压缩包",
    "mp4": "MP4 视频",
    "binary": "别的类型的文件",
}
STARTS = {
    b"%PDF": "pdf",
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF8": "gif",
}
EMPTY = "文件是空的，里面没有内容。请确认保存好了，再上传一次。"
TOO_LARGE = "文件有 {} MB，超过了 {} MB。请删掉图片和多余的工作表，或者分成几个文件再上传。"
LOCK_FILE = "这是表格打开时产生的临时文件（以 ~$ 开头），不是目录本身。请上传原来的文件。"
UNKNOWN = "收不了 {} 文件。请在 WPS 或 Excel 里把目录另存为 .xlsx，再上传。"
NO_ENDING = "文件名没有扩展名，看不出是什么文件。请另存为 .xlsx，再上传。"
MISMATCH = "文件名写的是 {}，里面其实是{}。请在 WPS 或 Excel 里打开，另存为 .xlsx 再上传。"

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PLAIN_NEGATIVE = re.compile(r"-\d[\d,]*(\.\d+)?%?\Z")
PAGE_START = re.compile(rb"\s*(<!doctype\s+html|<html|<head|<body|<table|<meta|<\?xml)", re.I)
ENTITY = re.compile(r"<!ENTITY", re.I)


def check_size(name: str, size: int) -> None:
    """Raise Refused for a length in bytes that is nothing or too much, before the file is read."""
    if size == 0:
        raise Refused(EMPTY)
    if size > MAX_BYTES:
        megabytes = -(-size // (1024 * 1024))
        raise Refused(TOO_LARGE.format(megabytes, MAX_BYTES // (1024 * 1024)))


def check(name: str, data: bytes) -> str:
    """The kind of a file that may be opened: xlsx, xls, csv, docx or html.

    Takes the file name as uploaded and its bytes. Raises Refused with a Chinese sentence for an
    empty, too large, wrongly named, unknown, locked, damaged or hostile file.
    """
    check_size(name, len(data))
    allowed = _allowed_kinds(name)
    kind = kind_of(data)
    if kind == "macro":
        raise Refused(MACROS)
    if kind == "locked":
        raise Refused(LOCKED)
    if kind == "text":
        kind = "csv" if "csv" in allowed else allowed[0]
        if kind not in ("csv", "html"):
            raise Refused(MISMATCH.format(_ending(name), KIND_NAMES["csv"]))
    if kind not in allowed:
        raise Refused(MISMATCH.format(_ending(name), KIND_NAMES[kind]))
    inspect(kind, data)
    return kind


def defuse(text: str) -> str:
    """A cell on its way out, harmless in a spreadsheet: '=1+1 instead of =1+1 (公式注入).

    Plain negative numbers stay as they are. Reading a .csv takes the quote off again.
    """
    if not text.startswith(FORMULA_STARTS) or PLAIN_NEGATIVE.match(text):
        return text
    return "'" + text


def _ending(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[1].strip().lower() if "." in base else ""


def _allowed_kinds(name: str) -> tuple[str, ...]:
    if name.replace("\\", "/").rsplit("/", 1)[-1].startswith("~$"):
        raise Refused(LOCK_FILE)
    ending = _ending(name)
    if not ending:
        raise Refused(NO_ENDING)
    if ending in MACRO_ENDINGS:
        raise Refused(MACROS)
    if ending not in ENDINGS:
        raise Refused(UNKNOWN.format(ending[:12]))
    return ENDINGS[ending]


def kind_of(data: bytes) -> str:
    """What the bytes are, whatever the name says: a key of KIND_NAMES, text, macro or locked.

    Raises Refused for a package too damaged to tell.
    """
    if data.startswith(b"PK"):
        return archives.package_kind(data)
    if data.startswith(SIGNATURE):
        return _compound_kind(Compound(data))
    if kind := next((kind for start, kind in STARTS.items() if data.startswith(start)), ""):
        return kind
    if is_video(data):
        return "mp4"
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if PAGE_START.match(head):
        return "html"
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary" if head.startswith((b"MZ", b"\x7fELF", b"Rar!")) and not is_wide else "text"


def _compound_kind(container: Compound) -> str:
    names = container.names()
    if "encryptedpackage" in names:
        return "locked"
    if {"workbook", "book"} & names:
        return "xls"
    return "doc"


def inspect(kind: str, data: bytes, *, embeds: bool = False) -> None:
    """Raise Refused for a file of a kind that is a bomb, locked, nested, hostile or damaged.

    `embeds` for a reader that opens what is embedded in a document itself.
    """
    if kind in ("xlsx", "docx"):
        archives.inspect(data, embeds=embeds)
    elif kind == "xls":
        workbooks.inspect(Compound(data))
    elif kind == "html":
        if ENTITY.search(decode(data, declared=declared_encoding(data))):
            raise Refused(ENTITIES)
    else:
        decode(data)
