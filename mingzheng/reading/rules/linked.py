"""An article for programs (JSON-LD, schema.org): Legislation, Article and their like. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzheng.publishing.states import DOCUMENT_KINDS, ArticleKind, InterpretationForm

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


@dataclass(frozen=True)
class Facts:
    """What there is to say of an article; `trail` is where it stands: names and addresses."""

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
    explains: Sequence[tuple[str, str]] = ()
    trail: Sequence[tuple[str, str]] = ()


def graph(facts: Facts) -> dict[str, Any]:
    """The article and its trail as one JSON-LD graph."""
    said = {name: value for name, value in _article(facts).items() if value}
    return {"@graph": [said, _trail(facts)]}


def _article(facts: Facts) -> dict[str, Any]:
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
    }
    if facts.kind in DOCUMENT_KINDS:
        return common | _legislation(facts, office)
    common |= {
        "@type": TYPES.get(facts.kind, "Article"),
        "headline": facts.title,
        "author": office,
        "isBasedOn": [{"@type": "Legislation", "name": n, "url": u} for n, u in facts.explains],
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
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
    }


def _trail(facts: Facts) -> dict[str, Any]:
    steps = [
        {"@type": "ListItem", "position": at, "name": name, "item": url}
        for at, (name, url) in enumerate(facts.trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
