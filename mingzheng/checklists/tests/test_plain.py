"""What is typed straight onto public pages: checked as articles are, refused with a sentence."""

import pytest

from mingzheng.checklists.actions.plain import check_plain
from mingzheng.checklists.models import AllowedHost
from mingzheng.core.access import Blocked

pytestmark = pytest.mark.django_db

CARD = "430702199003071237"  # made up; its last digit is right


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"经办人身份证号{CARD}", "职责：写着完整的身份证号"),
        ("电话 13900001234", "职责：写着完整的手机号码"),
        ("13900001234", "职责：写着完整的手机号码"),
        ("第一条\n\n村民张小满，家住柳溪镇白石村3组12号", "职责第 2 行：个人的住址"),
        ("详见 https://bet365-vip.example.com/", "职责链接“https://bet365-vip.example.com”"),
        ("https://bet365-vip.example.com/", "通到没有登记的网站 bet365-vip.example.com"),
    ],
)
def test_what_must_not_go_public_is_named_with_its_field(text, words):
    with pytest.raises(Blocked) as refused:
        check_plain({"名称": "县民政局", "职责": text})

    assert words in refused.value.reason
    assert CARD not in refused.value.reason
    assert refused.value.reason.endswith("公开以前要改好。")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "负责全县低保、特困人员救助，办公地址：云溪县人民路12号。",
        "0730-8123456",
        "详见 https://www.yunxi.example/guide，工作日接待。",
        "https://www.yunxi.example/guide",
    ],
)
def test_what_an_office_says_of_itself_passes(text):
    AllowedHost.objects.create(host="yunxi.example", name="县政府门户网站")

    check_plain({"职责": text})


def test_only_the_first_findings_are_told_and_how_many_are_left():
    with pytest.raises(Blocked, match="还有 2 处也要改"):
        check_plain({"职责": "\n".join(["13900001234"] * 5)})
