"""What staff see of manuscripts, and what waits for whom."""

import pytest

from mingzheng.accounts.tests.factories import a_person
from mingzheng.newsroom import queries
from mingzheng.publishing.actions import reviewing
from mingzheng.publishing.states import ManuscriptState as S
from mingzheng.publishing.tests.factories import a_manuscript, anew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_people_see_the_drafts_of_their_offices_only(room):
    made = a_manuscript(room)

    for person in (room.drafter, room.signer, room.openness, room.supervisor):
        assert list(queries.visible_to(person)) == [made]
        assert list(queries.articles_seen_by(person)) == [made.article]
    for person in (room.stranger, a_person("system_admin", room.county)):
        assert list(queries.visible_to(person)) == []
    assert list(queries.offices_to_write_for(room.drafter)) == [room.office]


def test_what_waits_is_found_for_whose_turn_it_is(room):
    made = a_manuscript(room, at=S.SECOND)

    assert queries.waiting_for(room.second) == [made]
    assert queries.waiting_for(room.first) == []  # passed it before
    assert queries.waiting_for(room.secrecy) == []


def test_what_was_sent_back_waits_for_whoever_drafted_it(room):
    made = a_manuscript(room, at=S.SECRECY)
    reviewing.send_back(made, by=room.secrecy, note="第二段点了涉密单位的名")

    assert queries.waiting_for(room.drafter) == [anew(made)]
