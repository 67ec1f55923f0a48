"""Channel words of the catalogue and how each is fulfilled; lines of a screen."""

from datetime import date

import pytest

from mingzheng.notifications.flow import DELIVERY_FLOW
from mingzheng.notifications.rules.screens import encoded, lines_of
from mingzheng.notifications.rules.ways import WAYS, media_wanted, required, way_of
from mingzheng.standards.rules.channels import STANDARD_CHANNELS


@pytest.mark.proves("《政府信息公开条例》第二十三条")
def test_every_standard_channel_has_its_way():
    """《政府信息公开条例》第二十三条, 第二十五条."""
    assert set(WAYS) == set(STANDARD_CHANNELS)
    assert all(way.kind == "site" or way.ask for way in WAYS.values())


def test_channels_are_known_however_they_are_written():
    found = required([("门户网站", "required"), ("村公示栏", "optional"), ("大喇叭", "required")])

    assert [(one.name, one.is_required, one.way.kind) for one in found] == [
        ("政府网站", True, "site"),
        ("社区/企事业单位/村公示栏（电子屏）", False, "proof"),
        ("大喇叭", True, "proof"),
    ]


def test_what_one_item_requires_is_required():
    found = required([("精准推送", "optional"), ("精准推送服务", "required"), ("", "required")])

    assert [(one.name, one.is_required) for one in found] == [("精准推送", True)]


@pytest.mark.parametrize(
    ("there", "wanted"),
    [((), ["wechat"]), (("weibo",), ["weibo"]), (("app", "wechat"), ["wechat", "app"])],
)
def test_one_of_the_three_is_enough_and_those_there_are_used(there, wanted):
    assert media_wanted(required([("两微一端", "required")]), there) == wanted


def test_an_optional_channel_is_not_sent_by_itself():
    assert media_wanted(required([("两微一端", "optional")]), ["wechat"]) == []
    assert way_of("没听说过的").kind == "proof"
    assert "截图" in way_of("中国政府采购网").ask


def test_a_screen_line_is_short_and_without_control_signs():
    [line] = lines_of([(date(2026, 6, 15), "第一行\n第二行\u2028" + "长" * 100)], 30)

    assert line.startswith("06-15 第一行 第二行")
    assert len(line) == 30
    assert encoded([line], "gb18030").decode("gb18030").endswith("\r\n")
    assert encoded(["好"], "nothing") == "好\r\n".encode()


def test_only_a_person_sends_again_what_is_not_clear():
    away = {step.name: step.who for step in DELIVERY_FLOW.steps_from("unsure")}

    assert away == dict.fromkeys(("resend", "confirm", "abandon"), "经办人")
