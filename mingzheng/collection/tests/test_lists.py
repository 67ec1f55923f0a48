"""Lists as offices send them: every row an item or a named problem, twice without change."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.states import ListKind
from mingzheng.catalogue.tests.factories import Cast, a_cast
from mingzheng.collection import actions as collection
from mingzheng.core.access import Blocked
from mingzheng.powers.actions.items import save_item
from mingzheng.powers.actions.profiles import load_profiles
from mingzheng.powers.exporting import export_edition, template
from mingzheng.powers.tests.factories import a_list, power

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "items"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="没有放共享的真实清单数据")
HEAD = ["权力类型", "事项名称", "实施依据"]


@pytest.fixture
def cast(db) -> Cast:
    load_profiles()
    return a_cast()


@pytest.fixture
def run(tmp_path, capsys):
    """Run import_powers on some bytes; gives what it prints and its exit status."""

    def call(name: str, data: bytes, *options: str) -> tuple[dict, int]:
        file = tmp_path / name
        file.write_bytes(data)
        status = 0
        try:
            call_command("import_powers", str(file), "--json", *options)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return json.loads(capsys.readouterr().out.strip().splitlines()[-1]), status

    return call


def accounted(printed: dict) -> bool:
    """One row read is one item or one named problem."""
    lost = {"other_list", "no_type", "type_unread", "no_name", "too_long"}
    rows = {(p["sheet"], p["row"]) for p in printed["problems"] if p["code"] in lost}
    return printed["rows"] == printed["items"] + len(rows)


def workbook(head: list[str], rows: list[list[str]], title: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    for row in ([title] if title else None, head, *rows):
        if row:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@shared
@pytest.mark.slow
@pytest.mark.parametrize(("kind", "items"), [("services", 249), ("powers", 299)])
def test_the_real_list_goes_in_with_every_row_accounted(cast, run, kind, items):
    data = (SHARED / "guangan_service_items.csv").read_bytes()
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    mine = [row for row in rows if (row["事项类型码"] == "20") == (kind == "services")]

    options = ("--organisation", cast.county.code, "--kind", kind)
    first, status = run("a.csv", data, *options)
    second, _ = run("a.csv", data, *options)

    assert (first["rows"], first["items"], first["created"], status) == (548, items, items, 0)
    assert accounted(first)
    wrong = [p for p in first["problems"] if p["code"] == "bad_body_code"]
    assert len(wrong) >= sum(len(row["部门编码"]) != 18 for row in mine) > 0
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, items)


@shared
@pytest.mark.parametrize("source", ["明光", "西平"])
def test_the_published_layouts_are_read(cast, run, source):
    rows = list(csv.DictReader((SHARED / "power_list_layouts.csv").open(encoding="utf-8-sig")))
    said = next(row["列"] for row in rows if source in row["来源"])
    head = said.split("|") if "|" in said else ["序号", "权力类型", "事项名称", "实施依据"]
    body = [
        ["1", "行政许可", "Q01", "公共场所许可", "", "《条例》第四条", "受理", "不作为的"],
        ["2", "", "Q02", "校外培训许可", "新设", "《教育法》第二条", "受理", "违法的"],
        ["3", "行政处罚", "Q03", "对无证经营的处罚", "", "《办法》第九条", "立案", "失职的"],
    ]
    short = [[r[0], r[1], r[3], r[5]] for r in body]
    data = workbook(head, body if "|" in said else short, "街道权责清单")

    printed, _ = run("a.xlsx", data, "--organisation", cast.town.code)
    again, _ = run("a.xlsx", data, "--organisation", cast.town.code)

    assert (printed["rows"], printed["items"], again["unchanged"]) == (3, 3, 3)
    edition = edition_for(cast.town, ListKind.POWERS)
    assert [item.type for item in edition.powers.all()] == ["01", "01", "02"]
    assert accounted(printed)


@shared
def test_counts_are_held_against_what_was_published(cast, tmp_path, capsys):
    file = SHARED / "power_list_counts.csv"
    counts = list(csv.DictReader(file.open(encoding="utf-8-sig")))
    rows = [[row["类型"], f"{row['类型']}{n}"] for row in counts for n in range(int(row["数量"]))]
    (tmp_path / "a.xlsx").write_bytes(workbook(HEAD, [[*row, "《法》"] for row in rows[:-1]]))
    options = ("--organisation", cast.town.code, "--published", str(file), "--dry-run")

    call_command("import_powers", str(tmp_path / "a.xlsx"), *options)

    said = capsys.readouterr().out
    assert "行政处罚：读到 122，公布 122，一致" in said
    assert "其他行政权力：读到 46，公布 47，相差 -1" in said
    assert "合计：读到 202，公布 203，相差 -1" in said


def test_a_heading_between_the_rows_says_the_type(cast, run):
    head = ["序号", "事项名称", "子项", "实施依据"]
    rows = [
        *(
            ["一、行政许可（2项）"],
            ["1", "甲许可", "", "《甲法》"],
            ["2", "乙许可", "", "《乙法》"],
        ),
        *(["二、行政处罚（1项）"], ["1", "对丙的处罚", "", "《丙法》"], ["合计", "3项"]),
    ]

    data = workbook(head, rows, "权责清单")
    printed, _ = run("a.xlsx", data, "--organisation", cast.town.code)

    assert printed["items"] == 3
    items = edition_for(cast.town, ListKind.POWERS).powers.all()
    assert [one.type for one in items] == ["01", "01", "02"]
    assert "事项类型取自标题" in items[0].inferred


def test_one_bad_row_holds_the_whole_file_back(cast, run):
    rows = [["行政许可", "甲", "《法》"], ["天文权力", "乙", "《法》"], ["行政许可", "", "《法》"]]

    printed, status = run("a.xlsx", workbook(HEAD, rows), "--organisation", cast.town.code)

    assert status == 1
    assert [p["code"] for p in printed["problems"]] == ["type_unread", "no_name"]
    assert (printed["rows"], printed["items"]) == (3, 1)
    assert edition_for(cast.town, ListKind.POWERS) is None


def test_a_period_that_is_none_is_named_and_keeps_its_words(cast, run):
    head = [*HEAD, "承诺时限", "承诺时限单位", "承诺时限说明"]
    periods = [
        *(
            ["-5", "", ""],
            ["20.5", "工作日", "含公示"],
            ["二十", "工作日", ""],
            ["2026-01-01"] + [""] * 2,
        ),
    ]
    rows = [["行政许可", f"许可{n}", "《法》", *one] for n, one in enumerate(periods)]

    printed, _ = run("a.xlsx", workbook(head, rows), "--organisation", cast.town.code)
    again, _ = run("a.xlsx", workbook(head, rows), "--organisation", cast.town.code)

    assert [(p["row"], p["column"], p["value"]) for p in printed["problems"]] == [
        *((2, "承诺时限", "-5"), (3, "承诺时限", "20.5"), (5, "承诺时限", "2026-01-01")),
    ]
    assert {p["message"] for p in printed["problems"]} == {"没有读出数字，照原文存着。"}
    items = edition_for(cast.town, ListKind.POWERS).powers.all()
    assert [one.promised_days for one in items] == [None, None, 20, None]
    assert [one.content.promised for one in items] == [
        *("-5", "含公示；20.5", "20 个工作日", "2026-01-01"),
    ]
    assert again["unchanged"] == 4


@pytest.mark.parametrize(
    ("column", "text", "code", "words"),
    [
        ("基本编码", "1" * 81, "too_long", "最多 80 个字，这里有 81 个。"),
        ("实施编码", "A" * 81, "too_long", "最多 80 个字，这里有 81 个。"),
        ("事项名称", "长" * 501, "too_long", "最多 500 个字，这里有 501 个。"),
        ("事项名称", "#没有结果", "formula", "这一格是公式"),
        ("承诺时限", "#REF!", "formula", "这一格是公式"),
    ],
)
def test_what_no_column_can_hold_is_named(cast, run, column, text, code, words):
    head = ["权力类型", "事项名称", "实施依据", "基本编码", "实施编码", "承诺时限"]
    row = dict(zip(head, ["行政许可", "甲许可", "《法》", "", "", "5"], strict=True)) | {
        column: text
    }

    printed, _ = run(
        "a.xlsx", workbook(head, [list(row.values())]), "--organisation", cast.town.code
    )

    found = [p for p in printed["problems"] if p["code"] == code]
    assert [(p["row"], p["column"], p["value"]) for p in found] == [(2, column, text)]
    assert found[0]["message"].startswith(words)
    assert printed["items"] == (column == "承诺时限")


def test_an_item_that_stands_twice_is_named_and_kept(cast, run):
    rows = [
        ["行政许可", "甲许可", "《法》"],
        ["行政处罚", "甲许可", "《法》"],
        ["行政许可", "甲许可", "《法》"],
    ]

    printed, _ = run("a.xlsx", workbook(HEAD, rows), "--organisation", cast.town.code)
    again, _ = run("a.xlsx", workbook(HEAD, rows), "--organisation", cast.town.code)

    assert [(p["row"], p["code"]) for p in printed["problems"]] == [(4, "same_twice")]
    assert "第 2 行" in printed["problems"][0]["message"]
    assert (printed["items"], again["unchanged"]) == (3, 3)


def test_a_code_too_long_is_refused_by_hand_too(cast):
    edition = a_list(cast, rows=[power()])

    with pytest.raises(Blocked, match="基本编码最多 80 个字，这里有 81 个"):
        save_item(edition, power("新的", base_code="1" * 81), by=cast.drafter)


MATERIALS = [{"name": "申请表", "originals": 1, "required": True}, {"name": "身份证"}]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_goes_out_comes_back_unchanged(cast, kind):
    rows = [
        power(audience=["1", "2"], materials=MATERIALS),
        power("=SUM(1)", type="01"),
    ]
    edition = a_list(cast, rows=rows)

    data = export_edition(edition, kind)
    batch = collection.receive(cast.office, f"清单.{kind}", data, by=cast.drafter, kind="powers")
    collection.read(batch)

    counts = batch.report["counts"]
    assert (counts["created"], counts["updated"]) == (0, 0), batch.report["updates"]
    assert counts["unchanged"] == 2


@pytest.mark.parametrize("kind", ["powers", "services"])
def test_a_template_is_an_empty_list_with_drop_downs(cast, kind):
    data = template(kind)

    batch = collection.receive(cast.office, "模板.xlsx", data, by=cast.drafter, kind=kind)
    collection.read(batch)

    assert batch.report["rows"] == 0
    assert [one["heading"] for one in batch.report["layouts"][0]["columns"]][1] == "事项类型"
    assert not batch.report["problems"]


def test_an_import_can_be_taken_back(cast):
    edition = a_list(cast, rows=[power(), power("要删的", type="02")])
    before = list(edition.powers.values_list("code", "fingerprint"))
    table = "事项类型,事项名称,设定依据\n其他行政权力,养老机构备案,《新法》\n行政处罚,新的,《法》\n"
    said = {"kind": "powers", "is_complete": True}
    batch = collection.receive(cast.office, "a.csv", table.encode(), by=cast.drafter, **said)
    collection.read(batch)
    assert [name for _, name in batch.report["gone"]] == ["要删的"]

    outcome = collection.apply_batch(batch, by=cast.drafter, reason="依据废止")
    assert (outcome.created, outcome.updated, outcome.removed) == (1, 1, 1)
    collection.undo_batch(batch, by=cast.drafter)

    assert sorted(edition.powers.values_list("code", "fingerprint")) == sorted(before)


def test_a_column_that_the_file_does_not_have_stays(cast):
    edition = a_list(cast, rows=[power(remedy="复议")])
    table = "事项类型,事项名称,设定依据\n其他行政权力,养老机构备案,《新法》\n"
    batch = collection.receive(cast.office, "a.csv", table.encode(), by=cast.drafter, kind="powers")
    collection.read(batch)

    collection.apply_batch(batch, by=cast.drafter)

    item = edition.powers.get()
    assert (item.bases, item.content["remedy"], item.promised_days) == (["《新法》"], "复议", 10)
