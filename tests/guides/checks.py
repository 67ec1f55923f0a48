"""Checks before publishing: a clerk tries a text, the openness office keeps the words."""

from tests.guides.camera import Studio, go, take

OFFICE, CLERK = "YX0001", "YX0317"
TEXT = """关于公布临时救助对象名单的公告
经审核，张小满（身份证号110101199003070038，手机13812345678）等12户符合条件。
截止2026年5月底，办理帐户变更后发放。
"""


def tell(studio: Studio) -> None:
    """A text is tried before it is entered anywhere; a word is added to the list."""
    desk = studio.desk_of(CLERK)
    go(desk, "发布前检查")
    desk.get_by_label("文字").fill(TEXT)
    desk.get_by_role("button", name="检查", exact=True).click()
    take(desk, "checks-try", until=desk.get_by_role("heading", name="照建议改过的"))
    desk = studio.desk_of(OFFICE)
    go(desk, "发布前检查")
    desk.get_by_role("link", name="词库", exact=True).click()
    desk.get_by_role("link", name="公文常见错误").click()
    desk.get_by_role("link", name="增加词").click()
    desk.get_by_label("查什么词").fill("竟争")
    desk.get_by_label("应当怎么写").fill("竞争")
    desk.get_by_label("这样用不算错").fill("究竟争")
    take(desk, "checks-word", until=desk.get_by_role("button", name="保存"))
