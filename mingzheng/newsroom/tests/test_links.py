"""Links leak no title of another office's draft; who is asked to interpret may read and link."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_person
from mingzheng.core import trace
from mingzheng.core.access import Blocked
from mingzheng.publishing.actions import drafting
from mingzheng.publishing.models import Revision
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import a_column, a_manuscript, anew, content, policy
from mingzheng.texts.rules.content import Tie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
SECRET = "云溪县临时救助办法"


def at(name: str, manuscript, *args) -> str:
    return reverse(f"newsroom:{name}", args=[manuscript.pk, *args])


@pytest.fixture
def theirs(room):
    """A draft of the town, which knows nothing of the office's drafts."""
    made = drafting.open_article(room.town, by=room.stranger)
    said = content(room, "我镇的解读", columns=(), kind="interpretation", form="text")
    drafting.save_revision(made, said, by=room.stranger, base=0)
    return anew(made)


def test_a_draft_of_another_office_and_one_that_is_not_there_are_refused_alike(
    room, theirs, at_desk, words
):
    draft = a_manuscript(room, said=policy(room))
    clerk = at_desk(room.stranger)

    answers = []
    for code in (draft.article.code, "nowhere2"):
        sent = {"relation": "interprets", "article": code, "revision": 1}
        answers.append(words(clerk.post(at("links", theirs), sent), 409).replace(code, "X"))

    assert answers[0] == answers[1]
    assert "没有短网址是“X”的信息" in answers[0]
    assert SECRET not in words(clerk.get(at("links", theirs)))
    assert Revision.objects.filter(manuscript=theirs).count() == 1


def test_titles_of_what_may_be_seen_no_longer_are_not_shown(room, theirs, at_desk, words):
    """A link made while it was allowed stays; the title does not follow it."""
    draft = a_manuscript(room, said=policy(room))
    clerk, drafter = at_desk(room.stranger), at_desk(room.drafter)
    drafter.post(at("interpreter", draft), {"office": room.town.pk})
    put = {"relation": "interprets", "article": draft.article.code, "revision": 1}
    clerk.post(at("links", theirs), put)
    assert SECRET in words(clerk.get(at("links", theirs)))

    drafter.post(at("interpreter", draft), {"office": ""})

    for page in ("links", "manuscript", "compare"):
        assert SECRET not in words(clerk.get(at(page, theirs)))


def test_the_office_that_is_asked_reads_the_text_and_links_it(room, theirs, at_desk, words):
    draft = a_manuscript(room, at=S.FIRST, said=policy(room))
    clerk = at_desk(room.stranger)
    for name in ("preview", "manuscript"):
        assert clerk.get(at(name, draft)).status_code == 404

    asked = at_desk(room.drafter).post(
        at("interpreter", draft), {"office": room.town.pk}, follow=True
    )

    assert "已请柳溪镇解读" in words(asked).replace("人民政府", "")
    assert trace.history(draft).last().step == "ask_to_interpret"
    assert SECRET in words(clerk.get(reverse("newsroom:manuscripts")))
    page = words(clerk.get(at("preview", draft)))
    assert "请您单位解读这份稿件" in page
    assert "便民服务点" in page
    for name in ("manuscript", "edit", "compare", "links"):
        assert clerk.get(at(name, draft)).status_code == 404
    put = {"relation": "interprets", "article": draft.article.code, "revision": 1}
    assert f"解读《{SECRET}》" in words(clerk.post(at("links", theirs), put, follow=True))


def test_only_its_own_writers_ask_and_only_while_it_is_on_its_way(room, theirs, at_desk, words):
    draft = a_manuscript(room, said=policy(room))
    url = at("interpreter", draft)

    assert at_desk(room.stranger).post(url, {"office": room.town.pk}).status_code == 404
    assert at_desk(room.first).post(url, {"office": room.town.pk}).status_code == 403
    assert "没有这个单位" in words(at_desk(room.drafter).post(url, {"office": 99999}), 409)
    done = a_manuscript(room, at=S.PUBLISHED)
    refused = at_desk(room.drafter).post(at("interpreter", done), {"office": room.town.pk})
    assert "已经办完" in words(refused, 409)


def test_a_link_that_was_there_does_not_hold_a_correction_up(room, theirs):
    """Only what is new in a revision is asked about."""
    draft = a_manuscript(room, said=policy(room))
    draft.article.interpreter = room.town
    draft.article.save()
    tie = Tie("interprets", draft.article.code)
    said = content(room, "我镇的解读", columns=(), kind="interpretation", form="text", ties=(tie,))
    drafting.save_revision(theirs, said, by=room.stranger, base=1)
    draft.article.interpreter = None
    draft.article.save()

    changed = content(room, "解读", columns=(), kind="interpretation", form="text", ties=(tie,))
    assert drafting.save_revision(anew(theirs), changed, by=room.stranger, base=2)
    more = (tie, Tie("cites", draft.article.code))
    with pytest.raises(Blocked, match="没有短网址"):
        drafting.save_revision(
            anew(theirs), content(room, columns=(), ties=more), by=room.stranger, base=3
        )


def test_a_colleague_of_the_county_reads_what_was_asked_of_a_department(room, at_desk, words):
    """A department links its interpretation to a policy of the government above it."""
    clerk = a_person("drafter", room.county, name="纪云舟")
    county = drafting.open_article(room.county, by=clerk)
    said = policy(room, columns=(a_column(room.county, "policies").pk,))
    drafting.save_revision(county, said, by=clerk, base=0)
    at_desk(clerk).post(at("interpreter", county), {"office": room.office.pk})
    made = a_manuscript(room, said=content(room, "解读"))

    put = {"relation": "interprets", "article": county.article.code, "revision": 1}
    page = words(at_desk(room.drafter).post(at("links", made), put, follow=True))

    assert f"解读《{SECRET}》" in page
