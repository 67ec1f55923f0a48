"""The real catalogues beside the repository: every row as its facts say."""

import json
from pathlib import Path

import pytest

from mingzheng.collection.rules.reading import read_catalogue
from mingzheng.files.rules.tables import read_tables

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "catalog"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="没有放共享的真实目录数据")
BOOKS = sorted((FOLDER / "xlsx").glob("*.xlsx")) if FOLDER.is_dir() else []
LEVELS = {"县级": ["county"], "乡级": ["town"], "乡、村级": ["town"], "村级": ["village"]}


def facts():
    lines = (FOLDER / "standard_catalog_facts.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def pairs():
    return list(zip(BOOKS, facts(), strict=True)) if BOOKS else []


def in_one_width(text):
    return text.replace("（", "(").replace("）", ")").strip("《》")


def said(row):
    """A row in the words of the facts."""
    return {
        "l1": row.level1,
        "l2": row.level2,
        "elements": [element.text for element in row.elements],
        "basis": [in_one_width(basis) for basis in row.bases],
        "subject": row.subject_text,
        "channels": {in_one_width(c.name) for c in row.channels if c.need == "required"},
        "all": row.audience_all,
        "mode": row.mode,
        "levels": row.levels,
    }


def expected(fact):
    return {
        **{key: fact[key] for key in ("l1", "l2", "elements", "basis", "subject")},
        "channels": {in_one_width(channel) for channel in fact["channels"]},
        "all": fact["audience"] == "全社会",
        "mode": {"主动": "active", "依申请": "on_request"}[fact["mode"]],
        "levels": [code for word in fact["levels"] for code in LEVELS[word]],
    }


@pytest.mark.parametrize(("path", "fact"), pairs(), ids=[path.stem for path in BOOKS])
def test_a_real_workbook_reads_as_its_facts_say(path, fact):
    reading = read_catalogue(read_tables(path.name, path.read_bytes()))

    assert reading.problems == []
    assert [layout.field_text for layout in reading.layouts] == [fact["domain"]]
    assert [said(row) for row in reading.rows] == [expected(row) for row in fact["rows"]]
    assert [row.number for row in reading.rows] == [str(row["no"]) for row in fact["rows"]]


@pytest.mark.parametrize(("path", "fact"), pairs(), ids=[path.stem for path in BOOKS])
def test_the_limit_of_a_real_row_keeps_its_trigger_and_days(path, fact):
    reading = read_catalogue(read_tables(path.name, path.read_bytes()))

    for row, wanted in zip(reading.rows, fact["rows"], strict=True):
        is_same = wanted["trigger"] == "同上"
        assert row.limit_inferred == is_same
        assert is_same or wanted["trigger"] in row.limit_text
        assert wanted["days"] is None or f"{wanted['days']}个工作日" in row.limit_text
