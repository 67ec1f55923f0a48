"""Major decisions: the catalogue, a matter under consultation on the desk, and in public."""

from tests.guides.camera import Studio, go, take

DECIDER = "YX0006"
MATTER = "居家养老服务补贴办法"


def tell(studio: Studio) -> None:
    """虞怀谷 of the decision office looks at the year's catalogue and at one of its matters."""
    desk = studio.desk_of(DECIDER)
    go(desk, "重大决策")
    desk.get_by_role("link", name="年度目录").last.click()
    desk.get_by_role("table").get_by_role("link").first.click()
    take(desk, "decisions-catalogue")
    go(desk, "重大决策")
    desk.get_by_role("link", name=MATTER).click()
    take(desk, "decisions-case")
    page = studio.window()
    page.goto("/decisions/")
    page.get_by_role("link", name=MATTER).click()
    take(page, "decisions-public")
