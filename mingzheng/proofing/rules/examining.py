"""All checks at once (检查): for the desk before publishing, for supervision afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mingzheng.proofing.rules.fields import missing, mistaken
from mingzheng.proofing.rules.finding import Finding, fingerprint
from mingzheng.proofing.rules.hidden import hidden, signed
from mingzheng.proofing.rules.injected import foreign, injected, spammed
from mingzheng.proofing.rules.links import Hosts, linked, pictured
from mingzheng.proofing.rules.parted import parted
from mingzheng.proofing.rules.people import beside_names, named
from mingzheng.proofing.rules.personal import personal
from mingzheng.proofing.rules.reading import bare, in_full
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.proofing.rules.scans import scanned, unread
from mingzheng.proofing.rules.style import styled
from mingzheng.proofing.rules.sums import sums
from mingzheng.proofing.rules.tables import heads_of, table_of
from mingzheng.proofing.rules.words import Words, wordy
from mingzheng.prose.rules.pieces import Piece

TITLE, SUMMARY = "标题", "内容概述"
LEVELS = ("red", "amber", "blue")


def examine(
    record: Record,
    body: Sequence[Piece],
    attachments: Sequence[Attached],
    words: Words,
    hosts: Hosts,
) -> list[Finding]:
    """Every finding about a record, sorted by place: fields, title, body, attachments in order.

    Takes the record, the pieces of its body, its attachments with their text, the compiled lists of
    words and what is known of web sites. Pure: the same input gives the same findings.
    """
    named = [Piece(TITLE, record.title), Piece(SUMMARY, record.summary)]
    own = [*(piece for piece in (*named, *record.said) if piece.text), *body]
    findings = [*missing(record), *mistaken(record)]
    findings += [*injected(record.raw, hosts), *linked(record.html, hosts, beside=record.addresses)]
    findings += [*pictured(record.html), *proofread(own, words)]
    for one in attachments:
        findings += proofread(one.pieces, words)
    findings += [*scanned(record, body, attachments), *unread(attachments)]
    findings += [*hidden(attachments), *signed(attachments)]
    places = _places([piece.where for piece in own], attachments)
    return sorted(findings, key=lambda one: (places.get(one.where, -1), one.start))


def proofread(pieces: Sequence[Piece], words: Words) -> list[Finding]:
    """The findings in pieces of text alone: personal data, words, style, advertising.

    What nobody sees between two characters (zero-width ones) parts no number and no word.
    """
    read = [bare(piece) for piece in pieces]
    findings = [*spammed(read), *foreign(read), *sums(read), *parted(read)]
    heads = heads_of(read)
    for piece in read:
        private = [*personal(piece, heads.get(table_of(piece), ())), *beside_names(piece)]
        if private:
            private += named(piece)
        findings += [*private, *wordy(piece, words), *styled(piece)]
    unlike = [pair for pair in zip(read, pieces, strict=True) if pair[0] is not pair[1]]
    return [_as_written(one, unlike) for one in findings] if unlike else findings


def _as_written(one: Finding, unlike: Sequence[tuple[Piece, Piece]]) -> Finding:
    """A finding at its place in the text as it was written, unseen characters and all."""
    for short, whole in unlike:
        if one.where == short.where and short.text[one.start : one.end] == one.text:
            start, end = in_full(whole.text, one.start, one.end)
            mark = fingerprint(one.code, whole, start, end)
            text = whole.text[start:end]
            return replace(one, start=start, end=end, text=text, fingerprint=mark)
    return one


def by_level(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings under red, amber, blue; levels without any are left out."""
    held = list(findings)
    groups = {level: [one for one in held if one.level == level] for level in LEVELS}
    return {level: found for level, found in groups.items() if found}


def _places(own: list[str], attachments: Sequence[Attached]) -> dict[str, int]:
    """Where every place stands in reading order; fields and source are not among them: first."""
    order = list(own)
    for one in attachments:
        order += [*(piece.where for piece in one.pieces), one.name]
    places: dict[str, int] = {}
    for number, where in enumerate(order):
        places.setdefault(where, number)
    return places
