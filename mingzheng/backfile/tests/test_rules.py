"""Old addresses in one form; what an old text is, by its column and its title."""

import pytest

from mingzheng.backfile.rules.addresses import place, plain
from mingzheng.backfile.rules.composing import with_files
from mingzheng.backfile.rules.kinds import genre_of, kind_of, validity_of


@pytest.mark.parametrize(
    "address",
    [
        "http://www.old.cn/a/1.html",
        "https://old.cn/a/1.html#top",
        "https://OLD.cn:443/a/1.html/",
        "http://old.cn/%61/1.html",
    ],
)
def test_one_page_has_one_address(address):
    assert plain(address) == ("old.cn/a/1.html", "/a/1.html")


@pytest.mark.parametrize(
    "address", ["", "无", "http://[", "http://old.cn/", "http://old.cn/" + "x" * 500]
)
def test_what_leads_to_no_page_is_no_address(address):
    assert plain(address) == ("", "")


def test_the_query_tells_pages_of_one_script_apart():
    assert plain("http://old.cn/show.jsp?id=7")[1] == place("/show.jsp", "id=7")
    assert place("/show.jsp", "id=7") != place("/show.jsp", "id=8")


def test_what_a_text_is_follows_its_column_and_its_title():
    assert kind_of("notices", "news") == "notice"
    assert kind_of("anything", "policy") == "policy"
    assert kind_of("anything", "home") == "other"
    assert genre_of("关于印发《办法》的通知") == "circular"
    assert genre_of("关于简政放权的意见（试行）") == ""
    assert genre_of("今天天气") == ""


@pytest.mark.parametrize(
    ("kind", "said", "validity"),
    [
        ("policy", "有效", "valid"),
        ("normative", " 已废止", "lapsed"),
        ("policy", "", ""),  # nobody knows, so nobody says
        ("news", "有效", ""),
    ],
)
def test_a_document_holds_only_if_its_list_says_so(kind, said, validity):
    assert validity_of(kind, said) == validity


def test_files_that_stayed_on_the_old_site_are_linked_below_the_text():
    body = with_files("<p>正文</p>", ("http://old.cn/files/%E8%A1%A8.doc", "http://old.cn/"))

    assert body.startswith("<p>正文</p>")
    assert ">表.doc</a>" in body
    assert 'href="http://old.cn/files/%E8%A1%A8.doc"' in body
    assert with_files("<p>正文</p>", ()) == "<p>正文</p>"
