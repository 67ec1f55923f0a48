"""Bytes of a text file as text (文字编码): UTF-8, UTF-16 or GB18030, never with silent losses."""

import codecs
import re

from mingzheng.files.rules.refusals import Refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FEWEST_ZEROS = 4
HAN = re.compile(r"[\u4e00-\u9fff]")
# A file that is UTF-8 but for a few bytes can often be read as GB18030 too, as nonsense.
SURELY_UTF8 = 5  # Chinese characters for each broken place
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
BROKEN = (
    "第 {} 行有读不出来的字（编码损坏）。请用 WPS 或 Excel 打开检查这一行，另存为 .xlsx 再上传。"
)
BINARY = "这不是文字表格，里面是二进制内容。请在 WPS 或 Excel 里把表格另存为 .xlsx 再上传。"


def decode(data: bytes, *, declared: str = "") -> str:
    """The text of a file. `declared` is a hint from inside a page.

    Raises Refused with the number of the line that holds a byte which cannot be read.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if encoding := _wide_without_mark(data):
        return _strictly(data, encoding)
    if b"\0" in data:
        raise Refused(BINARY)
    if declared.lower() in ("gb2312", "gbk", "gb18030"):
        return _strictly(data, "gb18030")
    return _utf8_or_gb(data)


def declared_encoding(data: bytes) -> str:
    """What a page says of its own encoding, or ''."""
    found = DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _utf8_or_gb(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guess = data.decode("utf-8", "replace")
        is_utf8 = len(HAN.findall(guess)) > SURELY_UTF8 * guess.count("\ufffd")
        return _strictly(data, "utf-8" if is_utf8 else "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1 if "\n" in before else before.count("\r") + 1
        raise Refused(BROKEN.format(line)) from error


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zero bytes of its line ends and commas."""
    if len(data) % 2 or b"\0" not in data[:2000]:
        return ""
    head = data[:2000]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if max(low, high) < max(5 * min(low, high), FEWEST_ZEROS):
        return ""
    return "utf-16-le" if high > low else "utf-16-be"
