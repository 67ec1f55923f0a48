"""繁體: words change, and nothing that a machine reads."""

import pytest

from mingzheng.portal.traditional import in_traditional


@pytest.mark.parametrize(
    ("page", "same"),
    [
        ("<p>办事指南</p>", "<p>辦事指南</p>"),
        ('<html lang="zh-CN" data-skin="elder">', '<html lang="zh-Hant" data-skin="elder">'),
        ('<a href="/查/?q=办事" title="办事">看</a>', '<a href="/查/?q=办事" title="辦事">看</a>'),
        ('<input value="农业" placeholder="农业">', '<input value="农业" placeholder="農業">'),
        ("<textarea name=a>农业</textarea>农业", "<textarea name=a>农业</textarea>農業"),
        ('<option value="农">农业</option>', '<option value="农">農業</option>'),
        ("<option selected>农业</option>", "<option selected>农业</option>"),  # it is the value
        ("<script>let 农 = 1 < 2</script>农", "<script>let 农 = 1 < 2</script>農"),
        ("<style>.农 {}</style>", "<style>.农 {}</style>"),
        ("<!-- 农业 <p> -->农", "<!-- 农业 <p> -->農"),
        ('<td data-label="农>业">农</td>', '<td data-label="農>業">農</td>'),
        ("1 &lt; 2，农&amp;业", "1 &lt; 2，農&amp;業"),
        ('<meta name="SiteName" content="云溪县">', '<meta name="SiteName" content="云溪县">'),
    ],
)
def test_words_change_and_values_do_not(page, same):
    assert in_traditional(page) == same


def test_what_is_traditional_already_stays():
    once = in_traditional("<p>干部在后面发展，里程</p>")

    assert in_traditional(once) == once


@pytest.mark.django_db
def test_a_visitor_who_chose_it_gets_it_and_comes_back(client):
    client.get("/skin/", {"script": "hant", "next": "/privacy/"})

    html = client.get("/privacy/?a=办").content.decode()

    assert 'lang="zh-Hant"' in html
    assert "隱私" in html
    assert "script=hans" in html  # the way back
    assert "next=%2Fprivacy%2F%3Fa%3D" in html
    client.get("/skin/", {"script": "hans", "next": "/"})
    assert "隐私" in client.get("/privacy/").content.decode()


@pytest.mark.django_db
def test_refusals_are_converted_and_staff_pages_and_files_are_not(client):
    client.cookies["script"] = "hant"

    assert "沒有這一頁" in client.get("/nowhere/").content.decode()
    assert "登录" in client.get("/sign-in/").content.decode()
    assert "lang" not in client.get("/robots.txt").content.decode()
    assert client.get("/catalogue/feed.atom").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "label", "after"),
    [("", "字大一号", "large"), ("large", "再大一号", "larger"), ("larger", "字号复原", "normal")],
)
def test_letters_grow_twice_and_come_back(client, before, label, after):
    client.cookies["size"] = before

    html = client.get("/privacy/").content.decode()

    assert f"?size={after}&amp;next=" in html
    assert f">{label}<" in html
    assert (f'data-size="{before}"' in html) == bool(before)
