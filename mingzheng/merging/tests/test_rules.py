"""What becomes of the rows of one item, without a database."""

import pytest

from mingzheng.catalogue.rules.items import Choice
from mingzheng.catalogue.tests.factories import content
from mingzheng.merging import rules
from mingzheng.merging.rules import Decision, Variant

WELFARE, SCHOOL, TOWN_A, TOWN_B = 1, 2, 3, 4


def variant(office: int = WELFARE, code: str = "200001", *, is_host=False, **columns) -> Variant:
    owed = columns.pop("owed", frozenset({office}))
    return Variant(
        office, f"YX{office}", f"{office}局", code, content(**columns), owed, is_host=is_host
    )


def test_the_same_item_is_found_however_it_is_punctuated():
    same = variant(SCHOOL, level1="最低 生活保障")
    groups = rules.grouped([variant(), same, variant(level2="别的")])

    assert sorted(map(len, groups.values())) == [1, 2]


def test_rows_that_differ_only_in_who_owes_them_are_joined_unasked():
    """《政府信息公开条例》第十条: every office that reported the item keeps its duty."""
    one = variant(subject_text="县民政局", post="救助股", levels=("county",))
    two = variant(SCHOOL, subject_text="县教育局", post="资助中心", levels=("town",))

    (row,) = rules.settled([one, two], None)

    assert row.owed == {WELFARE, SCHOOL}
    assert row.content.levels == ("county", "town")
    assert row.content.post == "救助股、资助中心"
    assert row.sources == (one, two)


def test_rows_that_say_different_things_wait_for_a_person():
    other = variant(SCHOOL, limit_text="及时公开")
    reordered = variant(SCHOOL, elements=(Choice("申请材料"), Choice("办理条件")))

    assert rules.settled([variant(), other], None) is None
    assert rules.settled([variant(), reordered], None) is None


@pytest.mark.parametrize(
    ("choice", "chosen", "limits", "owed"),
    [
        ("one", "YX2:9", ["及时公开"], [{SCHOOL}]),
        ("one", "YX1:200001", ["制定或获取之日起10个工作日内"], [{WELFARE}]),
        ("join", "YX2:9", ["及时公开"], [{WELFARE, SCHOOL}]),
        ("both", "", ["制定或获取之日起10个工作日内", "及时公开"], [{WELFARE}, {SCHOOL}]),
    ],
)
def test_what_a_person_decided_is_done(choice, chosen, limits, owed):
    rows = rules.settled(
        [variant(), variant(SCHOOL, "9", limit_text="及时公开")], Decision(choice, chosen)
    )

    assert [row.content.limit_text for row in rows] == limits
    assert [set(row.owed) for row in rows] == owed


def test_a_choice_of_a_row_that_is_gone_asks_again():
    rows = [variant(), variant(SCHOOL, limit_text="及时公开")]

    assert rules.settled(rows, Decision("one", "YX9:1")) is None


def test_an_office_may_split_an_item_without_being_asked():
    twice = [variant(), variant(code="200002", limit_text="及时公开", subject_text="县低保中心")]

    assert len(rules.settled(twice, None)) == 2


def test_the_same_rows_ask_the_same_and_a_changed_row_asks_anew():
    rows = [variant(), variant(SCHOOL, "9", limit_text="及时公开")]
    reworded = [rows[0], variant(SCHOOL, "9", limit_text="及时公开", subject_text="别的单位")]
    changed = [rows[0], variant(SCHOOL, "9", limit_text="5日内")]

    assert rules.question(rows) == rules.question(rows[::-1]) == rules.question(reworded)
    assert rules.question(rows) != rules.question(changed)


def reads(meaning: dict[str, set[int]]):
    """A catalogue that understands these texts."""
    return lambda text: (frozenset(meaning.get(text, ())), () if text in meaning else (text,))


NAMES = {WELFARE: "县民政局", SCHOOL: "县教育局", TOWN_A: "甲镇政府", TOWN_B: "乙镇政府"}
CLASSES = {"各乡镇": frozenset({TOWN_A, TOWN_B})}


@pytest.mark.parametrize(
    ("written", "owed", "said"),
    [
        (["县级民政部门"], {WELFARE}, "县级民政部门"),  # means the same above: kept as written
        (["镇政府"], {TOWN_A}, "甲镇政府"),  # above it would mean every town: named
        (["甲镇政府", "乙镇政府"], {TOWN_A, TOWN_B}, "各乡镇"),  # all of a class
        (["甲镇政府", "县民政局"], {WELFARE, TOWN_A, TOWN_B}, "县民政局、各乡镇"),
        (["县级民政部门", "县教育局"], {WELFARE, SCHOOL}, "县民政局、县教育局"),
    ],
)
def test_who_owes_it_is_said_in_words_that_mean_the_same_above(written, owed, said):
    """《政府信息公开条例》第十条."""
    meaning = {"县级民政部门": {WELFARE}, "镇政府": {TOWN_A, TOWN_B}, "县教育局": {SCHOOL}}
    sources = tuple(variant(subject_text=text) for text in written)
    row = rules.Row(sources[0].content, sources, frozenset(owed))

    assert rules.subject_text(row, reads(meaning), CLASSES, NAMES) == said


def test_a_name_nobody_could_place_is_kept_for_a_person_to_place():
    said = content(subject_text="县低保中心")
    one = Variant(WELFARE, "YX1", "民政局", "1", said, frozenset({WELFARE}), ("县低保中心",))
    row = rules.Row(one.content, (one,), one.owed)

    assert rules.subject_text(row, reads({}), CLASSES, NAMES) == "县民政局、县低保中心"


def test_a_merged_row_names_its_sources():
    rows = [variant(n, str(n)) for n in range(1, 8)]

    (said,) = rules.where_from(rules.settled(rows, None)[0])

    assert said == "由1局、2局、3局、4局、5局等 7 个单位报送，合成一条。"
