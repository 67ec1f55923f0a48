"""One finding (检查发现): what is wrong, where it stands, what to write instead."""

import re
from dataclasses import dataclass
from hashlib import sha256

from mingzheng.proofing.rules.kinds import KINDS, Kind
from mingzheng.prose.rules.pieces import Piece

AROUND = 18  # characters shown on either side of what was found
# Paragraphs, rows and pages are renumbered by whatever is written above them.
NUMBERED = re.compile(r"第 ?\d+ ?(?:段|行|页|张)")


@dataclass(frozen=True)
class Finding:
    """Something that must or should be looked at before publishing.

    `start` and `end` count characters of the piece at `where`; `text` is what stands there.
    `replacement` is what may be written instead, empty where only a person can say. `before` and
    `after` are for the page: what stands around it, on one line.
    """

    code: str
    level: str
    where: str
    text: str
    start: int
    end: int
    message: str
    suggestion: str
    basis: str
    replacement: str = ""
    before: str = ""
    after: str = ""
    fingerprint: str = ""

    @property
    def kind(self) -> Kind:
        """What kind of finding it is."""
        return KINDS[self.code]


def found(
    piece: Piece, code: str, start: int, end: int, *, replacement: str = "", **said: str
) -> Finding:
    """A finding of a kind at a place of a piece.

    Takes offsets in characters, what to write instead, and `level`, `message`, `suggestion`,
    `basis` where this one differs from its kind. KeyError for an unknown code.
    """
    kind = KINDS[code]
    text = piece.text
    return Finding(
        code=code,
        level=said.get("level", kind.level),
        where=piece.where,
        text=text[start:end],
        start=start,
        end=end,
        message=said.get("message", kind.message),
        suggestion=said.get("suggestion", kind.suggestion),
        basis=said.get("basis", kind.basis),
        replacement=replacement,
        before=("…" if start > AROUND else "") + _shown(text[max(0, start - AROUND) : start]),
        after=_shown(text[end : end + AROUND]) + ("…" if end + AROUND < len(text) else ""),
        fingerprint=fingerprint(code, piece, start, end),
    )


def whole(where: str, code: str, text: str, **said: str) -> Finding:
    """A finding about something as a whole, such as a missing field: `text` names it."""
    return found(Piece(where, text), code, 0, len(text), **said)


def fingerprint(code: str, piece: Piece, start: int, end: int) -> str:
    """What a finding is known by from one check to the next (识别码), 32 hex digits.

    The same as long as the stretch of text is unchanged, even when paragraphs are put in above it;
    another one as soon as a character of the stretch changes. The same text in an attachment is
    another finding than in the body.
    """
    holder = NUMBERED.sub("", piece.where)
    words = "\0".join((code, holder, str(start), str(end), piece.text))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mask(text: str, findings: list[Finding]) -> str:
    """A piece's text with every finding that has a replacement replaced (脱敏).

    Takes the text of one piece and its findings, in any order; where two overlap the first and
    longer wins. Text outside stays as it is.
    """
    parts, at = [], 0
    for one in sorted(findings, key=lambda f: (f.start, -f.end)):
        if one.replacement and one.start >= at and text[one.start : one.end] == one.text:
            parts += [text[at : one.start], one.replacement]
            at = one.end
    return "".join(parts) + text[at:]


def blocking(findings: list[Finding], overrides: set[str] | frozenset[str]) -> list[Finding]:
    """The red findings that nobody has let pass, in the order given.

    `overrides` are the fingerprints let pass; a kind that nobody may let pass blocks all the same.
    """
    return [
        one
        for one in findings
        if one.level == "red" and (one.fingerprint not in overrides or not one.kind.may_pass)
    ]


def _shown(text: str) -> str:
    return re.sub(r"\s+", " ", text)
