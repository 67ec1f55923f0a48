"""Rows of one item from several offices: are they the same, and what becomes of them. Pure.

《政府信息公开条例》第十条: whoever made the information discloses it, so that joining rows never
takes a duty from an office that reported it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingzheng.catalogue.rules.items import ItemContent

LEVEL_ORDER = ("county", "town", "village")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Variant:
    """One office's row of an item; `is_host` is the row that the merged catalogue has already."""

    office: int
    office_code: str
    label: str
    code: str
    content: ItemContent
    owed: frozenset[int] = frozenset()
    unmatched: tuple[str, ...] = ()
    is_host: bool = False

    @property
    def mark(self) -> str:
        """What the row says apart from who owes it: equal marks are joined without asking."""
        _, level1, level2 = self.content.key
        bare = self.content.having(
            level1=level1, level2=level2, subject_text="", post="", levels=()
        )
        return bare.fingerprint()

    @property
    def place(self) -> str:
        """How a decision names the row."""
        return f"{self.office_code}:{self.code}"


@dataclass(frozen=True)
class Decision:
    """What a person decided: a MergeChoice, and whose row ("office code:item code")."""

    choice: str
    chosen: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the merged catalogue: what it says, from which rows, owed by whom."""

    content: ItemContent
    sources: tuple[Variant, ...]
    owed: frozenset[int]


def grouped(variants: Iterable[Variant]) -> dict[Key, list[Variant]]:
    """Rows of the same item together: same field and names, however they are punctuated."""
    groups: dict[Key, list[Variant]] = {}
    for variant in variants:
        groups.setdefault(variant.content.key, []).append(variant)
    return groups


def question(variants: Sequence[Variant]) -> str:
    """What is asked, as a digest: the same rows ask the same, a changed row asks anew."""
    said = sorted({f"{one.place}:{one.mark}" for one in variants})
    return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


def settled(variants: Sequence[Variant], decision: Decision | None) -> list[Row] | None:
    """The rows that come of one item's variants; None when a person must decide first."""
    by_mark: dict[str, list[Variant]] = {}
    for one in variants:
        by_mark.setdefault(one.mark, []).append(one)
    if len(by_mark) == 1:
        return [_joined(variants, variants[0])]
    if len({one.office for one in variants}) == 1:
        return [_joined([one], one) for one in variants]  # its own rows, told apart by itself
    if decision is None:
        return None
    if decision.choice == "both":
        return [_joined(some, some[0]) for some in by_mark.values()]
    chosen = next((one for one in variants if one.place == decision.chosen), None)
    if chosen is None:
        return None
    if decision.choice == "join":
        return [_joined(variants, chosen)]
    return [_joined(by_mark[chosen.mark], chosen)]


def _joined(variants: Sequence[Variant], chosen: Variant) -> Row:
    ordered = sorted(variants, key=lambda one: (one is not chosen, not one.is_host))
    levels = {level for one in ordered for level in one.content.levels}
    posts = dict.fromkeys(post for one in ordered for post in one.content.post.split("、") if post)
    content = chosen.content.having(
        levels=tuple(level for level in LEVEL_ORDER if level in levels), post="、".join(posts)
    )
    owed = frozenset(pk for one in ordered for pk in (one.owed or {one.office}))
    return Row(content, tuple(variants), owed)


def subject_text(
    row: Row,
    owed_by: Callable[[str], tuple[frozenset[int], tuple[str, ...]]],
    classes: Mapping[str, frozenset[int]],
    names: Mapping[int, str],
) -> str:
    """公开主体 in words that mean the same offices above as they meant to those who wrote them.

    `owed_by` reads a text as the merged catalogue would; `classes` are words for whole classes of
    offices; `names` in the order in which they are listed. 《政府信息公开条例》第十条.
    """
    for text in dict.fromkeys(one.content.subject_text for one in row.sources):
        offices, unmatched = owed_by(text) if text else (frozenset(), ())
        if text and offices == row.owed and not unmatched:
            return text
    left, words = set(row.owed), []
    for text, members in classes.items():
        if len(members) > 1 and members <= left:
            words.append(text)
            left -= members
    single = [name for pk, name in names.items() if pk in left]
    open_names = dict.fromkeys(name for one in row.sources for name in one.unmatched)
    return "、".join([*single, *words, *open_names])


def where_from(row: Row) -> tuple[str, ...]:
    """The remark on a merged row that names its sources."""
    labels = list(dict.fromkeys(one.label for one in row.sources if not one.is_host))
    if not labels:
        return ()
    shown = "、".join(labels[:5]) + (f"等 {len(labels)} 个单位" if len(labels) > 5 else "")
    return (f"由{shown}报送" + ("，合成一条。" if len(row.sources) > 1 else "。"),)
