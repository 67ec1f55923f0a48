"""朗读 in a real browser, with a voice of our own making: Chromium here has none."""

import pytest

from tests.browser import DESK, axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# A voice that says nothing and ends a sentence when `window.finish()` is called.
VOICE = """
window.said = [];
const fake = {
  getVoices: () => [{lang: 'en-US'}, {lang: 'LANG'}],
  speak: (one) => { window.said.push(one.text); window.now = one; },
  cancel: () => { const one = window.now; window.now = null; one?.onerror?.(); },
  addEventListener: () => {},
};
window.finish = () => { const one = window.now; window.now = null; one.onend(); };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: fake});
"""


def with_voice(page, language: str = "zh-CN"):
    page.add_init_script(VOICE.replace("LANG", language))
    page.goto("/accessibility/")
    return page.locator("[data-read-aloud]")


def marked(page) -> str:
    """The text of the sentence that one sees marked."""
    return page.evaluate("[...(CSS.highlights.get('spoken') ?? [])].map(String).join('')")


def test_without_a_chinese_voice_there_is_no_button(page):
    assert not with_voice(page, "fr-FR").is_visible()


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_it_reads_from_the_heading_on_and_marks_what_it_reads(page):
    tools = with_voice(page)
    tools.get_by_role("button", name="朗读").click()
    assert marked(page) == "看得清、听得到、用得了"

    page.evaluate("finish()")
    page.evaluate("finish()")

    assert page.evaluate("said")[:3] == [
        "看得清、听得到、用得了",
        "本站按无障碍标准建设。",
        "这里如实写明已经做到的和还没做到的。",
    ]
    assert marked(page) == "这里如实写明已经做到的和还没做到的。"
    assert axe(page) == []


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_it_pauses_goes_on_and_stops_by_keyboard(page):
    tools = with_voice(page)
    tools.get_by_role("button", name="朗读").focus()
    page.keyboard.press("Enter")
    page.evaluate("finish()")
    page.keyboard.press("Enter")
    assert tools.get_by_role("button").all_inner_texts() == ["继续", "停止"]

    page.keyboard.press("Enter")
    assert page.evaluate("said").count("本站按无障碍标准建设。") == 2
    page.keyboard.press("Escape")

    assert tools.get_by_role("button").all_inner_texts() == ["朗读"]
    assert marked(page) == ""
    assert page.evaluate("window.now") is None


def test_it_comes_to_the_end_and_says_every_word_once(page):
    tools = with_voice(page)
    tools.get_by_role("button", name="朗读").click()

    page.evaluate("while (window.now) finish()")

    said = "".join(page.evaluate("said"))
    assert "请打" in said
    assert said.count("可放大到 200%") == 1
    assert tools.get_by_role("button").all_inner_texts() == ["朗读"]


def test_with_the_button_the_bar_is_no_wider_than_the_screen(page):
    page.context.add_cookies(
        [{"name": "size", "value": "larger", "domain": "localhost", "path": "/"}]
    )
    with_voice(page).get_by_role("button", name="朗读").click()

    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
