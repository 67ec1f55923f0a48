"""An office with duties, a guide, leaders, a division and a grid, through the real deeds."""

import io

from PIL import Image

from mingzheng.accounts.models import Organisation, Person
from mingzheng.profiles.actions.writing import save_guide, save_officer, save_profile, save_unit
from mingzheng.profiles.models import Officer, Unit
from mingzheng.profiles.states import UnitKind


def a_unit(
    office: Organisation, by: Person, name: str = "第一网格", kind: str = UnitKind.GRID
) -> Unit:
    """A grid, unless told otherwise."""
    values = {"kind": kind, "name": name, "area": "和平路 1 号至 35 号", "phone": "0000-7654321"}
    return save_unit(Unit(organisation=office), values, by=by)


def an_officer(
    office: Organisation, by: Person, name: str = "周以宁", post: str = "局长", **values: object
) -> Officer:
    """A leader, unless told otherwise."""
    said = {"name": name, "post": post, "is_leader": True} | values
    return save_officer(Officer(organisation=office), said, by=by)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (480, 640), **said: object) -> bytes:
    """A grey picture; `said` goes to the writer, EXIF for instance."""
    out = io.BytesIO()
    Image.new("RGB", size, "#9db8d0").save(out, kind, **said)
    return out.getvalue()


def a_profile(office: Organisation, by: Person) -> Unit:
    """Everything the law asks an office to say; returns its grid."""
    save_profile(office, {"duties": "负责全县社会救助。\n负责全县养老服务。"}, by=by)
    save_guide(office, {"classification": "机构职能、政策文件", "phone": "0000-1234567"}, by=by)
    a_unit(office, by, "社会救助股", UnitKind.DIVISION)
    grid = a_unit(office, by)
    an_officer(office, by)
    an_officer(office, by, "林书瑶", "网格员", is_leader=False, unit=grid)
    return grid
