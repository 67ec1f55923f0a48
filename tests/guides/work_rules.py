"""Work rules: 林书瑶 looks at the rules of her office and begins to change them."""

from tests.guides.camera import Studio, go, take

DRAFTER = "YX0317"


def tell(studio: Studio) -> None:
    """The rules in force, then the next draft with its general rule open."""
    desk = studio.desk_of(DRAFTER)
    go(desk, "工作规则")
    desk.get_by_role("table").get_by_role("link").first.click()
    take(desk, "rules")
    desk.get_by_role("button", name="起草新版").click()
    desk.get_by_role("link", name="修改", exact=True).first.click()
    take(desk, "rules-edit")
