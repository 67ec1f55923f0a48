"""Which files may be attached (附件的准入), by name and by content.

What cannot be opened cannot be checked for personal data, and what runs does not belong on an
office's site: both are refused with a sentence that says what to do instead.
"""

import re
from contextlib import suppress

from mingzheng.files.rules import archives, safety
from mingzheng.files.rules.decoding import BINARY
from mingzheng.files.rules.parts import Package
from mingzheng.files.rules.refusals import (
    DAMAGED,
    ENTITIES,
    LOCKED,
    MACROS,
    TOO_MUCH_INSIDE,
    Refused,
)
from mingzheng.files.rules.scrubbing import inspect_pdf
from mingzheng.files.rules.videos import inspect_video

VIDEO = "mp4"
MAX_BYTES = 50 * 1024 * 1024
LONGEST_NAME, LONGEST_ENDING = 120, 10  # characters
ENDINGS: dict[str, tuple[str, ...]] = {
    ".docx": ("docx",),
    ".xlsx": ("xlsx",),
    ".xls": ("xls",),
    ".et": ("xls", "xlsx"),
    ".csv": ("text",),
    ".txt": ("text",),
    ".pdf": ("pdf",),
    ".ofd": ("ofd",),
    ".zip": ("zip",),
    ".jpg": ("jpeg",),
    ".jpeg": ("jpeg",),
    ".png": ("png",),
    ".gif": ("gif",),
    ".mp4": (VIDEO,),
}
PICTURES = frozenset({"jpeg", "png", "gif"})
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "text": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    VIDEO: "video/mp4",
}
LABELS = {"docx": "Word 文档", "xlsx": "表格", "xls": "表格", "text": "文字", "pdf": "PDF"} | {
    "ofd": "OFD",
    "zip": "压缩包",
    VIDEO: "MP4 视频",
    **dict.fromkeys(PICTURES, "图片"),
}
# What a double click would start; a resident unpacks a folder of the office without a thought.
RUNS = re.compile(
    r"\.(exe|com|bat|cmd|scr|pif|msi|js|jse|vbs?|wsf|ps1|lnk|hta|jar|html?|svg)\Z", re.I
)
NOT_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")

EMPTY = "文件是空的，里面没有内容。请确认保存好了，再上传一次。"
TOO_LARGE = "文件有 {} MB，超过了 {} MB。请压缩图片或者分成几个文件再上传。"
UNKNOWN = "收不了 {} 文件。请在 WPS 里另存为 .docx、.xlsx 或 PDF，再上传。"
NO_ENDING = "文件名没有扩展名，看不出是什么文件。请加上扩展名再上传。"
MISMATCH = "文件名写的是 {}，里面其实是{}。请用原来的软件打开，另存为正确的格式再上传。"
# What other rooms say of tables, said of attachments; any other reason is told as it is.
SENTENCES = {
    LOCKED: "文件加了密码，读不了。请取消密码，保存后再上传。",
    MACROS: "文件里带有宏，为了安全没有收。请另存为不带宏的格式再上传。",
    TOO_MUCH_INSIDE: "文件解开以后大得不正常，像是压缩炸弹，没有收。",
    DAMAGED: "文件打不开，可能已经损坏。请用原来的软件打开后另存一份，再上传。",
    ENTITIES: "文件里有不该出现的实体定义（DTD），为了安全没有收。请用原来的软件另存一份，再上传。",
    BINARY: "这不是文字文件，里面是二进制内容，打不开。请用原来的软件另存一份，再上传。",
}
INSIDE = "压缩包里有能直接运行的文件（{}），不能放在网站上。请去掉后重新打包。"


def admit(name: str, data: bytes) -> str:
    """The kind of a file that may be attached: a key of MEDIA.

    Takes the name as uploaded and the bytes. Raises Refused with a Chinese sentence for an empty,
    too large, wrongly named, unknown, locked, damaged or hostile file.
    """
    if not data:
        raise Refused(EMPTY)
    if len(data) > MAX_BYTES:
        raise Refused(TOO_LARGE.format(-(-len(data) // 1024**2), MAX_BYTES // 1024**2))
    ending = ending_of(name)
    if not ending:
        raise Refused(NO_ENDING)
    if ending not in ENDINGS:
        raise Refused(UNKNOWN.format(ending[:12]))
    try:
        kind = _inspected(data)
    except Refused as refused:
        raise Refused(of_attachment(refused.sentence)) from refused
    if kind not in ENDINGS[ending]:
        raise Refused(MISMATCH.format(ending, safety.KIND_NAMES.get(kind, "别的类型的文件")))
    if kind == "zip":
        _look_into(data)
    return kind


def of_attachment(sentence: str) -> str:
    """Why a file was refused, as it is said of an attachment: the reason is never another one."""
    return SENTENCES.get(sentence, sentence)


def _inspected(data: bytes) -> str:
    kind = safety.kind_of(data)
    if kind in ("docx", "xlsx") and _embeds_macros(Package(data)):
        raise Refused(MACROS)
    if kind in ("locked", "macro"):
        raise Refused(LOCKED if kind == "locked" else MACROS)
    if kind in ("docx", "xlsx", "xls", "text"):
        safety.inspect(kind, data, embeds=True)
    elif kind in ("zip", "ofd"):
        archives.check_claims(archives.entries(data))
    elif kind == "pdf":
        inspect_pdf(data)
    elif kind == VIDEO:
        inspect_video(data)
    return kind


def _embeds_macros(package: Package) -> bool:
    """What is embedded may be opened with a double click; one that is damaged is told later."""
    kinds = []
    for name in package.names(archives.EMBEDDED):
        with suppress(Refused):
            kinds.append(safety.kind_of(package.read(name)))
    return "macro" in kinds


def _look_into(data: bytes) -> None:
    for info in archives.entries(data):
        name = archives.member_name(info.filename)
        if RUNS.search(name) or ".." in name.replace("\\", "/").split("/"):
            raise Refused(INSIDE.format(name[-40:]))


def ending_of(name: str) -> str:
    """The ending of a file name in small letters with its dot, or ''."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[1].strip().lower() if "." in base else ""


def tidy_name(name: str) -> str:
    """A file name as it may be published: no folders, no control characters, of bounded length."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = NOT_A_NAME.sub("", base).strip()
    ending = ending_of(base)
    if not 1 < len(ending) <= LONGEST_ENDING:
        return base.strip(" .")[:LONGEST_NAME] or "附件"
    stem = base[: -len(ending)].strip(" .")[: LONGEST_NAME - len(ending)]
    return (stem or "附件") + ending


def size_label(size: int) -> str:
    """A length in bytes as people say it: 860 B, 35 KB, 1.2 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024**2:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024**2:.1f} MB"
