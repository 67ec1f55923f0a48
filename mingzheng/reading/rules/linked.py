"""An article for programs (JSON-LD, schema.org): Legislation, Article and their like. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from mimetypes import guess_type
from typing import Any

from mingzheng.texts.states import DOCUMENT_KINDS, ArticleKind, InterpretationForm

FORCE = {
    "valid": "InForce",
    "pending": "NotInForce",
    "lapsed": "NotInForce",
    "repealed": "NotInForce",
}
TYPES: Mapping[str, str] = {
    ArticleKind.NEWS: "NewsArticle",
    ArticleKind.NOTICE: "SpecialAnnouncement",
    ArticleKind.STATISTICS: "Report",
    ArticleKind.BUDGET: "Report",
    ArticleKind.ANNUAL_REPORT: "Report",
}
FORMS = {InterpretationForm.PICTURE: "ImageObject", InterpretationForm.VIDEO: "VideoObject"}


TAILS = {"人民政府": "", "街道办事处": "街道"}
MIMES = {"ofd": "application/ofd", "et": "application/vnd.ms-excel", "wps": "application/msword"}
Document = tuple[str, str]  # its name and its address, "" where it stands nowhere


@dataclass(frozen=True)
class Facts:
    """What there is to say of an article."""

    kind: str
    address: str
    title: str
    office: str
    released_at: datetime
    changed_at: datetime
    index_number: str = ""
    summary: str = ""
    keywords: str = ""
    document_number: str = ""
    dated_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    validity: str = ""
    form: str = ""
    explains: Sequence[Document] = ()
    changes: Sequence[Document] = ()
    repeals: Sequence[Document] = ()
    area: str = ""
    files: Sequence[tuple[str, str, str, int]] = ()  # name, address, kind, bytes


def area_of(name: str) -> str:
    """Take the name of a government; return its area (云溪县, 和平街道); "" for an office."""
    for tail, kept in TAILS.items():
        if name.endswith(tail) and len(name) > len(tail):
            return name.removesuffix(tail) + kept
    return ""


def article_of(facts: Facts) -> dict[str, Any]:
    """The article as a thing of schema.org; what is not known is empty."""
    office = {"@type": "GovernmentOrganization", "name": facts.office}
    common: dict[str, Any] = {
        "@id": facts.address,
        "url": facts.address,
        "identifier": facts.index_number,
        "inLanguage": "zh-CN",
        "name": facts.title,
        "description": facts.summary,
        "keywords": facts.keywords,
        "datePublished": facts.released_at.isoformat(),
        "dateModified": facts.changed_at.isoformat(),
        "publisher": office,
        "encoding": [_medium(*one) for one in facts.files],
    }
    if facts.kind in DOCUMENT_KINDS:
        return common | _legislation(facts, office)
    common |= {
        "@type": TYPES.get(facts.kind, "Article"),
        "headline": facts.title,
        "author": office,
        "isBasedOn": _documents(facts.explains),
    }
    if facts.form in FORMS:
        common["associatedMedia"] = {"@type": FORMS[InterpretationForm(facts.form)]}
    if common["@type"] == "SpecialAnnouncement":
        common |= {"datePosted": facts.released_at.isoformat(), "text": facts.summary}
    return common


def _legislation(facts: Facts, office: dict[str, str]) -> dict[str, Any]:
    force = FORCE.get(facts.validity)
    return {
        "@type": "Legislation",
        "legislationIdentifier": facts.document_number,
        "legislationDate": f"{facts.dated_on}" if facts.dated_on else "",
        "legislationDateVersion": f"{facts.effective_on}" if facts.effective_on else "",
        "expires": f"{facts.expires_on}" if facts.expires_on else "",
        "legislationPassedBy": office,
        "legislationJurisdiction": (
            {"@type": "AdministrativeArea", "name": facts.area} if facts.area else None
        ),
        "legislationChanges": _documents(facts.changes),
        "legislationRepeals": _documents(facts.repeals),
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
    }


def _documents(some: Sequence[Document]) -> list[dict[str, str]]:
    """Other documents, also those of which nothing is known but the name."""
    return [
        {"@type": "Legislation", "name": name} | ({"url": url} if url else {}) for name, url in some
    ]


def _medium(name: str, address: str, kind: str, size: int) -> dict[str, str]:
    format_ = MIMES.get(kind) or guess_type(f"x.{kind}")[0] or "application/octet-stream"
    return {
        "@type": "MediaObject",
        "name": name,
        "contentUrl": address,
        "encodingFormat": format_,
        "contentSize": f"{size}",
    }
