"""The pages of the checks as a browser shows them: readable, narrow, without a script."""

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_county, a_person
from mingzheng.checklists.actions import load_starter
from mingzheng.checklists.models import WordList
from tests.browser import axe, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

TEXT = """关于公布临时救助对象名单的公告。。
张小满（身份证号：110101199003070038，手机13812345678），住址：柳溪镇东桥村3组12号。
截止2026年5月底，办理帐户变更。
"""


def test_a_text_is_tried_and_its_findings_are_read_at_any_width(page):
    load_starter()
    sign_in(page, a_person("openness_office", a_county()))
    page.goto(reverse("checklists:try"))
    page.get_by_label("文字").fill(TEXT)
    page.get_by_role("button", name="检查", exact=True).click()

    marks = page.locator("mark").all_inner_texts()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert {"110101199003070038", "13812345678", "柳溪镇东桥村3组12号", "帐户"} <= set(marks)
    assert (axe(page), wide) == ([], 0)


def test_a_list_of_words_is_read_at_any_width(page):
    load_starter()
    sign_in(page, a_person("openness_office", a_county()))
    page.goto(reverse("checklists:list", args=[WordList.objects.get().pk]))

    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert (axe(page), wide) == ([], 0)
