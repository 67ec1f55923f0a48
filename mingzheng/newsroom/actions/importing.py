"""A Word document as the text of a draft (从 Word 导入), with a report of what was left out."""

from dataclasses import dataclass, replace

from django.db import transaction

from mingzheng.core.access import Actor, Blocked
from mingzheng.files.rules.refusals import Refused
from mingzheng.newsroom.actions.enclosing import enclosure
from mingzheng.prose import actions as prose
from mingzheng.prose.extraction.extracting import extract
from mingzheng.prose.extraction.found import REMAINS
from mingzheng.prose.rules.reading import placed, plain
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Manuscript
from mingzheng.texts.rules.content import Content, Enclosure
from mingzheng.texts.rules.word import Picture, from_docx

ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}
SHOWN = 12  # pieces of the document that are not in the text, named one by one


@dataclass(frozen=True)
class Report:
    """What came in and what did not: counts, sentences, pieces of the document left out."""

    revision: int
    paragraphs: int
    tables: int
    pictures: int
    notes: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]  # (where, text)


@transaction.atomic
def from_word(
    manuscript: Manuscript, name: str, data: bytes, *, by: Actor, base: int, is_added: bool
) -> Report:
    """Take the text of a .docx in as the next revision, after the present text or instead of it.

    Pictures are stored and enclosed. Raises Denied, Blocked, and Refused with a sentence.
    """
    drafting.hold_draft(manuscript, by)
    found = from_docx(data)
    content = manuscript.revision.content if manuscript.revision else _first(manuscript)
    places, files, notes = _stored(manuscript, found.pictures, by)
    # A picture without an address is taken out by the cleaning, its words stay.
    lost = {one.name: "" for one in found.pictures if one.name not in places}
    body = placed(found.html, places | lost)
    body = f"{content.body}\n{body}" if is_added else body
    content = replace(content, body=body, files=(*content.files, *files))
    made = drafting.save_revision(manuscript, content, by=by, base=base)
    if made is None:
        raise Blocked("文档里的文字和现在的正文一样，没有要存的。")
    return Report(
        made.number,
        found.html.count("<p") + found.html.count("<h") + found.html.count("<li"),
        found.html.count("<table"),
        len(places),
        (*found.notes, *notes),
        _left_out(name, data, found.html),
    )


def _first(manuscript: Manuscript) -> Content:
    office, kind = manuscript.organisation.name, manuscript.article.kind
    return Content(kind=kind, source=office)


def _stored(
    manuscript: Manuscript, pictures: tuple[Picture, ...], by: Actor
) -> tuple[dict[str, str], list[Enclosure], list[str]]:
    """Pictures kept as files: what the body calls them from now on, and what could not be kept."""
    places: dict[str, str] = {}
    files: list[Enclosure] = []
    notes: list[str] = []
    for number, one in enumerate(pictures, start=1):
        ending = ENDINGS.get(one.kind, "")
        name, office = f"图{number}{ending}", manuscript.organisation
        try:
            kept = prose.store(name, one.data, by=by, organisation=office, alt=one.alt)
        except Refused:
            notes.append(f"第 {number} 张图片的格式网页上放不了，没有带进来，请另存为图片再上传。")
            continue
        places[one.name] = f"image:{kept.pk}"
        files.append(enclosure(kept))
    return places, files, notes


def _left_out(name: str, data: bytes, html: str) -> tuple[tuple[str, str], ...]:
    """What stands in the document and not in the text: headers, notes in the margin, deletions."""
    there = "".join(plain(html).split())
    pieces = extract(name, data).pieces
    words = [one for one in pieces if not one.where.startswith(REMAINS)]
    lost = [(one.where, one.text) for one in words if not _is_in(one.text, there)]
    return tuple(lost[:SHOWN])


def _is_in(text: str, there: str) -> bool:
    return all("".join(part.split()) in there for part in text.split("\t"))
