"""The offices of the invented county 云溪县: 33 departments, 24 towns, 105 villages.

Area code 990101 and every code built on it are well-formed and belong to no place: no province
has the number 99.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingzheng.accounts.rules import credit_code_check

DATA = Path(__file__).parent / "data"
SCALES = ("small", "county", "large")
COUNTY_CODE = "YX"
COUNTY_NAME = "云溪县"
AREA_CODE = "990101"

# GB 32100-2015 table 2: registration office and kind of body, the first two characters.
_REGISTERED_AS = {
    "government": "11",
    "department": "11",
    "town": "11",
    "street": "11",
    "village": "54",
    "community": "55",
}
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997

# What phrases of 公开主体 mean that name a class of offices, not one (AliasScope).
CLASS_ALIASES = {"县政府各部门": "departments", "县级各部门": "departments"}


@dataclass(frozen=True)
class Organisation:
    """One office (单位). `function` holds its functions joined by 、 as 公开主体 names them."""

    code: str
    name: str
    short_name: str
    level: str  # county | town | village
    kind: str  # government | department | town | street | village | community
    function: str
    credit_code: str
    area_code: str
    parent: str
    address: str
    phone: str
    aliases: tuple[str, ...] = ()


def organisations(scale: str = "county") -> list[Organisation]:
    """The county and its offices, parents before children.

    Takes small (8 departments, 4 towns, 10 villages), county or large (all 163 for both).
    ValueError for any other scale.
    """
    if scale not in SCALES:
        raise ValueError(f"规模只有 {'、'.join(SCALES)}，没有“{scale}”。")
    everything = _all()
    return everything if scale != "small" else [o for o in everything if o.code in _small_codes()]


def office(code: str) -> Organisation:
    """The organisation with this code; KeyError if the county has none."""
    return _by_code()[code]


def credit_code(kind: str, area_code: str, serial: int) -> str:
    """A 统一社会信用代码 with valid check characters that no real body has.

    Takes the kind of organisation, a 6-digit area code and a running number below 10^8.
    Source: GB 32100-2015, its middle part GB 11714-1997.
    """
    body = f"{serial:08}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _BODY_WEIGHTS, strict=True))
    check = "0123456789X0"[11 - total % 11]
    stem = _REGISTERED_AS[kind] + area_code + body + check
    return stem + credit_code_check(stem)


@cache
def _by_code() -> dict[str, Organisation]:
    return {organisation.code: organisation for organisation in _all()}


@cache
def _all() -> list[Organisation]:
    return [_county(), *_departments(), *_towns(), *_villages()]


@cache
def _small_codes() -> frozenset[str]:
    rows = [*rows_of("departments"), *rows_of("towns"), *rows_of("villages")]
    return frozenset({COUNTY_CODE} | {row["code"] for row in rows if row["small"] == "1"})


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one file of the demo's data folder, by its name without .csv."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _county() -> Organisation:
    return Organisation(
        code=COUNTY_CODE,
        name="云溪县人民政府",
        short_name="县政府",
        level="county",
        kind="government",
        function="",
        credit_code=credit_code("government", AREA_CODE, 10),
        area_code=AREA_CODE,
        parent="",
        address="云溪县云溪街道政务路1号",
        phone=_phone(0),
        aliases=("县人民政府", "云溪县政府", "云溪县"),
    )


def _departments() -> list[Organisation]:
    return [
        Organisation(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            level="county",
            kind="department",
            function=row["function"],
            credit_code=credit_code("department", AREA_CODE, 100 + number),
            area_code=AREA_CODE,
            parent=COUNTY_CODE,
            address=f"云溪县云溪街道{row['address']}",
            phone=_phone(number),
            aliases=_department_names(row),
        )
        for number, row in enumerate(rows_of("departments"), start=1)
    ]


def _department_names(row: dict[str, str]) -> tuple[str, ...]:
    written = [row["short_name"], *filter(None, row["aliases"].split(";"))]
    with_county = [f"县{name}" for name in written if not name.startswith(("县", COUNTY_NAME))]
    taken = {row["name"], row["short_name"]}
    return tuple(name for name in dict.fromkeys(written[1:] + with_county) if name not in taken)


def _towns() -> list[Organisation]:
    return [
        Organisation(
            code=row["code"],
            name=_town_name(row),
            short_name=row["short_name"],
            level="town",
            kind=row["kind"],
            function="",
            credit_code=credit_code(row["kind"], AREA_CODE, 1000 + number),
            area_code=AREA_CODE + row["area_suffix"],
            parent=COUNTY_CODE,
            address=f"云溪县{row['short_name']}{row['short_name'].rstrip('街道镇乡')}路1号",
            phone=_phone(100 + number),
            aliases=_town_names(row),
        )
        for number, row in enumerate(rows_of("towns"), start=1)
    ]


def _town_name(row: dict[str, str]) -> str:
    ending = "办事处" if row["kind"] == "street" else "人民政府"
    return f"{COUNTY_NAME}{row['short_name']}{ending}"


def _town_names(row: dict[str, str]) -> tuple[str, ...]:
    if row["kind"] == "street":
        return (f"{row['short_name']}办事处", f"{row['short_name']}办")
    return (f"{row['short_name']}人民政府", f"{row['short_name']}政府")


def _villages() -> list[Organisation]:
    towns = {town.code: town for town in _towns()}
    return [
        _village(row, towns[row["code"].partition("-")[0]], number)
        for number, row in enumerate(rows_of("villages"), start=1)
    ]


def _village(row: dict[str, str], town: Organisation, number: int) -> Organisation:
    ending = "民委员会" if row["kind"] == "village" else "居民委员会"

    alias = row["short_name"] + ("委会" if row["kind"] == "village" else "居委会")
    return Organisation(
        code=row["code"],
        name=f"{COUNTY_NAME}{town.short_name}{row['short_name']}{ending}",
        short_name=row["short_name"],
        level="village",
        kind=row["kind"],
        function="",
        credit_code=credit_code(row["kind"], AREA_CODE, 20000 + number),
        area_code=town.area_code + row["area_suffix"],
        parent=town.code,
        address=f"云溪县{town.short_name}{row['short_name']}1号",
        phone=_phone(500 + number),
        aliases=(alias,),
    )


def _phone(number: int) -> str:
    # The area 0000 is given to nobody; the demo must never ring at somebody's desk.
    return f"0000-{number:07}"
