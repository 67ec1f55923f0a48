"""Reads the XML parts of a package once, to know how far they reach (表格实际范围).

No part may define entities (they multiply), and no sheet may reach further than a table may:
the reader behind allocates every cell between the first and the last.
"""

import re
from collections import Counter
from functools import lru_cache
from xml.parsers import expat

from mingzheng.files.rules.grid import MAX_CELLS, Meter
from mingzheng.files.rules.refusals import DAMAGED, ENTITIES, Refused

# Relations whose targets are read as XML: they may not hide in a part that was not looked at.
READ_RELATIONS = ("/worksheet", "/sharedStrings", "/styles", "/officeDocument", "/numbering")
COORDINATE = re.compile(r"([A-Za-z]{1,4})(\d{1,9})\Z")
CELL_CONTENTS = frozenset({"v", "is", "t"})


class SharedTexts:
    """How long the shared strings are and how often each is shown; all sheets of a file."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.lengths: list[int] = []
        self.shown: Counter[int] = Counter()

    def check(self) -> None:
        """Raise Refused when the strings written out are too long together."""
        for index, times in self.shown.items():
            if index < len(self.lengths):
                self.meter.add_text(times * self.lengths[index])


class PartScan:
    """One XML part, fed in pieces: `feed` as often as needed, then `close`."""

    def __init__(self, texts: SharedTexts) -> None:
        self._texts = texts
        self._root = ""
        self._row = self._column = 0
        self._last_row = self._last_column = 0
        self._is_shared = False
        self._characters: list[str] | None = None
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    def feed(self, piece: bytes) -> None:
        """The next bytes of the part. Raises Refused when it is damaged or hostile."""
        self._parse(piece, False)

    def close(self) -> None:
        """The part is whole: judge how far it reaches."""
        self._parse(b"", True)
        if self._root == "worksheet":
            self._texts.meter.add_sheet(self._last_row, self._last_column)

    def _parse(self, piece: bytes, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused(DAMAGED) from error

    def _refuse_doctype(self, *_: object) -> None:
        raise Refused(ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c" and self._root == "worksheet":
            self._to_cell(attributes)  # nearly all there is in a large sheet
            return
        name = name.rsplit(":", 1)[-1]
        if "count" in attributes or "uniqueCount" in attributes:
            _check_claim(attributes)
        if not self._root:
            self._root = name
            self._listen(name)
        if self._root == "worksheet":
            self._in_sheet(name, attributes)
        elif self._root == "sst" and name == "si":
            self._texts.lengths.append(0)
        elif name == "Relationship":
            _check_relation(attributes)

    def _listen(self, root: str) -> None:
        if root == "sst":
            self._parser.CharacterDataHandler = self._shared_text
        elif root == "worksheet":
            self._parser.CharacterDataHandler = self._sheet_text
            self._parser.EndElementHandler = self._end

    def _in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._to_cell(attributes)
        elif name in CELL_CONTENTS:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
            if name == "v" and self._is_shared:
                self._characters = []
        elif name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0

    def _to_cell(self, attributes: dict[str, str]) -> None:
        self._is_shared = attributes.get("t") == "s"
        place = COORDINATE.match(attributes.get("r", ""))
        if place is None:
            self._column += 1
            return
        self._row, self._column = int(place[2]), _number_of(place[1])

    def _shared_text(self, text: str) -> None:
        if self._texts.lengths:
            self._texts.lengths[-1] += len(text)

    def _sheet_text(self, text: str) -> None:
        if self._characters is not None:
            self._characters.append(text)

    def _end(self, _name: str) -> None:
        if self._characters is not None:
            index = "".join(self._characters).strip()
            self._characters = None
            if index.isdecimal():
                self._texts.shown[int(index)] += 1


def _check_claim(attributes: dict[str, str]) -> None:
    """Memory is set aside for as many strings, formats and ranges as a part claims to hold."""
    claims = (attributes.get(name, "") for name in ("count", "uniqueCount"))
    if any(claim.strip().isdecimal() and int(claim) > MAX_CELLS for claim in claims):
        raise Refused(DAMAGED)


def _check_relation(attributes: dict[str, str]) -> None:
    is_read = attributes.get("Type", "").endswith(READ_RELATIONS)
    if is_read and not attributes.get("Target", "").lower().endswith(".xml"):
        raise Refused(DAMAGED)


@lru_cache(maxsize=2_000)
def _number_of(letters: str) -> int:
    """A column by its letters, from one: A, Z, AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
