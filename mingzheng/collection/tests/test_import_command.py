"""`import_catalogue`: its JSON and exit status are a contract with outside scripts."""

import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from mingzheng.catalogue.models import Edition, Item
from mingzheng.catalogue.queries import edition_for
from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.collection.models import ImportBatch
from mingzheng.collection.tests.workbooks import GUIDE, a_workbook, row, two_rows

pytestmark = pytest.mark.django_db
KEYS = ["rows", "items", "created", "updated", "unchanged", "duties", "problems", "batch"]
SHARED = django_settings.BASE_DIR.parent / "shared" / "data" / "catalog" / "xlsx"


@pytest.fixture
def cast(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return a_cast()


@pytest.fixture
def run(capsys, tmp_path, cast):
    def _run(data, *options, name="目录.xlsx"):
        path = data if isinstance(data, Path) else tmp_path / name
        if not isinstance(data, Path):
            path.write_bytes(data)
        code = 0
        try:
            call_command(
                "import_catalogue",
                str(path),
                "--json",
                "--organisation",
                cast.office.code,
                *options,
            )
        except SystemExit as stop:
            code = stop.code
        return json.loads(capsys.readouterr().out), code

    return _run


def test_the_json_has_exactly_the_promised_keys(run):
    printed, code = run(two_rows())

    assert list(printed) == KEYS
    assert code == 0
    assert (printed["rows"], printed["items"], printed["created"]) == (2, 2, 2)
    assert printed["batch"] == ImportBatch.objects.get().pk


def test_a_dry_run_writes_nothing(run):
    printed, code = run(two_rows(), "--dry-run")

    assert (printed["created"], printed["batch"], code) == (2, None, 0)
    assert not ImportBatch.objects.exists()
    assert not Item.objects.exists()


def test_the_second_import_says_unchanged(run, cast):
    run(two_rows())
    printed, code = run(two_rows())

    assert (printed["created"], printed["updated"], printed["unchanged"], code) == (0, 0, 2, 0)
    assert Edition.objects.count() == 1


def test_a_blocking_row_means_nothing_is_written_and_the_status_says_so(run, cast):
    data = a_workbook(row(9, "", ("", "●某某", "及时公开", "")), row(1, "最低生活保障", GUIDE))

    printed, code = run(data)

    assert code == 1
    assert printed["rows"] == printed["items"] + len(printed["problems"])
    assert set(printed["problems"][0]) == {"sheet", "row", "column", "code", "message", "value"}
    assert edition_for(cast.office) is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("目录.xlsx", "--organisation", "没有"), "没有编码为“没有”的单位"),
        (("不存在.xlsx", "--organisation", "{code}"), "打不开文件"),
    ],
)
def test_mistakes_of_the_caller_get_a_sentence(cast, tmp_path, options, words):
    (tmp_path / "目录.xlsx").write_bytes(two_rows())
    name, *rest = options

    with pytest.raises(CommandError, match=words):
        call_command(
            "import_catalogue",
            str(tmp_path / name),
            *(o.format(code=cast.office.code) for o in rest),
        )


def test_a_broken_file_is_refused_with_a_sentence(cast, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")

    with pytest.raises(CommandError, match="。"):
        call_command(
            "import_catalogue", str(tmp_path / "坏.xlsx"), "--organisation", cast.office.code
        )


@pytest.mark.skipif(not SHARED.is_dir(), reason="没有共享的真实目录表格")
def test_the_real_workbooks_import_with_every_row_accounted_for(run, cast):
    for path in sorted(SHARED.glob("*.xlsx")):
        first, code = run(path)
        again, _ = run(path)

        assert code == 0, path.name
        assert first["rows"] == first["items"] > 0, path.name
        assert first["problems"] == [], path.name
        assert first["created"] + first["updated"] + first["unchanged"] == first["items"]
        assert (again["created"], again["updated"]) == (0, 0), path.name
