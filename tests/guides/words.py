"""The words of the search: what residents ask in vain becomes a synonym."""

from tests.guides.camera import Studio, go, take

OFFICE = "YX0001"
ASKED = (("娃娃上学", 3), ("低保", 4), ("种地补钱", 2))


def tell(studio: Studio) -> None:
    """Residents ask; the openness office explains one of the words."""
    resident = studio.window()
    for word, times in ASKED:
        for _ in range(times):
            resident.goto(f"/search/?q={word}")
    resident.goto("/search/?q=低保")
    take(resident, "search-answer")
    desk = studio.desk_of(OFFICE)
    go(desk, "搜索用词")
    table = desk.get_by_role("table")
    take(desk, "words-in-vain", until=table, mark=table.get_by_role("link").first)
    desk.get_by_role("row", name="娃娃上学").get_by_role("link", name="做成同义词").click()
    desk.get_by_label("文件里的说法").fill("义务教育招生")
    take(desk, "words-synonym", until=desk.get_by_role("button", name="保存"))
