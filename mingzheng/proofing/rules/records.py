"""What is being published, as the checks see it (送检内容): fields, body, attachments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mingzheng.prose.rules.pieces import Piece


@dataclass(frozen=True)
class Record:
    """The fields of a piece of information (著录项), empty where nothing was filled in.

    `kind` is a RecordKind. `html` is the body as it is stored, `raw` as it was pasted or imported,
    before cleaning (empty if it was typed here). `explains` names the document that is explained.
    `said` are all other texts that will be public, `addresses` those that stand outside the body,
    each with its place.
    """

    kind: str
    title: str = ""
    index_number: str = ""
    issuer: str = ""
    document_number: str = ""
    formed_on: date | None = None
    published_on: date | None = None
    ends_on: date | None = None
    topic: str = ""
    genre: str = ""
    validity: str = ""
    keywords: str = ""
    summary: str = ""
    mode: str = ""
    source: str = ""
    explains: str = ""
    html: str = ""
    raw: str = ""
    said: tuple[Piece, ...] = ()
    addresses: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Attached:
    """One attachment with the text that was found in it; what could not be read is in `notes`."""

    name: str
    pieces: Sequence[Piece] = field(default_factory=tuple)
    notes: Sequence[str] = ()
    is_scanned: bool = False
