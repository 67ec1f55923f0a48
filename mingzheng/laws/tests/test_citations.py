"""Citations as offices write them, and what a citation is worth."""

from datetime import date

import pytest

from mingzheng.laws.rules.citations import read_citations
from mingzheng.laws.rules.standing import Version, standing
from mingzheng.laws.rules.titles import law_key, number_key, year_in

OLD = Version(1, date(2004, 8, 28), "", "superseded")
NEW = Version(2, date(2019, 8, 26), "", "in_force")


@pytest.mark.parametrize(
    "written",
    [
        "《中华人民共和国土地管理法》",
        "土地管理法",
        "《土地管理法》（2019修正）",
        "土地管理法(2019年修正)",
        "土地 管理法（2019年第三次修正）",
        "《土地管理法》【2020版】",
    ],
)
def test_a_law_has_one_key_however_it_is_written(written):
    assert law_key(written) == law_key("中华人民共和国土地管理法")


def test_what_belongs_to_the_name_stays_in_the_key():
    assert law_key("检察规则（试行）") != law_key("检察规则")
    assert law_key("刑法修正案（七）") != law_key("刑法修正案（八）")


@pytest.mark.parametrize(
    "written",
    ["国办发〔2019〕54号", "国办发[2019]54号", "国办发（2019）54 号", "国办发【2019】第54号"],
)
def test_a_number_has_one_key_whatever_its_brackets(written):
    assert number_key(written) == number_key("国办发〔2019〕54号")


def test_a_year_is_read_only_as_a_version():
    assert year_in("《档案法》（2020修订）") == 2020
    assert year_in("2019年度计划") is None


@pytest.mark.parametrize(
    ("text", "title", "number", "article"),
    [
        ("《行政许可法》第三十二条", "行政许可法", "", "第三十二条"),
        ("《行政许可法》第32条第1款第（四）项", "行政许可法", "", "第32条第1款第（四）项"),
        ("《条例》（国务院令第711号）第二十条", "条例", "国务院令第711号", "第二十条"),
        ("《意见》（国办发〔2019〕54号）", "意见", "国办发〔2019〕54号", ""),
        ("《印发〈办法〉的通知》(云政发[2021]3号)", "印发〈办法〉的通知", "云政发[2021]3号", ""),
        ("《甲法》第三条、第五条", "甲法", "", "第三条、第五条"),
        ("根据国办发〔2019〕54号", "", "国办发〔2019〕54号", ""),
    ],
)
def test_a_citation_is_read_with_number_and_article(text, title, number, article):
    (one,) = read_citations(text)

    assert (one.title, one.number, one.article) == (title, number, article)


def test_a_text_with_several_laws_gives_each_its_own_articles():
    first, second, third = read_citations(
        "1.《甲法》（2018修订）第三条；2.《乙条例》2011年1月8日第七条；3.云办发〔2020〕1号"
    )

    assert (first.year, first.article) == (2018, "第三条")
    assert (second.on, second.article, second.number) == (date(2011, 1, 8), "第七条", "")
    assert third.number == "云办发〔2020〕1号"


@pytest.mark.parametrize("text", ["", "《没有写完", "按规定办理", "》《", "《》", "《" * 300])
def test_a_text_without_a_law_gives_none(text):
    assert read_citations(text) == []


def test_where_a_name_stands_is_told():
    text = "见《甲法》第一条"
    (one,) = read_citations(text)

    assert text[one.start : one.end] == "《甲法》"


@pytest.mark.parametrize(
    ("said", "flag", "meant"),
    [
        ({}, "current", NEW),
        ({"year": 2019}, "current", NEW),
        ({"year": 2004}, "superseded", OLD),
        ({"on": date(2004, 8, 28)}, "superseded", OLD),
        ({"year": 1998}, "superseded", None),  # older than anything the register has
        ({"year": 2026}, "no_version", None),  # the register is behind
    ],
)
def test_a_date_says_which_text_is_meant(said, flag, meant):
    assert standing([OLD, NEW], **said) == (flag, meant)


def test_a_law_that_is_repealed_is_so_whatever_is_cited():
    gone = Version(3, date(2010, 1, 1), "云政发〔2010〕1号", "repealed")

    assert standing([gone], year=2010)[0] == "repealed"
    assert standing([gone])[0] == "repealed"


def test_a_number_says_which_text_is_meant():
    old = Version(1, date(2007, 4, 5), "国务院令第492号", "superseded")
    new = Version(2, date(2019, 4, 3), "国务院令第711号", "in_force")

    assert standing([old, new], number="国务院令第492号") == ("superseded", old)
    assert standing([old, new], number="国务院令 711号") == ("current", new)
    assert standing([], number="国务院令第1号") == ("current", None)
