"""Believable catalogues (公开事项目录) of the demo county, of its towns and of six departments.

The same scale always gives the same items: what looks like chance is fixed by names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mingzheng.demo.adjustments import NextEdition, changes
from mingzheng.demo.places import Organisation, office, organisations, rows_of
from mingzheng.demo.rows import SUBJECTS, DemoItem, all_items, chance_of, own_item

__all__ = ["DemoItem", "NextEdition", "changes", "county_items", "organisation_items"]

SMALL_ITEMS_A_FIELD = 10
# A town leaves out some rows of the common list, but never the first: budget and who does what.
ALWAYS_IN_A_TOWN = 4
# Departments with a catalogue of their own, and the field their general items stand in.
OWN_CATALOGUES = {
    "YX03": "23",
    "YX04": "24",
    "YX08": "20",
    "YX11": "18",
    "YX12": "01",
    "YX14": "09",
}


def county_items(scale: str = "county") -> list[DemoItem]:
    """The county's catalogue in field order.

    Takes a scale of `places.SCALES`; "small" keeps only what its eight departments, the towns and
    the villages owe, about 150 items. ValueError for any other scale.
    """
    offices = organisations(scale)
    items = all_items()
    if scale != "small":
        return items
    return _some_of_each_field(item for item in items if _somebody_owes(item, offices))


def organisation_items(code: str, scale: str = "county") -> list[DemoItem]:
    """The own small catalogue of one office: each town's, and six departments'.

    Takes an organisation code; [] for an office without a catalogue of its own or outside the
    scale. KeyError if the county has no such office.
    """
    owner = office(code)
    if owner not in organisations(scale):
        return []
    if owner.level == "town":
        return _town_items(owner)
    if owner.code in OWN_CATALOGUES:
        return _department_items(owner)
    return []


def _department_items(owner: Organisation) -> list[DemoItem]:
    rows = [row for row in rows_of("department_items") if row["office"] in ("", owner.code)]
    return [own_item(row, owner, OWN_CATALOGUES[owner.code]) for row in rows]


def _town_items(town: Organisation) -> list[DemoItem]:
    rows = [row for row in rows_of("town_items") if row["kind"] in ("", town.kind)]
    chance = chance_of(town.code)
    left_out = chance.sample(range(ALWAYS_IN_A_TOWN, len(rows)), k=chance.randint(3, 7))
    return [own_item(row, town) for n, row in enumerate(rows) if n not in left_out]


def _somebody_owes(item: DemoItem, offices: Sequence[Organisation]) -> bool:
    names = {name for one in offices for name in (one.short_name, *one.aliases)}
    functions = {f"县级{word}部门" for one in offices for word in one.function.split("、")}
    known = names | functions | set(SUBJECTS.values())
    return all(name in known for name in item.subject_text.split("、"))


def _some_of_each_field(items: Iterable[DemoItem]) -> list[DemoItem]:
    by_field: dict[str, list[DemoItem]] = defaultdict(list)
    for item in items:
        by_field[item.field_code].append(item)
    return [item for code in sorted(by_field) for item in _spread(by_field[code])]


def _spread(items: list[DemoItem]) -> list[DemoItem]:
    # Every n-th row, so that a field keeps its first and its last groups.
    step = max(1.0, len(items) / SMALL_ITEMS_A_FIELD)
    return [items[int(n * step)] for n in range(min(len(items), SMALL_ITEMS_A_FIELD))]
