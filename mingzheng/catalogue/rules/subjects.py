"""Who owes an item: the words of 公开主体 and 公开层级 → organisations of the county.

Law: 《政府信息公开条例》第十条 (the maker discloses) and the level columns of the statutory table.
Nothing is guessed: a name that leads nowhere is returned in `unmatched` for a person to map.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingzheng.catalogue.rules.items import plain

# Words for every office of a level. Matched on the name without brackets and spaces.
TOWNS = re.compile(
    r"^(各|全[县区市])?(乡镇街道|镇街道?|乡镇?|镇|乡级|镇级|乡镇级|街道)"
    r"(人民)?(政府|办事处|办)?(街道办事处|街道办|街道|镇|乡)*(人民)?(政府|办事处)?$"
)
VILLAGES = re.compile(
    r"^(各|全[县区市])?(行政)?(村居?|村社区|社区|村级|居)(民)?(委会|委员会|两委)?"
    r"(社区|居委会|居民委员会)*$"
)
COUNTY = re.compile(r"^本?([县区市]|县区|[县区市]级|县区级)(人民)?政府$")
SPLIT = re.compile(r"[、，,;；\n/]|(?<=[局府处会站院])(?:和|及|或|以及)(?=[各县区市乡镇村街社])")
NOT_AN_OFFICE = frozenset({"", "无", "等"})

# name → (office pks, how) where how is "named", "alias", "class", or "" when nobody knows it.
Lookup = Callable[[str], tuple[Sequence[int], str]]


@dataclass(frozen=True)
class Office:
    """An organisation as these rules see it: where it stands and what it is."""

    pk: int
    level: str  # county | town | village
    kind: str
    path: str


@dataclass(frozen=True)
class Owed:
    """The answer for one item: office pk → basis, and the names nobody could place."""

    offices: Mapping[int, str]
    unmatched: tuple[str, ...]


class Directory:
    """The offices around one home organisation, and the names people use for them.

    `home` is the path of the organisation whose catalogue it is: 镇人民政府 in a town's own
    catalogue means that town; in the county's it means every town.
    """

    def __init__(self, home: str, offices: Sequence[Office], lookup: Lookup) -> None:
        self.home = home
        self.offices = offices
        self.lookup = lookup
        self._levels = {office.pk: office.level for office in offices}
        self._known: dict[tuple[str, tuple[str, ...]], Owed] = {}

    def owed_by(self, subject_text: str, levels: Sequence[str]) -> Owed:
        """The offices that owe an item with this 公开主体 and these 公开层级.

        Names first; a ticked level that no name covers is expanded over the offices of that level.
        """
        asked = (subject_text, tuple(levels))
        if asked not in self._known:
            self._known[asked] = self._owed_by(subject_text, levels)
        return self._known[asked]

    def _owed_by(self, subject_text: str, levels: Sequence[str]) -> Owed:
        found: dict[int, str] = {}
        unmatched: list[str] = []
        for name in split_subjects(subject_text):
            pks, basis = self._named(name)
            if not basis:
                unmatched.append(name)
            for pk in pks:
                found.setdefault(pk, basis)
        covered = {self._levels.get(pk) for pk in found}
        for level in levels:
            if level in ("town", "village") and level not in covered:
                for pk in self._of_level(level):
                    found.setdefault(pk, "level")
        return Owed(found, tuple(dict.fromkeys(unmatched)))

    def _named(self, name: str) -> tuple[Sequence[int], str]:
        # What a person has decided, and real names, come before the words for a class.
        pks, how = self.lookup(name)
        if how:
            return pks, how
        pks = self._of_class(plain(name))
        return (pks, "class") if pks else ((), "")

    def _of_class(self, bare: str) -> list[int]:
        if TOWNS.match(bare):
            return self._of_level("town")
        if VILLAGES.match(bare):
            return self._of_level("village")
        if COUNTY.match(bare):
            return [
                office.pk
                for office in self.offices
                if office.kind == "government" and self.home.startswith(office.path)
            ][-1:]
        return []

    def _of_level(self, level: str) -> list[int]:
        """Offices of a level: below home, else in home's own line, else beside home.

        The last is for a department, which has no towns of its own: it means the county's.
        """
        beside = self.home.rstrip("/").rpartition("/")[0] + "/"
        places: tuple[Callable[[str], bool], ...] = (
            lambda path: path.startswith(self.home),
            lambda path: self.home.startswith(path),
            lambda path: path.startswith(beside),
        )
        for inside in places:
            if found := [o.pk for o in self.offices if o.level == level and inside(o.path)]:
                return found
        return []


def split_subjects(text: str) -> list[str]:
    """公开主体 as single names in order: 县民政局、各乡（镇）人民政府（街道办） → two names."""
    joined = re.sub(r"[（(]([^（）()]{1,12})[）)]", _bracket, text)
    names = (part.strip(" 　。.") for part in SPLIT.split(joined))
    return list(dict.fromkeys(name for name in names if plain(name) not in NOT_AN_OFFICE))


def _bracket(match: re.Match[str]) -> str:
    # 乡（镇）人民政府（街道办事处）: the bracket names the other kind of the same class.
    inner = match[1]
    return inner if re.search(r"镇|乡|街道|居|社区|村", inner) else match[0]


def duties_of(
    rows: Iterable[tuple[int, str, Sequence[str]]], directory: Directory
) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]]]:
    """All duties and all gaps of an edition.

    Takes (item pk, 公开主体, 公开层级); returns (item pk, office pk, basis) and (item pk, name).
    """
    duties: list[tuple[int, int, str]] = []
    gaps: list[tuple[int, str]] = []
    for item, subject_text, levels in rows:
        owed = directory.owed_by(subject_text, levels)
        duties.extend((item, office, basis) for office, basis in owed.offices.items())
        gaps.extend((item, name) for name in owed.unmatched)
    return duties, gaps
