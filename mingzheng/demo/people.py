"""The staff of 云溪县: invented people in every role (岗位), and where they serve."""

from dataclasses import dataclass

from mingzheng.demo.places import organisations, rows_of


@dataclass(frozen=True)
class Membership:
    """A role held in one organisation and below; `role` is a name of posts/roles.py."""

    organisation: str
    role: str


@dataclass(frozen=True)
class Person:
    """One member of staff: `home` is the office where the person works, `title` the post."""

    username: str
    name: str
    home: str
    title: str
    memberships: tuple[Membership, ...]


def people(scale: str = "county") -> list[Person]:
    """Everybody who works in the offices of this scale, in order of username.

    Takes a scale of `places.SCALES`; ValueError for any other. Roles of the county (政务公开办,
    签发, 保密审查, 监督员, 三员) are held at the county itself and reach every office.
    """
    there = {organisation.code for organisation in organisations(scale)}
    rows = [row for row in rows_of("people") if row["home"] in there]
    return sorted((_person(row) for row in rows), key=lambda person: person.username)


def _person(row: dict[str, str]) -> Person:
    return Person(
        username=row["username"],
        name=row["name"],
        home=row["home"],
        title=row["title"],
        memberships=(Membership(row["organisation"], row["role"]),),
    )
