"""Drafts as articles (成文): what is taken from the row, in which field, cut where it must be."""

from datetime import datetime, time
from html import escape
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from mingzheng.backfile.rules.drafting import Draft
from mingzheng.backfile.rules.kinds import form_of, genre_of
from mingzheng.prose.rules.cleaning import clean
from mingzheng.texts.rules.content import Content
from mingzheng.texts.states import DOCUMENT_KINDS

HERE = ZoneInfo("Asia/Shanghai")
LONGEST = {"source": 100, "number": 100, "index": 60}
LONGEST_NAME = 60


def content_of(one: Draft, *, kind: str, column: int, office: str) -> Content:
    """What a draft says as an article of this kind, in a column, by an office.

    成文日期 stays empty: an old list tells when it was published, not when it was written.
    """
    is_document = kind in DOCUMENT_KINDS
    return Content(
        title=one.title,
        body=with_files(one.html, one.attachments),
        kind=kind,
        document_number=cut(one, "number"),
        genre=genre_of(one.title).value if is_document else "",
        form=form_of(kind).value,
        source=cut(one, "source") or office,
        columns=(column,),
    )


def cut(one: Draft, name: str) -> str:
    """A one-line field of the row, no longer than its place."""
    return " ".join(one.row.fields.get(name, "").split())[: LONGEST[name]].strip()


def on(one: Draft) -> datetime:
    """The moment from which it counts as published: the beginning of its day, here."""
    return datetime.combine(one.day, time(), HERE)


def with_files(html: str, addresses: tuple[str, ...]) -> str:
    """The body, and below it links to attachments that stayed on the old site."""
    if not addresses:
        return html
    links = (f'<li><a href="{escape(one)}">{escape(named(one))}</a></li>' for one in addresses)
    return clean(f"{html}\n<h2>附件（在原网站）</h2>\n<ul>{''.join(links)}</ul>").html


def named(address: str) -> str:
    """What a link to a file is called: the name of the file, else the site."""
    parts = urlsplit(address)
    base = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1]
    return (base or parts.netloc)[-LONGEST_NAME:]
