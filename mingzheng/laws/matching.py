"""From a cited name to the register (对法规): a few laws looked up at once, then plain rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from mingzheng.laws.models import Law, LawVersion
from mingzheng.laws.rules.citations import Cited
from mingzheng.laws.rules.standing import Version, standing
from mingzheng.laws.rules.titles import law_key, number_key
from mingzheng.laws.states import Flag

AT_ONCE = 400  # keys in one statement: below what either database takes


@dataclass(frozen=True)
class Found:
    """What the register says of one citation."""

    law: Law | None
    version: LawVersion | None
    flag: Flag


class Matcher:
    """Knows the laws that some citations may mean. Six queries for up to 400 names."""

    def __init__(self, cited: Iterable[Cited]) -> None:
        listed = list(cited)
        keys = sorted({law_key(one.title) for one in listed if one.title})
        numbers = sorted({number_key(one.number) for one in listed if one.number})
        self._by_key: dict[str, Law] = {}
        self._by_number: dict[str, Law] = {}
        self._read(Q(key__in=part) | Q(aliases__key__in=part) for part in _parts(keys))
        self._read(Q(versions__number_key__in=part) for part in _parts(numbers))

    def _read(self, conditions: Iterable[Q]) -> None:
        for condition in conditions:
            laws = Law.objects.filter(condition).distinct()
            for law in laws.prefetch_related("versions", "aliases"):
                self._by_key[law.key] = law
                self._by_key |= {alias.key: law for alias in law.aliases.all()}
                self._by_number |= {v.number_key: law for v in law.versions.all() if v.number_key}

    def find(self, cited: Cited) -> Found:
        """The law and the version that a citation means, by name first, then by 文号."""
        law = self._by_key.get(law_key(cited.title)) if cited.title else None
        law = law or (self._by_number.get(number_key(cited.number)) if cited.number else None)
        if law is None:
            return Found(None, None, Flag.UNKNOWN)
        rows = {row.pk: row for row in law.versions.all()}
        versions = [Version(v.pk, v.version_on, v.number, v.status) for v in rows.values()]
        flag, meant = standing(versions, number=cited.number, on=cited.on, year=cited.year)
        flag = Flag.REPEALED if law.repealed_on else flag
        return Found(law, rows[meant.pk] if meant else None, Flag(flag))


def _parts(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)]
