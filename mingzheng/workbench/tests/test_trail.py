"""The trace on screen: who may see it, what changed, and that a broken chain is said aloud."""

import ast
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from conftest import triggers_lifted
from mingzheng.accounts import actions as accounts
from mingzheng.accounts.tests.factories import a_county, a_department, a_person, a_town
from mingzheng.catalogue.actions import editions
from mingzheng.core import trace
from mingzheng.evidence import queries as evidence
from mingzheng.evidence.actions import seal_due
from mingzheng.publishing.tests.factories import a_manuscript, a_newsroom
from mingzheng.rounds.models import Round
from mingzheng.standards.actions import load_starter
from mingzheng.standards.models import Field
from mingzheng.workbench import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """One draft of the bureau, and people around it."""
    county, bureau, town = a_county(), a_department("云溪县农业农村局"), a_town()
    people = {
        "clerk": a_person("drafter", bureau, name="林书瑶"),
        "stranger": a_person("drafter", town, name="陈立新"),
        "supervisor": a_person("supervisor", county, name="周远"),
        "auditor": a_person("audit_admin", county, name="何静川"),
        "system": a_person("system_admin", county, name="苏闻"),
    }
    draft = editions.open_draft(bureau, by=people["clerk"], summary="第一次编制")
    return {**people, "draft": draft, "bureau": bureau, "town": town}


@contextmanager
def behind_the_trace():
    """Write past the triggers that refuse it, as a thief with the database's key would."""
    connection.check_constraints()  # PostgreSQL alters no table while checks are pending
    with triggers_lifted(), connection.cursor() as cursor:
        yield cursor


def page_of(client, person, subject) -> object:
    client.force_login(person)
    return client.get(f"/desk/trace/{subject._meta.label_lower}/{subject.pk}/")


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("supervisor", 200), ("auditor", 200), ("stranger", 404), ("system", 404)],
)
def test_a_trace_is_open_to_its_office_and_those_above(client, cast, who, status):
    answer = page_of(client, cast[who], cast["draft"])

    assert answer.status_code == status
    assert ("第一次编制" in answer.content.decode()) == (status == 200)


def test_the_trace_of_something_deleted_falls_to_the_office_that_acted(client, cast):
    ghost = trace.Subject("catalogue.edition", "987654", "已经不在的目录")
    trace.record(ghost, "open", by=cast["clerk"], label="起草")
    address = "/desk/trace/catalogue.edition/987654/"

    client.force_login(cast["clerk"])
    assert client.get(address).status_code == 200
    client.force_login(cast["stranger"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("supervisor", 200), ("stranger", 404), ("system", 404)],
)
def test_what_nobody_touched_yet_says_so_to_those_who_may_see_it(client, cast, who, status):
    asked = Round.objects.create(
        organisation=cast["bureau"], title="填报", due_on=date(2026, 6, 30), state="draft"
    )

    answer = page_of(client, cast[who], asked)

    assert answer.status_code == status
    assert ("还没有留痕" in answer.content.decode()) == (status == 200)


@pytest.mark.parametrize(("who", "status"), [("supervisor", 200), ("clerk", 404)])
def test_what_belongs_to_no_office_is_for_those_over_the_whole_area(client, cast, who, status):
    load_starter()

    assert page_of(client, cast[who], Field.objects.first()).status_code == status


@pytest.mark.parametrize("subject", ["catalogue.edition/4711", "no.such/1", "x/y", "core.event/1"])
def test_a_subject_without_events_is_not_there(client, cast, subject):
    client.force_login(cast["auditor"])

    assert client.get(f"/desk/trace/{subject}/").status_code == 404


def test_what_changed_stands_old_beside_new_in_chinese(client, cast):
    accounts.update_organisation(
        cast["bureau"], by=a_person("system_admin", name="唐宁"), phone="0731-8500"
    )

    html = page_of(client, cast["auditor"], cast["bureau"]).content.decode()

    assert "<ins>0731-8500</ins>" in html
    assert '<th scope="row">电话</th>' in html


def test_a_whole_chain_is_said_to_be_whole(client, cast):
    html = page_of(client, cast["clerk"], cast["draft"]).content.decode()

    assert "链条完整" in html
    assert "链条断开" not in html


def test_a_broken_chain_names_the_step(client, cast):
    with behind_the_trace() as cursor:
        cursor.execute("UPDATE core_event SET note = '改过的意见'")

    html = page_of(client, cast["clerk"], cast["draft"]).content.decode()

    assert "链条在第 1 步断开" in html
    assert "链条完整" not in html


def test_the_page_escapes_what_people_wrote(client, cast):
    trace.record(
        cast["draft"], "note", by=cast["clerk"], label="批注", note="<script>alert(1)</script>"
    )

    html = page_of(client, cast["clerk"], cast["draft"]).content.decode()

    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_the_list_holds_only_what_i_may_see(client, cast):
    trace.record(cast["town"], "note", by=cast["stranger"], label="只有镇里知道的事")
    client.force_login(cast["clerk"])
    mine = client.get("/desk/trace/").content.decode()
    client.force_login(cast["auditor"])
    all_of_it = client.get("/desk/trace/").content.decode()

    assert "起草新版" in mine
    assert "只有镇里知道的事" not in mine
    assert "只有镇里知道的事" in all_of_it


def test_the_list_goes_back_further_only_when_asked(frozen, client, cast):
    frozen.move_to(datetime(2026, 8, 1, 2, 0, tzinfo=UTC))
    client.force_login(cast["clerk"])

    assert "这段时间没有留痕" in client.get("/desk/trace/").content.decode()
    asked = client.get("/desk/trace/", {"since": "2026-06-15"})
    assert "起草新版" in asked.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("auditor", 200), ("clerk", 403), ("supervisor", 403), ("system", 403)],
)
def test_only_the_audit_administrator_takes_the_records_away(client, cast, who, status):
    client.force_login(cast[who])

    assert client.get("/desk/trace/", {"format": "csv"}).status_code == status


@pytest.fixture
def sealed(frozen, cast):
    """The day on which the cast came to be, sealed the day after."""
    frozen.move_to(datetime(2026, 6, 16, 4, 0, tzinfo=UTC))
    seal_due()
    return cast


def test_a_seal_is_listed_and_verified_when_asked(client, sealed):
    client.force_login(sealed["auditor"])

    plain = client.get("/desk/trace/seals/").content.decode()
    asked = client.get("/desk/trace/seals/", {"verify": "1"}).content.decode()

    assert "2026-06-15" in plain
    assert "封存链完整" not in plain
    assert "封存链完整" in asked


def test_a_seal_that_no_longer_fits_is_said_aloud(client, sealed):
    with behind_the_trace() as cursor:
        cursor.execute("UPDATE evidence_seal SET root = 'x'")
    client.force_login(sealed["auditor"])

    assert "封存链断开" in client.get("/desk/trace/seals/", {"verify": "1"}).content.decode()


def test_verifying_every_seal_is_for_those_who_may(client, sealed):
    client.force_login(sealed["clerk"])

    html = client.get("/desk/trace/seals/", {"verify": "1"}).content.decode()

    assert "2026-06-15" in html
    assert "封存链" not in html


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("supervisor", 200), ("auditor", 200), ("stranger", 404), ("system", 404)],
)
def test_a_receipt_is_for_those_who_may_see_the_trace(client, sealed, who, status):
    client.force_login(sealed[who])
    address = f"/desk/trace/catalogue.edition/{sealed['draft'].pk}/1/receipt.json"

    answer = client.get(address)

    assert answer.status_code == status
    if status == 200:
        assert evidence.check(answer.content.decode()).holds


def test_a_receipt_is_offered_once_the_day_is_sealed(client, frozen, cast):
    assert "receipt.json" not in page_of(client, cast["clerk"], cast["draft"]).content.decode()
    frozen.move_to(datetime(2026, 6, 16, 4, 0, tzinfo=UTC))
    seal_due()
    trace.record(cast["draft"], "note", by=cast["clerk"], label="批注")

    html = page_of(client, cast["clerk"], cast["draft"]).content.decode()

    address = f"/desk/trace/catalogue.edition/{cast['draft'].pk}/"
    assert f'{address}1/receipt.json"' in html
    assert f"{address}2/receipt.json" not in html  # of today
    assert client.get(f"{address}99/receipt.json").status_code == 404


def test_who_holds_no_trace_sees_neither_list(client, cast):
    client.force_login(cast["system"])

    assert client.get("/desk/trace/").status_code == 403
    assert client.get("/desk/trace/seals/").status_code == 403


def test_facts_read_in_chinese_whatever_their_shape(cast):
    event = trace.record(
        cast["clerk"],
        "grant",
        by=cast["system"],
        label="授予岗位",
        role="drafter",
        ended=["reviewer"],
        empty="",
        changes={"is_active": [True, False], "name": ["甲", "乙"], "odd": 7},
    )

    (entry,) = history.read([event])

    assert dict(entry.facts) == {"岗位": "经办", "收回的岗位": "reviewer"}
    assert [(one.name, one.old, one.new) for one in entry.changes] == [
        ("在用", "是", "否"),
        ("姓名", "甲", "乙"),
        ("odd", "", "7"),
    ]


def fact_names() -> set[str]:
    """Every name under which any room records a fact."""
    found = set()
    for path in Path(settings.BASE_DIR, "mingzheng").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                if name in ("record", "move", "_move"):
                    found |= {str(keyword.arg) for keyword in call.keywords}
    return found - {"by", "label", "note", "moved", "changes", "None"}


def test_every_fact_has_a_chinese_name():
    columns = {column.name for model in apps.get_models() for column in model._meta.get_fields()}

    unnamed = {name for name in fact_names() if name not in history.FACT_LABELS}

    assert len(fact_names()) > 20
    assert {name for name in unnamed if name not in columns} == set()


@pytest.mark.django_db
def test_the_trace_of_a_manuscript_says_from_where_to_where(client):
    """Its flow is that of its own number of reviews, and no constant of the class."""
    room = a_newsroom()
    made = a_manuscript(room, at="first")
    client.force_login(room.supervisor)

    answer = client.get(f"/desk/trace/publishing.manuscript/{made.pk}/")

    assert "拟稿 → 待初审" in answer.content.decode()
