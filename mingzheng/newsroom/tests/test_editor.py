"""The text is written as it will look, in a real browser, under the policy; without it, as text."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from mingzheng.files.tests.workshop import a_photo
from mingzheng.newsroom.actions import enclosing
from mingzheng.publishing.tests.factories import a_manuscript, anew, content
from tests.browser import DESK, axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b>补贴标准<o:p></o:p></b></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>项目</p></td>
<td><p class=MsoNormal>金额</p></td></tr><tr><td><p>耕地地力</p></td><td>每亩 100 元</td></tr>
</table><p class=MsoNormal><span style='mso-list:Ignore'>一是</span>按户发放。</p>
<!--EndFragment--></body></html>"""
PASTE = """(box, html) => {
  const data = new DataTransfer();
  data.setData('text/html', html);
  data.setData('text/plain', '补贴标准');
  const told = {clipboardData: data, bubbles: true, cancelable: true};
  box.dispatchEvent(new ClipboardEvent('paste', told));
}"""


def written(page: Page):
    """The place to write in, once the script has put it there."""
    page.get_by_role("toolbar", name="正文格式").wait_for()
    return page.get_by_role("textbox", name="正文", exact=True)


def opened(page: Page, room, **said):
    made = a_manuscript(room, said=content(room, **said))
    refused = []
    page.on("console", lambda one: refused.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: refused.append(str(one)))
    sign_in(page, room.drafter)
    page.goto(reverse("newsroom:edit", args=[made.pk]))
    return made, refused


def test_a_text_is_written_as_it_will_look_and_nothing_is_refused(page: Page, room):
    made, refused = opened(page, room, body='<p class="text-center">第一段</p>')
    box = written(page)
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="一级标题").click()
    page.keyboard.type("一、办理条件")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="加粗").click()
    page.keyboard.type("年满十八周岁")

    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert (axe(page), wide, refused) == ([], 0, [])
    page.get_by_role("button", name="存稿").click()

    body = anew(made).revision.body
    assert '<p class="text-center">第一段</p>' in body
    assert ">一、办理条件</h2>" in body
    assert "<strong>年满十八周岁</strong>" in body


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_what_is_pasted_from_word_keeps_its_words_and_loses_its_looks(page: Page, room):
    made, refused = opened(page, room, body="<p>前面的话。</p>")
    box = written(page)
    box.click()
    page.keyboard.press("Control+End")

    box.evaluate(PASTE, WORD)
    page.get_by_text("已粘贴，多余的格式去掉了").wait_for()
    page.get_by_role("button", name="存稿").click()

    body = anew(made).revision.body
    for word in ("前面的话。", "补贴标准", "项目", "金额", "耕地地力", "每亩 100 元", "按户发放。"):
        assert body.count(word) == 1, word
    assert "<table>" in body
    assert "Mso" not in body
    assert refused == []


MERGED = """<table border=1><tr><td rowspan=2>乡镇</td><td colspan=2>补贴</td><td>备注</td></tr>
<tr><td>户数</td><td>金额</td><td>无</td></tr>
<tr><td>柳溪镇</td><td>12</td><td>3600</td><td rowspan=2>已发</td></tr>
<tr><td>石桥镇</td><td colspan=2>没有</td></tr></table><p>按户发放。</p>"""


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_merged_cells_of_a_pasted_table_stay_merged(page: Page, room):
    made, refused = opened(page, room, body="<p>前面的话。</p>")
    box = written(page)
    box.click()
    page.keyboard.press("Control+End")

    box.evaluate(PASTE, MERGED)
    page.get_by_text("已粘贴，多余的格式去掉了").wait_for()
    page.get_by_role("button", name="存稿").click()

    body = anew(made).revision.body
    for word in ("乡镇", "补贴", "备注", "户数", "3600", "石桥镇", "没有", "按户发放。"):
        assert body.count(word) == 1, word
    assert (body.count('rowspan="2"'), body.count('colspan="2"')) == (2, 2), body
    assert refused == []
    before = body
    page.goto(reverse("newsroom:edit", args=[made.pk]))
    written(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("开头")
    page.get_by_role("button", name="存稿").click()
    assert anew(made).revision.body == before.replace("<p>", "<p>开头", 1)


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_the_title_of_a_pasted_table_is_not_lost(page: Page, room):
    made, _ = opened(page, room, body="<p>前面的话。</p>")
    box = written(page)
    box.click()
    page.keyboard.press("Control+End")

    table = "<table><tr><td colspan=2>各镇补贴发放表</td></tr>"
    box.evaluate(PASTE, f"{table}<tr><td>乡镇<td>户数</tr><tr><td>柳溪镇<td>12</tr></table>")
    page.get_by_text("已粘贴，多余的格式去掉了").wait_for()
    page.get_by_role("button", name="存稿").click()

    body = anew(made).revision.body
    for word in ("各镇补贴发放表", "乡镇", "户数", "柳溪镇", "12"):
        assert body.count(word) == 1, body


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_what_cleaning_a_pasted_text_took_out_is_said_beside_the_saved_text(page: Page, room):
    opened(page, room, body="<p>前面的话。</p>")
    box = written(page)
    box.click()

    box.evaluate(PASTE, "<p>见<a href='javascript:go()'>附件</a></p><img src='file:///C:/1.png'>")
    page.get_by_text("已粘贴，多余的格式去掉了").wait_for()
    page.get_by_role("button", name="存稿").click()

    told = page.get_by_text("清理正文时：")
    assert "去掉了 1 个打不开或不安全的链接地址" in told.inner_text()
    assert "有 1 张图片在原来的电脑上" in told.inner_text()


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_opening_a_text_changes_nothing_of_it(page: Page, room):
    body = '<p>第一段<sup>1</sup></p>\n<ol start="3"><li>三</li></ol>\n<p class="text-end">落款</p>'
    made, _ = opened(page, room, body=body)
    written(page)
    page.get_by_label("标题", exact=True).fill("改了标题")
    page.get_by_role("button", name="存稿").click()

    assert (anew(made).revision.title, anew(made).revision.body) == ("改了标题", body)


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_a_text_that_the_editor_cannot_hold_stays_in_the_text_box(page: Page, room):
    table = "<table><caption>表 1</caption><tr><th>甲</th><th>乙</th></tr>"
    opened(page, room, body=f"{table}<tr><td>1</td><td>2</td></tr></table>")

    page.get_by_text("请在文本框里改").wait_for()
    assert "<caption>表 1</caption>" in page.locator("textarea[name=body]").input_value()
    assert page.get_by_role("toolbar").count() == 0


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_a_picture_with_words_stands_in_the_editor(page: Page, room):
    made = a_manuscript(room)
    kept = enclosing.enclose(made, "门.jpg", a_photo(), by=room.drafter, base=1, alt="大厅正门")
    before = anew(made).revision.body
    sign_in(page, room.drafter)
    page.goto(reverse("newsroom:edit", args=[made.pk]))
    page.locator(".editor img[alt=大厅正门]").wait_for()
    written(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("开头")
    page.get_by_role("button", name="存稿").click()

    body = anew(made).revision.body
    assert f'<img src="image:{kept.pk}" alt="大厅正门">' in body
    assert body == before.replace("<p>", "<p>开头", 1)
