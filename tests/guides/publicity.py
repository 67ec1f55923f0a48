"""Permits and penalties: 林书瑶's list and import, the office's periods, a public record."""

from tests.guides.camera import Studio, go, take

DRAFTER, OFFICE = "YX0317", "YX0001"


def tell(studio: Studio) -> None:
    """The list of the office, the import's first page, the table of periods, the public record."""
    desk = studio.desk_of(DRAFTER)
    go(desk, "双公示")
    take(desk, "publicity-list")
    desk.get_by_role("link", name="导入表格").click()
    take(desk, "publicity-upload")
    desk = studio.desk_of(OFFICE)
    go(desk, "双公示")
    desk.get_by_role("link", name="公示期设置").click()
    take(desk, "publicity-periods")
    page = studio.window()
    page.goto("/publicity/?kind=penalty")
    page.get_by_role("table").get_by_role("link").first.click()
    take(page, "publicity-record")
