"""The generation: committed with the change or not at all, and pruned without coming back."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from mingzheng.core.models import Register
from mingzheng.pagecache import changes
from mingzheng.pagecache.actions import prune
from mingzheng.pagecache.models import PublicChange

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def write(name: str) -> Register:
    return Register.objects.create(name=name, year=2026)


def test_a_public_write_is_another_generation_and_a_look_is_none():
    before = changes.generation()

    list(Register.objects.all())
    assert changes.generation() == before
    write("a")
    assert changes.generation() != before


def test_a_transaction_leaves_one_notice_however_much_it_wrote():
    before = PublicChange.objects.count()

    with transaction.atomic():
        for number in range(5):
            write(f"{number}")

    assert PublicChange.objects.count() == before + 1


def test_what_was_undone_leaves_no_notice():
    before = changes.generation()

    with transaction.atomic():
        write("a")
        transaction.set_rollback(True)

    assert changes.generation() == before


def test_a_savepoint_that_was_undone_takes_its_notice_with_it_and_the_next_write_leaves_another():
    before = changes.generation()

    with transaction.atomic():
        with transaction.atomic():
            write("a")
            transaction.set_rollback(True)
        write("b")

    assert changes.generation() != before
    assert changes.generation()[0] == before[0] + 1


def test_raw_statements_and_bulk_ones_count_as_well():
    one = write("a")
    seen = {changes.generation()}

    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_register SET last = 5 WHERE id = %s", [one.pk])
    seen.add(changes.generation())
    Register.objects.bulk_create([Register(name="b", year=2026), Register(name="c", year=2026)])
    seen.add(changes.generation())
    Register.objects.all().delete()

    assert len(seen | {changes.generation()}) == 4


def test_a_table_that_the_public_never_sees_counts_for_nothing(settings):
    settings.UNSEEN_TABLES = (*settings.UNSEEN_TABLES, "core_register")
    before = changes.generation()

    write("a")

    assert changes.generation() == before


def test_old_notices_go_and_no_generation_comes_again(frozen):
    seen = [changes.generation()]
    for number in range(3):
        write(f"{number}")
        seen.append(changes.generation())
    frozen.shift(timedelta(hours=2))

    assert prune() >= 2  # a migration of this very hour may have left some as well
    assert prune() == 0
    write("later")
    assert changes.generation() not in seen


def test_what_is_taken_back_is_known_with_its_commit_and_marked_before_it():
    before, mark = changes.generation(), changes.marked()

    with transaction.atomic():
        changes.take_back()
        assert changes.marked() > mark  # whoever looks from now on sees the commit at once
        mark = changes.marked()

    assert changes.generation().taken_back > before.taken_back
    assert changes.marked() > mark
    write("a")
    assert changes.generation().taken_back == changes.generation().newest - 1


def test_without_a_place_for_the_mark_it_is_known_at_the_next_look(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "nowhere"
    before = changes.generation()

    changes.take_back()

    assert changes.marked() == 0
    assert changes.generation().taken_back > before.taken_back
