"""What there is to merge (汇总的材料): the rows that were sent, and the rows already there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import below
from mingzheng.accounts.states import Level
from mingzheng.catalogue.actions.duties import directory_for
from mingzheng.catalogue.models import Duty, Edition, Item, SubjectGap
from mingzheng.merging.rules import Variant
from mingzheng.rounds.models import Submission

CLASSES = (
    ("各乡镇人民政府（街道办事处）", Level.TOWN),
    ("各村（居）民委员会", Level.VILLAGE),
)
AT_ONCE = 400  # keys in one IN (…): below what SQLite takes
Reader = Callable[[str], tuple[frozenset[int], tuple[str, ...]]]


class Names:
    """The offices of the host, how it names them, and how it reads a 公开主体. Six queries."""

    def __init__(self, host: Organisation) -> None:
        offices = list(below(host))
        self.names = {one.pk: one.name for one in offices}
        self.directory = directory_for(host)
        self.classes = {
            words: frozenset(one.pk for one in offices if one.level == level)
            for words, level in CLASSES
        }

    def reader(self, levels: Sequence[str]) -> Reader:
        """How the merged catalogue would read a text: which offices, and which names it lacks."""

        def owed_by(text: str) -> tuple[frozenset[int], tuple[str, ...]]:
            owed = self.directory.owed_by(text, levels)
            return frozenset(owed.offices), owed.unmatched

        return owed_by


def sent(submissions: Sequence[Submission]) -> list[Variant]:
    """Every row of these submissions, in the order of offices and rows."""
    office_of = {one.edition_id: one.organisation for one in submissions if one.edition_id}
    items = list(
        Item.objects.filter(edition__in=list(office_of))
        .select_related("field")
        .order_by("edition__catalogue__organisation__path", "position", "pk")
    )
    owed, unmatched = _duties(items)
    return [_variant(item, office_of[item.edition_id], owed, unmatched) for item in items]


def present(host: Organisation, items: Iterable[Item]) -> dict[str, Variant]:
    """Rows of the merged catalogue as variants, by item code."""
    listed = list(items)
    owed, unmatched = _duties(listed)
    return {item.code: _variant(item, host, owed, unmatched, is_host=True) for item in listed}


def rows_of(edition: Edition) -> dict[str, Item]:
    """The rows of the merged catalogue by code."""
    items = edition.items.select_related("field").order_by("position", "pk")
    return {item.code: item for item in items}


def _variant(
    item: Item,
    office: Organisation,
    owed: Mapping[int, set[int]],
    unmatched: Mapping[int, list[str]],
    *,
    is_host: bool = False,
) -> Variant:
    return Variant(
        office=office.pk,
        office_code=office.code,
        label=f"{office.label}目录现有" if is_host else office.label,
        code=item.code,
        content=item.content,
        owed=frozenset(owed.get(item.pk, ())),
        unmatched=tuple(unmatched.get(item.pk, ())),
        is_host=is_host,
    )


def _duties(items: Sequence[Item]) -> tuple[dict[int, set[int]], dict[int, list[str]]]:
    owed: dict[int, set[int]] = defaultdict(set)
    unmatched: dict[int, list[str]] = defaultdict(list)
    keys = [item.pk for item in items]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        duties = Duty.objects.filter(item__in=some)
        for pk, office in duties.values_list("item_id", "organisation_id"):
            owed[pk].add(office)
        gaps = SubjectGap.objects.filter(item__in=some)
        for pk, text in gaps.values_list("item_id", "text"):
            unmatched[pk].append(text)
    return owed, unmatched
