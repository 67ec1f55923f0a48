"""Articles that fulfil a due whose item asks for channels."""

from datetime import date

from django.utils import timezone

from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.actions.items import save_item
from mingzheng.catalogue.rules.items import Choice
from mingzheng.catalogue.tests.factories import content as row
from mingzheng.dues import actions as dues
from mingzheng.publishing.models import Article
from mingzheng.publishing.tests.factories import Newsroom, an_article, content
from mingzheng.standards.actions import load_starter

BOARD = "社区/企事业单位/村公示栏（电子屏）"
WORDS = ("政府网站", "两微一端", BOARD, "精准推送")


def an_item(room: Newsroom, words=WORDS, *, optional=("纸质媒体",)) -> str:
    """The code of an item in force that the office owes, with these channels."""
    load_starter()
    edition = editions.open_draft(room.office, by=room.drafter)
    channels = [Choice(word) for word in words] + [Choice(word, "optional") for word in optional]
    item = save_item(edition, row(channels=tuple(channels)), by=room.drafter)
    editions.submit(edition, by=room.drafter)
    editions.pass_review(edition, by=room.first)
    editions.approve(
        edition, by=room.openness, approval_number="1号", effective_on=date(2026, 1, 1)
    )
    dues.tick(timezone.localdate())
    return item.code


def a_due_article(room: Newsroom, code: str, **said) -> Article:
    """A released article that fulfils the item."""
    return an_article(room, content(room, items=(code,), **said))
