"""A county with offices and people, made by the real actions; other rooms' tests use it too."""

from mingzheng.accounts import actions
from mingzheng.accounts.models import Organisation, Person
from mingzheng.accounts.states import Kind, Level
from mingzheng.posts.actors import COMMAND_LINE

PASSWORD = "Yunxi-2026-rain"


def _next_code(prefix: str) -> str:
    return f"{prefix}{Organisation.objects.count() + 1:03d}"


def an_organisation(name: str, *, parent: Organisation | None, **fields) -> Organisation:
    """Any organisation; the code counts up unless given."""
    fields.setdefault("code", _next_code("ORG"))
    return actions.create_organisation(by=COMMAND_LINE, name=name, parent=parent, **fields)


def a_county(code: str = "YX", name: str = "云溪县人民政府") -> Organisation:
    """The county government, the root of the tree; the same one when asked again."""
    known = Organisation.objects.filter(code=code).first()
    return known or an_organisation(
        name, parent=None, code=code, level=Level.COUNTY, kind=Kind.GOVERNMENT, short_name="县政府"
    )


def a_department(
    name: str = "云溪县民政局",
    *,
    function: str = "民政",
    county: Organisation | None = None,
    **fields,
) -> Organisation:
    """A department of the county, e.g. 民政局."""
    parent = county or a_county()
    fields = {"level": Level.COUNTY, "kind": Kind.DEPARTMENT, "function": function} | fields
    return an_organisation(name, parent=parent, **fields)


def a_town(
    name: str = "柳溪镇人民政府", *, county: Organisation | None = None, **fields
) -> Organisation:
    """A town of the county, e.g. 柳溪镇."""
    fields = {"level": Level.TOWN, "kind": Kind.TOWN} | fields
    return an_organisation(name, parent=county or a_county(), **fields)


def a_village(
    name: str = "东桥村村民委员会", *, town: Organisation | None = None, **fields
) -> Organisation:
    """A village of a town, e.g. 东桥村."""
    fields = {"level": Level.VILLAGE, "kind": Kind.VILLAGE} | fields
    return an_organisation(name, parent=town or a_town(), **fields)


def a_person(
    role: str | None = "drafter",
    organisation: Organisation | None = None,
    *,
    name: str = "林书瑶",
    username: str | None = None,
    at: Organisation | None = None,
) -> Person:
    """Somebody who has signed in once and holds a role (none: no role) in the organisation.

    `at` is where the role holds, when that is not the home organisation.
    """
    home = organisation or a_county()
    person, _ = actions.create_person(
        by=COMMAND_LINE,
        username=username or f"YX{Person.objects.count() + 1:04d}",
        name=name,
        organisation=home,
    )
    actions.change_password(person, PASSWORD)
    if role:
        actions.grant_membership(
            person, role=role, organisation=at or home, by=COMMAND_LINE, reason="测试"
        )
    return Person.objects.get(pk=person.pk)
