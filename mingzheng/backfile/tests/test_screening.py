"""Old texts go through the examination of the newsroom; what is red holds its row back."""

import pytest

from mingzheng.backfile import actions, queries
from mingzheng.backfile.tests.factories import HEAD, ONE, TWO, a_batch, a_zip
from mingzheng.core import trace
from mingzheng.core.access import Blocked, Denied
from mingzheng.posts.roles import ROLES
from mingzheng.proofing.models import Override
from mingzheng.publishing.models import Article

pytestmark = pytest.mark.django_db

WHY = "旧网站一直公开的工作电话"
BET = "<p>各村植树。</p><div style='display:none'><a href='http://bet.example/'>老虎机</a></div>"
MOBILE = "关于巡护的通知,2019-05-01,县林业局,,护林员电话13812345678，请各村告知。\n"
ID = "关于补助的公示,2019-05-02,县林业局,,补助对象张某，身份证号 11010519491231002X。\n"


def row(body: str, title: str = "关于植树的通知") -> str:
    return f'{title},2019-03-05,县林业局,http://www.old.cn/a/9.html,"{body}"\n'


def held(batch) -> list[tuple[int, str]]:
    lines = batch.report["problems"]
    return [(one["row"], one["code"]) for one in lines if one["blocking"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BET, "hidden_link"),
        ("<p>各村植树。</p><script>document.write(unescape('%3C'))</script>", "script"),
        ("<p>各村植树。</p><a href='javascript:go()'>附件</a>", "script"),
        ("线上赌场百家乐，注册送彩金，老虎机", "spam"),
        ("救助对象：张小满，住址：柳溪镇东桥村3组12号。", "address"),
        ("联系人张某，手机13812345678", "mobile"),
        ("<p>详见<a href='http://x.example/'>这个网站的说明</a></p>", "strange_host"),
        ("<p>详见<a href='http://192.168.1.8/a'>内部通报</a></p>", "inner_link"),
        ("<p>各村植树。</p><img src='http://bet.example/1.png' alt='植树'>", "outside_picture"),
        ("<p>请<a href='tel:13812345678'>打给他</a>。</p>", "mobile"),
    ],
)
def test_what_the_newsroom_would_not_let_out_stays_outside(room, body, code):
    """国办秘函〔2019〕19号; 《个人信息保护法》第二十五条."""
    batch = a_batch(room, HEAD + ONE + row(body) + TWO)

    counts = batch.report["counts"]
    assert (counts["created"], counts["left_out"], batch.report["rows"]) == (2, 1, 3)
    assert (3, code) in held(batch)
    line = next(one for one in batch.report["problems"] if one["code"] == code)
    assert line["sheet"] == "旧站.csv"
    assert "：" in line["message"]  # the place, then what is wrong
    assert "13812345678" not in str(batch.report)


def test_the_source_of_an_old_text_and_the_names_of_its_files_are_read_too(room):
    number = "11010519491231002X"
    rows = f"关于甲的公示,2019-05-01,{number},,各村植树。\n"
    rows += row(f"<p>见<a href='http://www.old.cn/{number}.doc'>附</a></p>", "关于乙的公示")

    batch = a_batch(room, HEAD + rows)

    assert held(batch) == [(2, "id_card"), (3, "id_card")]
    assert number not in str(batch.report)


def test_an_honest_text_with_links_of_its_own_site_comes_in(room):
    body = "<p>见<a href='http://www.old.cn/f/1.doc'>实施办法</a>、<a href='2.doc'>附表</a></p>"

    batch = a_batch(room, HEAD + row(body))

    assert (held(batch), batch.report["counts"]["created"]) == ([], 1)


def test_pictures_left_on_the_old_site_are_told_and_hold_nothing_back(room):
    body = "<p>各村植树。</p><img src='http://www.old.cn/1.png' alt='甲'><img src='2.png'>"

    batch = a_batch(room, HEAD + row(body))

    assert (held(batch), batch.report["counts"]["created"]) == ([], 1)
    assert ("doubtful", "请核对：别的网站上的图片 2 处。") in [
        (one["code"], one["message"]) for one in batch.report["problems"]
    ]


def test_a_page_is_looked_at_beyond_the_part_that_is_taken_over(room):
    """国办秘函〔2019〕19号: 挂马、篡改."""
    honest = "<html><head><script>var a=1</script></head><body><h1>关于植树的通知</h1>"
    honest += "<div id='zoom'><p>发布日期：2019-3-4</p><p>各村{}植树。</p></div>{}</body></html>"
    bet = "<div style='left:-9999px'><a href='http://bet.example/'>百家乐</a></div>"
    pages = {
        "1.html": honest.format("春季", "").encode(),
        "2.html": honest.format("秋季", bet).encode(),
    }

    batch = a_batch(room, a_zip(pages), "旧站.zip")

    assert {code for _, code in held(batch)} == {"hidden_link", "spam"}
    assert {one["sheet"] for one in batch.report["problems"] if one["blocking"]} == {"2.html"}
    assert batch.report["counts"]["created"] == 1


def test_what_is_public_already_is_not_asked_about_again(room):
    batch = a_batch(room, HEAD + MOBILE)
    actions.let_pass(batch, marks(batch, "mobile"), by=room.openness, reason=WHY)
    actions.confirm(batch, by=room.openness)
    actions.write(batch, by=room.openness)

    batch = a_batch(room, HEAD + MOBILE)

    assert batch.report["counts"] == {"created": 0, "unchanged": 1, "duplicates": 0, "left_out": 0}


def marks(batch, code: str) -> list[str]:
    return [one["marks"][0] for one in batch.report["problems"] if one["code"] == code]


def test_findings_are_let_pass_in_one_go_by_name_and_with_a_reason(room):
    other = MOBILE.replace("巡护", "值守").replace("护林员", "值守员")
    batch = a_batch(room, HEAD + MOBILE + other + ID + ONE)
    assert batch.report["counts"]["created"] == 1

    freed = actions.let_pass(batch, marks(batch, "mobile"), by=room.openness, reason=WHY)

    assert (freed, batch.report["counts"]["created"]) == (2, 3)
    assert held(batch) == [(4, "id_card")]
    assert set(Override.objects.values_list("by_name", "reason")) == {(room.openness.name, WHY)}
    told = trace.history(batch).last()
    assert (told.step, told.note, told.facts["finding"]) == (
        "override_finding",
        WHY,
        "手机号码 2 处",
    )
    actions.confirm(batch, by=room.openness)
    assert actions.write(batch, by=room.openness) == 3
    assert batch.report["counts"] == {"created": 3, "unchanged": 0, "duplicates": 0, "left_out": 1}
    assert not Article.objects.filter(title="关于补助的公示").exists()


def test_a_number_of_a_person_is_let_pass_by_the_secrecy_reviewer_alone(room):
    """《个人信息保护法》第二十五条."""
    batch = a_batch(room, HEAD + ID)

    with pytest.raises(Denied, match="保密审查"):
        actions.let_pass(batch, marks(batch, "id_card"), by=room.openness, reason=WHY)
    assert held(batch) == [(2, "id_card")]
    (group,) = queries.held_in(batch, by=room.openness)
    assert (group.may_pass, "请保密审查人来看" in group.why_not) == (False, True)

    assert actions.let_pass(batch, marks(batch, "id_card"), by=room.secrecy, reason=WHY) == 1


def test_nobody_lets_a_hidden_link_pass_and_not_without_a_reason(room):
    batch = a_batch(room, HEAD + row(BET) + MOBILE)

    with pytest.raises(Blocked, match="不能放行"):
        actions.let_pass(batch, marks(batch, "hidden_link"), by=room.openness, reason=WHY)
    with pytest.raises(Blocked, match="写明理由"):
        actions.let_pass(batch, marks(batch, "mobile"), by=room.openness, reason="好")
    with pytest.raises(Blocked, match="没有选中"):
        actions.let_pass(batch, [], by=room.openness, reason=WHY)
    with pytest.raises(Blocked, match="刷新"):
        actions.let_pass(batch, ["0" * 32], by=room.openness, reason=WHY)
    assert not Override.objects.exists()


def test_a_row_let_pass_says_nothing_of_the_same_words_in_another(room):
    twin = MOBILE.replace("巡护", "值守")  # the same body under another title
    batch = a_batch(room, HEAD + MOBILE + twin)

    actions.let_pass(batch, marks(batch, "mobile")[:1], by=room.openness, reason=WHY)

    assert [number for number, _ in held(batch)] == [3]


def test_what_is_written_is_not_let_pass_any_more(room):
    batch = a_batch(room, HEAD + ONE + MOBILE)
    actions.confirm(batch, by=room.openness)
    actions.write(batch, by=room.openness)

    with pytest.raises(Blocked, match="还没有确认"):
        actions.let_pass(batch, marks(batch, "mobile"), by=room.openness, reason=WHY)


def test_what_cleaning_took_out_is_told(room):
    lost = row(
        "<p>植树。</p><img src='file:///C:/1.png'><iframe src='https://www.gov.cn/a'></iframe>"
    )

    batch = a_batch(room, HEAD + lost)

    said = [one["message"] for one in batch.report["problems"] if one["code"] == "cleaned"]
    assert len(said) == 1
    assert "清理正文时：有 1 张图片在原来的电脑上" in said[0]
    assert "嵌入的视频或窗口" in said[0]


def test_only_posts_that_let_findings_pass_do_so_here(room):
    batch = a_batch(room, HEAD + MOBILE)

    for person in (room.signer, room.stranger):
        with pytest.raises(Denied):
            actions.let_pass(batch, marks(batch, "mobile"), by=person, reason=WHY)
    assert "finding.override" in ROLES["openness_office"].deeds
