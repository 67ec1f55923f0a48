"""The container of old Office files (OLE2 复合文档): .xls, .et, .doc, .wps and locked .xlsx alike.

Its tables are walked as the reader behind walks them, only with care: a chain that loops, leaves
the file or claims a size beyond it would cost that reader all memory. Layout: [MS-CFB] 2.2–2.6.
"""

import struct
from dataclasses import dataclass

from mingzheng.files.rules.refusals import DAMAGED, Refused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN, FREE = 0xFFFFFFFE, 0xFFFFFFFF
HEADER_TABLE_ENTRIES = 109
MINI_STREAM_BELOW = 4096
MINI_SECTOR = 64


@dataclass(frozen=True)
class Entry:
    """A storage or stream of the directory."""

    name: str
    start: int
    size: int


class Compound:
    """An opened container. Raises Refused when its tables do not hold together."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise Refused(DAMAGED)
        self._data = data
        self._shift: int = struct.unpack_from("<H", data, 30)[0]
        if self._shift not in (9, 12):
            raise Refused(DAMAGED)
        self._sectors = len(data) >> self._shift
        self._check_claims()
        self._next = self._read_table()
        self.entries = self._directory(self._chain(self._header(48)))
        self._mini = self._chain(self.entries[0].start)
        raw = self._chain(self._header(60))
        self._mini_next = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def names(self) -> set[str]:
        """The lower-case names of all storages and streams."""
        return {entry.name.lower() for entry in self.entries}

    def streams(self, *names: str) -> list[bytes]:
        """The content of the first entry of each of these names."""
        found = (next((e for e in self.entries if e.name == name), None) for name in names)
        return [self._content(entry) for entry in found if entry is not None]

    def _header(self, offset: int) -> int:
        return int(struct.unpack_from("<I", self._data, offset)[0])

    def _check_claims(self) -> None:
        """Counts of sectors for which memory is set aside: directory and the three tables."""
        if any(self._header(offset) > self._sectors for offset in (40, 44, 64, 72)):
            raise Refused(DAMAGED)

    def _directory(self, raw: bytes) -> list[Entry]:
        entries = []
        for offset in range(0, len(raw) - 127, 128):
            name = raw[offset : offset + 64].decode("utf-16-le", "replace").split("\0")[0]
            start, size, high = struct.unpack_from("<III", raw, offset + 116)
            entry = Entry(name, start, size + (high << 32 if self._shift == 12 else 0))
            if entry.size > len(self._data):
                raise Refused(DAMAGED)
            entries.append(entry)
        if not entries:
            raise Refused(DAMAGED)
        return entries

    def _content(self, entry: Entry) -> bytes:
        if entry.size >= MINI_STREAM_BELOW:
            return self._chain(entry.start)[: entry.size]
        pieces: list[bytes] = []
        sector = entry.start
        while sector != END_OF_CHAIN:
            piece = self._mini[sector * MINI_SECTOR : (sector + 1) * MINI_SECTOR]
            if not piece or sector >= len(self._mini_next) or len(pieces) > len(self._mini_next):
                raise Refused(DAMAGED)
            pieces.append(piece)
            sector = self._mini_next[sector]
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) << self._shift
        if begin >= len(self._data):
            raise Refused(DAMAGED)
        return self._data[begin : begin + (1 << self._shift)]

    def _read_table(self) -> tuple[int, ...]:
        """The sector table: for each sector, which one follows."""
        numbers = list(struct.unpack_from(f"<{HEADER_TABLE_ENTRIES}I", self._data, 76))
        more = self._header(68)
        per_sector = (1 << self._shift) // 4
        seen = 0
        while more not in (END_OF_CHAIN, FREE):
            sector = self._sector(more).ljust(1 << self._shift, b"\xff")
            *listed, more = struct.unpack(f"<{per_sector}I", sector)
            numbers.extend(listed)
            seen += 1
            if seen > self._sectors:
                raise Refused(DAMAGED)
        raw = b"".join(self._sector(number) for number in numbers if number != FREE)
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        sector = start
        while sector != END_OF_CHAIN:
            if sector >= len(self._next) or len(pieces) > self._sectors:
                raise Refused(DAMAGED)
            pieces.append(self._sector(sector))
            sector = self._next[sector]
        return b"".join(pieces)
