"""How far an old workbook (.xls, .et: BIFF 格式) reaches, from its records; nothing is built up.

Layout: [MS-XLS]. The reader behind allocates every cell between the first and the last, for each
sheet, so both corners and every shared string are counted here first.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzheng.files.rules.compound import Compound
from mingzheng.files.rules.grid import Meter
from mingzheng.files.rules.refusals import DAMAGED, LOCKED, MACROS, Refused

EOF, FILE_PASSWORD, SHEET, DIMENSIONS = 0x000A, 0x002F, 0x0085, 0x0200
SHARED_STRINGS, CONTINUE = 0x00FC, 0x003C
SHARED_CELL, MANY_NUMBERS = 0x00FD, 0x00BD
VALUE_RECORDS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, SHARED_CELL})
MACRO_SHEET = 1
LAST_ROWS, LAST_COLUMNS = 65_536, 256  # where a sheet of this format ends


@dataclass
class Survey:
    """What the records of a workbook say."""

    sheets: list[tuple[int, int]] = field(default_factory=list)  # (offset, type)
    strings: list[bytes] = field(default_factory=list)  # the string table, record by record
    shown: Counter[int] = field(default_factory=Counter)  # shared string → times
    meter: Meter = field(default_factory=Meter)


def inspect(container: Compound) -> None:
    """Raise Refused for a workbook that is locked, has macros, or reaches too far."""
    if any(name.startswith("_vba_project") for name in container.names()):
        raise Refused(MACROS)
    streams = container.streams("Workbook", "Book")
    if not streams:
        raise Refused(DAMAGED)
    for stream in streams:
        survey = Survey()
        _look_at_globals(stream, survey)
        for offset, kind in survey.sheets:
            if kind == MACRO_SHEET:
                raise Refused(MACROS)
            if offset >= len(stream):
                raise Refused(DAMAGED)
            _look_at_sheet(stream, offset, survey)
        lengths = list(_string_lengths(survey.strings, max(survey.shown, default=-1) + 1))
        for index, times in survey.shown.items():
            survey.meter.add_text(times * (lengths[index] if index < len(lengths) else 0))


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """(kind, content) of every record from an offset to the end of its part."""
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == EOF:
            return
        yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _look_at_globals(stream: bytes, survey: Survey) -> None:
    before = 0
    for kind, content in _records(stream, 0):
        if kind == FILE_PASSWORD:
            raise Refused(LOCKED)
        if kind == SHEET and len(content) >= 6:
            start, _visibility, sheet_kind = struct.unpack_from("<IBB", content)
            survey.sheets.append((start, sheet_kind))
        elif kind == SHARED_STRINGS:
            survey.strings = [content]
        elif kind == CONTINUE and before == SHARED_STRINGS:
            survey.strings.append(content)
            kind = SHARED_STRINGS
        before = kind


def _look_at_sheet(stream: bytes, offset: int, survey: Survey) -> None:
    """How far the cells of one sheet reach, and which shared strings it shows."""
    rows = columns = 0
    for kind, content in _records(stream, offset):
        if kind in VALUE_RECORDS and len(content) >= 4:
            row, column = struct.unpack_from("<HH", content)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind == SHARED_CELL and len(content) >= 10:
                survey.shown[struct.unpack_from("<I", content, 6)[0]] += 1
        elif kind == MANY_NUMBERS and len(content) >= 6:
            row, column = struct.unpack_from("<HH", content)
            rows, columns = max(rows, row + 1), max(columns, column + len(content) // 6)
        elif kind == DIMENSIONS:
            _check_claim(content)
    survey.meter.add_sheet(rows, columns)


def _check_claim(content: bytes) -> None:
    """The claimed corners are used to set memory aside, so they must be possible and in order."""
    form = {10: "<HHHH", 14: "<IIHH"}.get(len(content))
    if form is None:
        raise Refused(DAMAGED)
    first_row, last_row, first_column, last_column = struct.unpack_from(form, content)
    is_empty = last_row == 0 or last_column == 0
    if last_row > LAST_ROWS or last_column > LAST_COLUMNS:
        raise Refused(DAMAGED)
    if not is_empty and (first_row >= last_row or first_column >= last_column):
        raise Refused(DAMAGED)


def _string_lengths(pieces: list[bytes], wanted: int) -> Iterator[int]:
    """The lengths (characters) of the first `wanted` shared strings ([MS-XLS] 2.5.293)."""
    if not pieces:
        return
    reader = _Pieces(pieces)
    claimed = struct.unpack("<II", reader.take(8))[1]
    if claimed > sum(map(len, pieces)):
        raise Refused(DAMAGED)  # memory is set aside for as many
    for _ in range(wanted):
        if reader.at_end():
            return
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & 0x08 else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & 0x04 else 0
        reader.skip_text(length, bool(flags & 0x01))
        reader.skip(4 * runs + extra)
        yield length


class _Pieces:
    """Reads on over the records into which the string table is cut."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = self._place = 0

    def at_end(self) -> bool:
        """Nothing is left."""
        self._step_over()
        return self._piece >= len(self._pieces)

    def _step_over(self) -> None:
        while self._piece < len(self._pieces) and self._place >= len(self._pieces[self._piece]):
            self._piece += 1
            self._place = 0

    def take(self, size: int) -> bytes:
        """The next bytes; Refused when there are fewer."""
        taken = b""
        while len(taken) < size:
            if self.at_end():
                raise Refused(DAMAGED)
            more = self._pieces[self._piece][self._place : self._place + size - len(taken)]
            self._place += len(more)
            taken += more
        return taken

    def skip(self, size: int) -> None:
        """Pass over bytes that are not text."""
        while size > 0 and not self.at_end():
            step = min(size, len(self._pieces[self._piece]) - self._place)
            self._place += step
            size -= step

    def skip_text(self, length: int, is_wide: bool) -> None:
        """Pass over characters; each record they run on into says anew how wide they are."""
        while length > 0:
            if self._piece >= len(self._pieces):
                raise Refused(DAMAGED)
            width = 2 if is_wide else 1
            fit = min(length, (len(self._pieces[self._piece]) - self._place) // width)
            self._place += fit * width
            length -= fit
            if length:
                self._piece, self._place = self._piece + 1, 1
                if self._piece < len(self._pieces) and self._pieces[self._piece]:
                    is_wide = bool(self._pieces[self._piece][0] & 0x01)
