"""The first page of the desk: what waits, the menu, and that it stays cheap."""

import json
from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from mingzheng.accounts.tests.factories import PASSWORD, a_county, a_department, a_person
from mingzheng.catalogue.actions import editions
from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast, an_edition
from mingzheng.core import trace
from mingzheng.workbench import desk, menu, waiting
from mingzheng.workbench.rows import grouped, tallies
from mingzheng.workbench.waiting import Waiting

pytestmark = pytest.mark.django_db


def waits(light: str, *, due_on: date | None = None, used=None, total=None, title="事") -> Waiting:
    return Waiting("catalogue", light, title, "/x/", "", "审核", "发改局", due_on, used, total)


def test_a_visitor_is_sent_to_sign_in(client):
    for name in ("todo", "events", "seals"):
        answer = client.get(reverse(f"workbench:{name}"))
        assert answer["Location"].startswith(reverse("account_login"))


def test_a_draft_waits_for_its_clerk_and_nobody_else(client):
    bureau = a_department("云溪县农业农村局")
    clerk = a_person("drafter", bureau, name="林书瑶")
    other = a_person("drafter", a_department("云溪县民政局"), name="陈立新")
    editions.open_draft(bureau, by=clerk)

    client.force_login(clerk)
    mine = client.get("/desk/").content.decode()
    client.force_login(other)
    theirs = client.get("/desk/").content.decode()

    assert "林书瑶，有 1 件等着办" in mine
    assert "填好后送审" in mine
    assert "陈立新，手上没有要办的事" in theirs
    assert "农业农村局公开事项目录" not in theirs


def test_a_draft_that_came_back_asks_to_be_corrected(client):
    cast = a_cast()
    edition = an_edition(cast, at=EditionState.REVIEW)
    editions.send_back(edition, by=cast.reviewer, note="缺办理地点。")

    client.force_login(cast.drafter)

    assert "改好再送审" in client.get("/desk/").content.decode()


def section(html: str, name: str) -> str:
    """The part of the page under one heading."""
    return html.split(f'<h2 id="{name}"')[1].split("</section>")[0]


def todo_of(client, person) -> str:
    client.force_login(person)
    return client.get("/desk/").content.decode()


def test_what_came_back_shows_the_opinion_to_its_office_alone(client):
    cast = a_cast()
    edition = an_edition(cast, at=EditionState.APPROVAL)
    editions.reject(edition, by=cast.openness, note="第 2 项缺办理地点。")

    mine = section(todo_of(client, cast.drafter), "back")

    assert edition.title in mine
    assert "第 2 项缺办理地点。" in mine
    assert "孟长河" in mine
    assert "没有退回的件" in section(todo_of(client, cast.stranger), "back")


def test_what_was_corrected_and_sent_again_has_not_come_back(client):
    cast = a_cast()
    edition = an_edition(cast, at=EditionState.REVIEW)
    editions.send_back(edition, by=cast.reviewer, note="缺办理地点。")
    editions.submit(edition, by=cast.drafter)

    assert "没有退回的件" in section(todo_of(client, cast.drafter), "back")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (EditionState.DRAFT, "没有送出去的件"),
        (EditionState.REVIEW, "等审核"),
        (EditionState.APPROVAL, "等政务公开办批复"),
        (EditionState.IN_FORCE, "起施行"),
    ],
)
def test_what_i_sent_says_where_it_stands(client, at, words):
    cast = a_cast()
    an_edition(cast, at=at)

    assert words in section(todo_of(client, cast.drafter), "sent")
    assert "没有送出去的件" in section(todo_of(client, cast.stranger), "sent")


def test_what_i_withdrew_is_sent_no_longer(client):
    cast = a_cast()
    editions.withdraw(an_edition(cast, at=EditionState.REVIEW), by=cast.drafter)

    html = todo_of(client, cast.drafter)

    assert "没有送出去的件" in section(html, "sent")
    assert "没有退回的件" in section(html, "back")


def test_signing_in_is_nothing_i_did(client):
    clerk = a_person("drafter", a_department(), username="YX0317")
    client.post("/sign-in/", {"login": clerk.username, "password": PASSWORD})

    assert trace.history(clerk).filter(step="sign_in").exists()
    done = section(client.get("/desk/").content.decode(), "latest")
    assert "修改密码" in done  # the factory's person has done that
    assert "登录" not in done


def test_who_sends_nothing_is_spared_the_lists(client):
    assert "我送出去的" not in todo_of(client, a_person("audit_admin", a_county()))


def test_the_menu_shows_only_what_a_post_opens():
    labels = {
        role: [entry.label for entry in menu.entries_for(a_person(role, a_county()))]
        for role in ("drafter", "system_admin", "audit_admin")
    }

    assert "网站设置" in labels["system_admin"]
    assert "留痕" not in labels["system_admin"]
    assert "留痕" in labels["audit_admin"]
    assert "目录" in labels["drafter"]
    assert "目录" not in labels["audit_admin"]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/desk/", "待办"),
        ("/desk/trace/seals/", "留痕"),
        ("/desk/catalogue/3/", "目录"),
        ("/desk/somewhere/", None),
        ("/sign-in/security/", None),
    ],
)
def test_the_menu_knows_where_one_is(path, label):
    current = menu.current_of(list(menu.ENTRIES), path)

    assert (current.label if current else None) == label


def test_the_frame_costs_three_queries_and_the_pages_own_are_few(client, django_assert_num_queries):
    clerk = a_person("drafter", a_department())
    editions.open_draft(clerk.organisation, by=clerk)
    client.force_login(clerk)
    client.get("/desk/")  # the first one writes the hour into the session

    # Session and person come before us; then grants, what waits (editions, dues, rounds,
    # work rules, texts, permits, decisions, errors, handovers, channels), what I did last,
    # what came back, what I sent, and the newest event of the house (what was counted holds
    # until the next).
    cache.clear()
    with django_assert_num_queries(17):
        client.get("/desk/")
    # Nothing happened since: no room is asked what waits.
    with django_assert_num_queries(7):
        client.get("/desk/")


@pytest.mark.parametrize(
    ("used", "total", "late", "left", "cells"),
    [
        (19, 20, 0, 1, {"day-used": 19, "": 1, "day-over": 0}),
        (29, 20, 9, -9, {"day-used": 20, "": 0, "day-over": 9}),
        (90, 20, 70, -70, {"day-used": 20, "": 0, "day-over": 20}),  # never more than 40
    ],
)
def test_the_day_rule_draws_one_cell_a_working_day(used, total, late, left, cells):
    one = waits("amber", used=used, total=total)

    assert (one.late, one.left) == (late, left)
    assert {name: one.cells.count(name) for name in cells} == cells


def test_the_most_urgent_comes_first():
    rows = [
        waits("grey", title="无期限"),
        waits("green", due_on=date(2026, 7, 1), title="七月"),
        waits("red", due_on=date(2026, 6, 1), title="晚了"),
        waits("blue", due_on=date(2026, 6, 18), title="将到期"),
        waits("green", due_on=date(2026, 6, 30), title="六月底"),
    ]

    ordered = waiting.ordered(rows)

    assert [one.title for one in ordered] == ["晚了", "将到期", "六月底", "七月", "无期限"]
    assert [label for label, _ in grouped(ordered)] == ["先办", "本周和下周", "以后"]
    assert [number for _, _, number in tallies(ordered)] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("urgent", "total", "heading"),
    [
        (2, 9, "林书瑶，今天有 2 件要先办"),
        (0, 9, "林书瑶，有 9 件等着办"),
        (0, 0, "林书瑶，手上没有要办的事"),
    ],
)
def test_the_heading_says_the_answer_first(urgent, total, heading):
    assert desk.heading("林书瑶", urgent, total) == heading


def test_the_list_can_be_narrowed_to_one_light(client):
    clerk = a_person("drafter", a_department())
    editions.open_draft(clerk.organisation, by=clerk)
    client.force_login(clerk)

    assert "没有这种灯的待办" in client.get("/desk/", {"light": "red"}).content.decode()
    assert "填好后送审" in client.get("/desk/", {"light": "nonsense"}).content.decode()


def test_one_round_of_time_is_harmless_twice(capsys):
    call_command("tick")
    call_command("tick", "--json")

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first.pop("notices_pruned") >= second.pop("notices_pruned") == 0
    assert first.pop("calendar_years") > 20
    assert second.pop("calendar_years") == 0
    assert (
        first
        == second
        == {
            "enacted": 0,
            "dues": 0,
            "consultations_closed": 0,
            "rules_enacted": 0,
            "laws_settled": 0,
            "released": 0,
            "announced": 0,
            "drafts_taken_back": 0,
            "delivered": 0,
            "deliveries_settled": 0,
            "pushed": 0,
            "validity_settled": 0,
            "display_ended": 0,
            "sealed": 0,
            "imports_read": 0,
            "attachments_read": 0,
            "topics_frozen": 0,
            "urged": 0,
            "links_begun": 0,
            "asked_counted": 0,
        }
    )


def test_signing_out_is_a_button_not_a_link(client):
    client.force_login(a_person("drafter"))

    html = client.get("/desk/").content.decode()

    assert f'<form action="{reverse("account_logout")}" method="post">' in html
