"""From an entry to a row (录入成行): columns for lists, numbers sealed, periods applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzheng.accounts.models import Organisation
from mingzheng.core.calendar import WorkCalendar
from mingzheng.core.chain import digest
from mingzheng.deadlines import almanac
from mingzheng.publicity import queries
from mingzheng.publicity.models import Record
from mingzheng.publicity.rules import showing, timing
from mingzheng.publicity.rules.entry import Entry
from mingzheng.publicity.rules.fields import code_of
from mingzheng.publicity.rules.timing import Term, Terms
from mingzheng.publicity.states import RecordKind
from mingzheng.sealing import keeping

NUMBER = "publicity-number"  # the purpose under which identity numbers are sealed


@dataclass(frozen=True)
class Plan:
    """What the periods of an office's records depend on, read once for a whole import."""

    calendar: WorkCalendar
    terms: Terms
    scheme: str

    def term(self, entry: Entry) -> Term:
        """The period that holds for an entry."""
        return timing.term_for(
            entry.kind, entry.types, entry.fine, scheme=self.scheme, terms=self.terms
        )


def plan_for(organisation: Organisation) -> Plan:
    """The calendar and the periods that hold for an office now. Four queries."""
    return Plan(almanac.current(), queries.terms(), queries.scheme_of(organisation))


def fingerprint(entry: Entry) -> str:
    """Which decision about whom: two entries with the same one are the same record."""
    key = (entry.said("WSH"), entry.said("XDR_MC"), entry.said("XKBH"))
    return digest("\n".join(key).encode())


def seal(numbers: Mapping[str, str]) -> dict[str, str]:
    """Identity numbers as ciphertext, by code."""
    return {code: keeping.seal(text, NUMBER) for code, text in numbers.items() if text}


def unseal(sealed: Mapping[str, str]) -> dict[str, str]:
    """The numbers of a record in the clear, to compare; never shown without `reveal`."""
    return {code: keeping.unseal(text, NUMBER) for code, text in sealed.items()}


def _former_names(record: Record | None, entry: Entry) -> dict[str, str]:
    """The names that the party bore before this entry, with what kind of party it was then."""
    if record is None or record.party_name == entry.said("XDR_MC"):
        return record.former_names if record else {}
    return record.former_names | {record.party_name: record.party_kind}


def columns(entry: Entry, plan: Plan, record: Record | None = None) -> dict[str, Any]:
    """What the row keeps beside its values; everything that lists show is masked already.

    `record` is the row that the entry changes; None for a new one.
    """
    former = _former_names(record, entry)
    shown = showing.shown(entry.kind, entry.values, former=former)
    is_permit = entry.kind == RecordKind.PERMIT
    decided = entry.day("JDRQ") or date.min
    term = plan.term(entry)
    number = entry.numbers.get(code_of(entry.kind, "XDR_ZJHM"), "")
    found: dict[str, Any] = {
        "fingerprint": fingerprint(entry),
        "values": entry.values,
        "party_kind": entry.party,
        "party_name": entry.said("XDR_MC"),
        "former_names": former,
        "party_shown": showing.party_shown(entry.kind, entry.values),
        "credit_code": "" if entry.party == "natural" else entry.said("XDR_SHXYM"),
        "document_number": entry.said("WSH"),
        "title": shown.get(code_of(entry.kind, "XKWS" if is_permit else "WFXW"), ""),
        "types": f",{','.join(entry.types)},",
        "decided_on": decided,
        "year": decided.year,
        "due_on": timing.publish_due(decided, term, plan.calendar),
        "exempt_reason": "" if term.is_shown else term.source,
    }
    if number:
        found["party_mark"] = keeping.marks(number, NUMBER)[0]
    return found


def entry_of(record: Record, values: dict[str, str] | None = None) -> Entry:
    """A record's values, or others in their place, as the pure rules see them."""
    return Entry(record.kind, dict(values if values is not None else record.values))


def shown_until(record: Record, entry: Entry, plan: Plan, published: date) -> date | None:
    """The last day it is shown when it was published on that day; None: no end."""
    valid = entry.day("YXQZI") or entry.day("YXQ")
    if valid and valid.year >= 2099:  # 长期
        valid = None
    return timing.display_until(
        published, plan.term(entry), valid_until=valid, asked=entry.day("GSJZQ")
    )
