"""`import_articles` over the real articles that old sites handed over, and over bad input."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mingzheng.backfile.models import ArticleBatch
from mingzheng.checklists.actions.lists import load_starter
from mingzheng.publishing.models import Article, Placement
from mingzheng.search.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ARTICLES = Path(__file__).parents[3].parent / "shared" / "data" / "articles"
needs_data = pytest.mark.skipif(not ARTICLES.exists(), reason="../shared/data is not here")


def run(room, path, *options, column="policies") -> tuple[dict, int]:
    """What the command prints, and its exit status."""
    out, status = io.StringIO(), 0
    place = ["--organisation", room.office.code, "--column", column, "--json"]
    try:
        call_command("import_articles", str(path), *place, *options, stdout=out)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return json.loads(out.getvalue()), status


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Article, Placement, Document, ArticleBatch))


ASKED = 11  # of 608 real articles, where a person should look


@pytest.fixture
def room(room):
    """The cast, with the sites that the office has registered."""
    load_starter()
    return room


@needs_data
def test_703_rows_come_in_with_every_row_accounted_for(room):
    path = ARTICLES / "hebei_dept_articles.csv"

    dry, _ = run(room, path, "--dry-run")
    assert (dry["created"], dry["batch"], Article.objects.count()) == (608, None, 0)
    told, status = run(room, path)

    assert (told["rows"], told["created"], told["duplicates"]) == (703, 608, 90)
    out = [one["code"] for one in told["problems"] if one["blocking"]]
    # One attachment lies on the site of a newspaper that nobody has registered.
    assert (out.count("no_body"), out.count("strange_host"), len(out), status) == (4, 1, 95, 1)
    assert told["rows"] == told["articles"] + len(out)
    asked = [one["message"] for one in told["problems"] if not one["blocking"]]
    assert len(asked) == ASKED, asked
    days = Article.objects.values_list("released_at", flat=True)
    assert all(day is not None and 1990 < day.year < 2026 for day in days)
    numbers = set(Article.objects.values_list("index_number", flat=True))
    assert (len(numbers), Article.objects.exclude(bylines=[]).count()) == (608, 0)

    before = written()
    again, _ = run(room, path)
    sample, status = run(room, ARTICLES / "hebei_dept_articles_sample_gb18030.csv")
    assert (again["created"], again["unchanged"], again["batch"]) == (0, 608, None)
    assert (sample["rows"], sample["unchanged"], status) == (60, 60, 0)
    assert written() == before


@needs_data
def test_33_pages_come_in_from_a_folder_as_they_are(room):
    told, status = run(room, ARTICLES / "govcn_html")

    assert (told["rows"], told["created"], status) == (33, 33, 0)
    # The one page with pictures in its text: they stay on the old site.
    assert [(one["row"], one["code"]) for one in told["problems"]] == [
        (21, "cleaned"),
        (21, "doubtful"),
    ]
    one = Article.objects.select_related("public").get(document_number="国发〔2019〕5号")
    assert f"{one.released_at.astimezone():%Y}" == "2019"
    assert (one.kind, one.genre, "双随机" in one.public.body) == ("policy", "opinion", True)
    again, status = run(room, ARTICLES / "govcn_html")
    assert (again["unchanged"], status, Article.objects.count()) == (33, 0, 33)


@needs_data
def test_16_long_reports_come_in_one_file_each(room):
    found = [run(room, one, column="news") for one in
             sorted((ARTICLES / "gov_work_reports_2026").glob("*.csv"))]  # fmt: skip

    assert [(told["created"], status) for told, status in found] == [(1, 0)] * 16


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda at: at / "没有.csv", "打不开"),
        (lambda at: at, "没有网页"),
        (lambda at: put(at / "a.csv", b""), "空的"),
        (lambda at: put(at / "a.csv", "标题,正文\n题,".encode() + b"\xff\xfe\xfd\x81"), "编码损坏"),
        (lambda at: huge(at / "a.csv"), "200 MB"),
        (lambda at: put(at / "a.docx", b"PK\x03\x04"), "损坏"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(room, tmp_path, make, words):
    before = written()

    with pytest.raises(CommandError, match=words):
        run(room, make(tmp_path))

    assert written() == before


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def huge(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(201 * 1024 * 1024)
    return path


def test_an_office_or_a_column_nobody_knows_is_named(room, tmp_path):
    path = put(tmp_path / "a.csv", "标题,日期,正文\n题,2019-1-1,文\n".encode())

    with pytest.raises(CommandError, match="notices"):
        run(room, path, column="nirgends")
    with pytest.raises(CommandError, match="没有编码为“ZZ”"):
        call_command("import_articles", str(path), "--organisation", "ZZ", "--column", "news")
