"""The words of a PDF that typst made: enough of the format to read our own booklets in tests."""

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"\n(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n", re.S)
PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
HEX = re.compile(rb"<([0-9A-Fa-f]+)>")  # << opens a dictionary
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(data: bytes) -> str:
    """Everything that is set in the PDF, without spaces, in the order it was set.

    Of one font: typst embeds one face of the family that we give it.
    """
    streams = dict(_streams(data))
    (key,) = set(re.findall(rb"/ToUnicode (\d+)", data))
    table = {
        int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be")
        for code, sign in PAIR.findall(streams[key])
    }
    pages = [s for s in streams.values() if b"BT" in s and b"TJ" in s]
    return re.sub(r"\s", "", "".join(_shown(page, table) for page in pages))


def _streams(data: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    for match in STREAM.finditer(data):
        length = int(re.search(rb"/Length (\d+)", match[2])[1])
        body = data[match.end() : match.end() + length]
        found.append((match[1], zlib.decompress(body) if b"FlateDecode" in match[2] else body))
    return found


def _shown(page: bytes, table: dict[int, str]) -> str:
    codes = b"".join(_strings(page))
    pairs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
    return "".join(table.get(pair, "□") for pair in pairs)


def _strings(page: bytes) -> Iterator[bytes]:
    """Each (…), in which a pair of brackets may stand as it is, and each <hex> that is text."""
    at, is_text = 0, False
    while at < len(page):
        if page[at : at + 2] in (b"BT", b"ET"):  # outside stand words for screen readers
            is_text = page[at : at + 2] == b"BT"
        elif page[at : at + 1] == b"(":
            end = _end(page, at)
            yield ESCAPE.sub(_unescaped, page[at + 1 : end]) if is_text else b""
            at = end
        elif found := HEX.match(page, at):
            yield bytes.fromhex(found[1].decode()) if is_text else b""
            at = found.end() - 1
        at += 1


def _end(page: bytes, at: int) -> int:
    """Where the string that opens at this place closes."""
    depth = 0
    while True:
        sign = page[at : at + 1]
        depth += (sign == b"(") - (sign == b")")
        if not depth:
            return at
        at += 2 if sign == b"\\" else 1


def _unescaped(match: re.Match[bytes]) -> bytes:
    said = match[1]
    return bytes([int(said, 8)]) if said.isdigit() else CONTROL.get(said, said)
