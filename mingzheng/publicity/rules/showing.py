"""What everybody may read of a record (公示的样子): persons masked, identity numbers nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from mingzheng.publicity.rules.cells import FOREVER, in_yuan
from mingzheng.publicity.rules.fields import SEVERAL, Field, code_of, fields_of
from mingzheng.publicity.rules.identity import HIDDEN, masked_name, without_numbers
from mingzheng.publicity.states import PartyKind

Versions = Sequence[Mapping[str, str]]
Former = Mapping[str, str]  # names that the party bore here before → what kind of party it was
NONE: Former = MappingProxyType({})
NOT_OF_PERSONS = {"SHXYM", "GSZC", "ZZJG", "SWDJ", "SYDW", "SHZZ"}


def party_shown(kind: str, values: Mapping[str, str]) -> str:
    """The name of the party as everybody may read it: masked for a natural person."""
    name = values.get(code_of(kind, "XDR_MC"), "")
    return masked_name(name) if _names(kind, [values]) else without_numbers(name)


def _names(kind: str, versions: Versions) -> list[str]:
    """Names to mask, longest first: those of all versions as soon as one is of a natural person."""
    if all(one.get(code_of(kind, "XDR_LB")) != PartyKind.NATURAL for one in versions):
        return []
    return sorted({one.get(code_of(kind, "XDR_MC"), "") for one in versions}, key=len, reverse=True)


def _former(kind: str, values: Mapping[str, str], former: Former) -> list[str]:
    """Former names to mask: those of a natural person; all as soon as the party is one now."""
    is_person = bool(_names(kind, [values]))
    return [name for name, was in former.items() if is_person or was == PartyKind.NATURAL]


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, masked_name(name)) if len(name) > 1 else text
    return without_numbers(text)


def shown(
    kind: str, values: Mapping[str, str], others: Versions = (), former: Former = NONE
) -> dict[str, str]:
    """Everything that may be shown, by code, in words; sealed fields are not among them.

    A natural person's name is masked wherever it stands, also inside sentences; any identity or
    mobile number in a sentence is taken out. 《个人信息保护法》第二十五条. A former version is
    shown as the strictest of it and `others`, which stand beside it. A name that was mended since
    (`former`) still stands in sentences, and is masked there as well.
    """
    names = _names(kind, [values, *others])
    hidden = [*names, *_former(kind, values, former)]
    found = {}
    for one in fields_of(kind):
        text = values.get(one.code, "")
        if one.is_sealed or not text or one.type == "paper":
            continue
        words = _without(in_words(one, text), hidden)
        if names and one.part.removeprefix("XDR_") in NOT_OF_PERSONS:
            words = HIDDEN
        if one.part == "XDR_MC":
            words = masked_name(text) if names else without_numbers(text)
        found[one.code] = words
    return found


def in_words(one: Field, text: str) -> str:
    """A kept value as people read it: labels for choices, 长期, amounts with their unit."""
    if one.choices:
        labels = dict(one.choices)
        parts = text.split(",") if one.type in SEVERAL else [text]
        return "、".join(labels.get(part, part) for part in parts)
    if one.type == "until" and text == FOREVER.isoformat():
        return "长期"
    if one.type in ("until", "date"):
        day = date.fromisoformat(text)
        return f"{day.year}年{day.month}月{day.day}日"
    return in_yuan(text) if one.type == "amount" else text


def corrections(kind: str, versions: Versions, former: Former = NONE) -> list[list[dict[str, str]]]:
    """What each correction changed: title, before, after. Takes the versions, newest first."""
    told = [
        (one, shown(kind, one, versions if at else (), former)) for at, one in enumerate(versions)
    ]
    return [
        [
            {"title": f.label, "before": before.get(f.code, ""), "after": after.get(f.code, "")}
            for f in fields_of(kind)
            if old.get(f.code) != new.get(f.code) and before.get(f.code) != after.get(f.code)
        ]
        for (new, after), (old, before) in pairwise(told)
    ]


def without_party(text: str, kind: str, *versions: Mapping[str, str], former: Former = NONE) -> str:
    """A sentence for everybody (why it was taken down): no name of a person, no number."""
    more = [name for one in versions for name in _former(kind, one, former)]
    return _without(text, [*_names(kind, versions), *more])
