"""Things of the first office in the world of the access table: old articles, an officer."""

from mingzheng.accounts.models import Organisation, Person
from mingzheng.backfile import actions as backfile
from mingzheng.backfile.models import ArticleBatch
from mingzheng.columns.models import Column
from mingzheng.profiles.actions.portraits import put_photo
from mingzheng.profiles.actions.writing import save_officer, save_unit
from mingzheng.profiles.models import Officer, Unit
from mingzheng.profiles.tests.factories import a_picture


def old_articles(people: dict[str, Person], secret: str) -> ArticleBatch:
    """An upload of old articles for the first office, not confirmed."""
    clerk = people["clerk"]
    column = Column.objects.filter(organisation=clerk.organisation, slug="news").get()
    data = f"标题,日期,正文\n{secret},2020-1-1,{secret}\n".encode()
    one = backfile.receive(clerk.organisation, column, f"{secret}.csv", data, by=people["office"])
    backfile.read(one)
    return one


def an_officer(clerk: Person, office: Organisation) -> Officer:
    """Somebody of the first office whom the public may see, in a grid."""
    grid = save_unit(
        Unit(organisation=office),
        {"kind": "grid", "name": "第一网格", "area": "和平路 1 号至 35 号"},
        by=clerk,
    )
    said = {"name": "周以宁", "post": "网格员", "unit": grid}
    made = save_officer(Officer(organisation=office), said, by=clerk)
    put_photo(made, "a.png", a_picture(), has_consent=True, by=clerk)
    return made
