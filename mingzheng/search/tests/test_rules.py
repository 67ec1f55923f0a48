"""What counts as the same text, and what a query says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzheng.search.rules.asking import holds, terms, widened
from mingzheng.search.rules.marking import marked, snippet
from mingzheng.search.rules.masking import kept
from mingzheng.search.rules.ranking import score
from mingzheng.search.rules.sounds import readings, sounding, syllables
from mingzheng.search.rules.text import (
    document_numbers,
    flat,
    gram,
    grams,
    needs,
    phrase,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("云政发〔2026〕12号", "云政发 2026 12 号"),
        ("云政发[2026]12号", "云政发 2026 12 号"),
        ("云政发【２０２６】12号", "云政发 2026 12 号"),
        ("雲政發（2026）12號", "云政发 2026 12 号"),
        # Quotation marks and line breaks do not part what people read as one.
        ("“最多跑一次”改革", "最多跑一次改革"),
        ("最低生活\n保障", "最低生活保障"),
        ("Open Data，開放數據", " open data 开放数据"),
        ("ＰＭ2.5", " pm2 5 "),
        ("软\u00ad连字符 \u200b零宽", "软连字符零宽"),
        ("，。！", ""),
        ("", ""),
    ],
)
def test_text_is_read_as_a_row_of_units(text, row):
    assert flat(text) == row


def test_a_character_is_simplified_alone_so_that_its_neighbours_do_not_matter():
    assert flat("乾燥") in flat("乾坤乾燥")


def test_units_become_one_token_each():
    assert list(tokens(flat("云政发2026年"))) == ["云政", "政发", "发", "2026", "年"]


@pytest.mark.parametrize(
    ("text", "found", "goes_on"),
    [
        ("低保", ["低保"], False),
        ("最低生活", ["最低", "低生", "生活"], False),
        ("保", ["保"], True),
        ("12号", ["12", "号"], True),
        ("2026", ["2026"], False),
    ],
)
def test_a_phrase_asks_for_the_tokens_that_must_stand_side_by_side(text, found, goes_on):
    assert phrase(flat(text)) == (found, goes_on)


def test_a_document_number_is_a_token_of_its_own_however_it_is_bracketed():
    kinds = ("根据云政发〔2026〕12号", "云政发(2026)12号", "2026 12 号")

    assert {tuple(document_numbers(flat(one))) for one in kinds} == {("№2026№12",)}
    assert document_numbers(flat("2026年12号")) == []


def test_pairs_of_characters_have_numbers_of_their_own():
    pairs = [a + b for a in "一低保县龥" for b in "一低保县龥"]

    assert len({gram(pair) for pair in pairs}) == len(pairs)
    assert all(-(1 << 31) <= gram(token) < 1 << 31 for token in [*pairs, "2026", "𬭎", "保"])
    assert gram("低保") not in grams("低温保障")


@given(st.text("低保障农12ab 𬭎𠀀，", max_size=30))
def test_a_text_has_the_numbers_of_its_tokens_and_of_its_characters(text):
    row = flat(text)

    units = {*tokens(row), *(sign for sign in row if sign >= "⺀")}
    assert grams(row) >= {gram(unit) for unit in units}
    assert len(grams(row)) <= len(units) + len(row.split())  # no more than a seam for each run


def test_a_year_has_a_number_of_its_own():
    years = {gram(f"{year}") for year in range(1900, 2100)} | {gram("0"), gram("00"), gram("10")}

    assert len(years) == 203
    assert not years & {gram("低保"), gram("ab"), gram("20261")}
    assert gram("꘡꘠") != gram("10")  # figures of another script
    assert needs(flat("2026"))[1] is True
    assert needs(flat("20261"))[1] is False


def test_a_seam_is_a_number_of_its_own():
    numbers, is_proof = needs(flat("12号"))

    assert set(numbers) <= grams(flat("云政发〔2026〕12号"))
    assert not set(numbers) <= grams(flat("12月3号"))
    assert not is_proof


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("养老金 资格认证", ["养老金", "资格认证"]),
        ("“养老金 资格”认证", ["养老金资格", "认证"]),
        ('"open data"', [" open data "]),
        ("低保 低保", ["低保"]),
        ("“没有关上", ["没有关上"]),
        ("？ ！", []),
    ],
)
def test_a_query_is_words_that_must_all_be_there(query, words):
    assert [term.own for term in terms(query)] == words


def test_only_words_without_quotation_marks_are_read_as_pinyin():
    assert len(terms("dibao")[0].alternatives) > 1
    assert len(terms("“dibao”")[0].alternatives) == 1


def test_pinyin_is_read_in_every_way_it_can_be():
    assert readings("xian") == [["xian"], ["xi", "an"]]
    assert readings("lüse") == [["lv", "se"]]
    assert readings("2026") == readings("低保") == []


def test_latin_letters_are_initials_too():
    assert len(sounding("njgz")) == 1
    assert syllables("农机购置2026年") == ["nong", "ji", "gou", "zhi", "nian"]


def test_a_colloquial_word_is_also_looked_for_in_official_words():
    words = widened(terms("低保标准 “低保”"), {"低保": ["最低生活保障"]})

    assert words[0].alternatives == ("低保标准", "最低生活保障标准")
    assert words[0].also == ("最低生活保障",)
    assert words[1].alternatives == ("低保",)


def test_the_longest_known_word_wins():
    words = widened(terms("低保户"), {"低保": ["最低生活保障"], "低保户": ["救助对象"]})

    assert words[0].also == ("救助对象",)


def test_marks_stand_around_what_was_found_in_the_text_as_written():
    pieces = marked("根據《雲政發〔２０２６〕12號》辦理", [flat("云政发2026")])

    assert [piece.text for piece in pieces if piece.is_found] == ["雲政發〔２０２６"]
    assert "".join(piece.text for piece in pieces) == "根據《雲政發〔２０２６〕12號》辦理"


def test_a_snippet_is_the_sentence_with_the_word():
    text = f"{'总则很长。' * 60}低保对象每年复核一次。{'附则很长。' * 60}"
    pieces = snippet(text, [flat("低保")])

    assert pieces[0].text == "……"
    assert pieces[1] == ("低保", True)
    assert len("".join(piece.text for piece in pieces)) < 130


def test_a_snippet_of_a_text_without_the_word_is_its_beginning():
    assert snippet("只有标题里有这个词。", [flat("低保")]) == [("只有标题里有这个词。", False)]


def test_the_title_that_was_asked_for_comes_first():
    words = terms("临时救助")
    titles = ["临时救助", "临时救助：审核信息", "关于印发临时救助办法的通知", "特困供养"]

    assert sorted(titles, key=lambda title: -score(title, words)) == titles


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("身份证 11010519491231002X", "身份证 ＊"),
        ("138 0013 8000 是谁", "＊ 是谁"),
        ("１３８００１３８０００", "＊"),
        ("zhang.san@yunxi.example", "＊"),
        ("云政发〔2026〕123号", "云政发 2026 123号"),
        ("138\u200b0013\ufe0f80\U0001f60000", "＊"),
        ("低\u202e保\u0007 \U0001f600", "低保"),
        ("低保！" * 21, ""),
        ("2026年预算", "2026年预算"),
    ],
)
def test_numbers_of_people_are_not_kept(query, text):
    assert kept(query) == text


@given(st.text(alphabet="低保最生活a1 ，。乾雲é\u0301２", max_size=30))
def test_a_text_that_is_flat_stays_as_it_is(text):
    assert flat(flat(text)) == flat(text)


@given(st.text(max_size=40), st.data())
def test_whole_units_of_a_text_are_found_in_it(text, data):
    row = flat(text)
    units = [unit for run in row.split() for unit in ([run] if run[0] < "⺀" else run)]
    first = data.draw(st.integers(0, len(units)))
    last = data.draw(st.integers(first, len(units)))
    words = terms(f"“{' '.join(units[first:last])}”")

    assert holds(row, words)
