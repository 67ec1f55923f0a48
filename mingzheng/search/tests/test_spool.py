"""Words asked where nothing can be written are counted where it can."""

from datetime import timedelta

import pytest

from mingzheng.search.actions import count, count_left
from mingzheng.search.models import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings, tmp_path):
    settings.FACE, settings.SEARCH_SPOOL = "public", str(tmp_path)
    return tmp_path


def counted() -> list[tuple[str, int, int]]:
    return list(Asked.objects.order_by("text").values_list("text", "times", "in_vain"))


def test_what_was_asked_at_the_public_face_is_counted_a_little_later(public, frozen):
    for found in (True, False):
        count("低保 标准", found=found)
    count("电话 13900001111", found=True)
    assert counted() == []
    assert count_left() == 0  # somebody may still be writing

    frozen.shift(timedelta(days=3650))  # past the times of the files, which are the machine's own

    assert count_left() == 3
    assert counted() == [("低保 标准", 2, 1), ("电话 ＊", 1, 0)]
    assert count_left() == 0
    assert list(public.iterdir()) == []


def test_without_a_folder_nothing_is_counted_and_nothing_breaks(public, settings):
    settings.SEARCH_SPOOL = ""
    count("低保", found=True)
    settings.SEARCH_SPOOL = str(public / "gone")
    count("低保", found=True)

    assert (counted(), count_left()) == ([], 0)


def test_a_broken_line_costs_only_itself(public, frozen):
    count("低保", found=True)
    [file] = public.iterdir()
    file.write_bytes(b'["\xe4\n{}\n[1, true]\n' + file.read_bytes())
    frozen.shift(timedelta(days=3650))

    count_left()

    assert counted() == [("低保", 1, 0)]


def test_nobody_fills_the_disk_by_asking(public, monkeypatch):
    monkeypatch.setattr("mingzheng.core.spool.LARGEST", 100)

    for number in range(50):
        count(f"很长很长的一句话{number}", found=True)

    assert sum(file.stat().st_size for file in public.iterdir()) < 200
