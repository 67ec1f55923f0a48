"""Each adapter against a strict server of its documented API, over a real socket."""

import socket
from dataclasses import replace

import pytest

from mingzheng.channels.adapters import Line, adapter_of
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.rules.messages import Message, Picture
from mingzheng.channels.states import Outcome
from mingzheng.channels.tests.fakes import gateway, wechat, weibo
from mingzheng.channels.tests.fakes.server import Reply, serving
from mingzheng.channels.tests.fakes.smtp import receiving

MESSAGE = Message(
    key="17-wechat",
    kind="release",
    title="云溪县临时救助办法",
    summary="六月一日起，遇到急难的家庭可以向乡镇申请临时救助。",
    url="https://gk.yunxi.example/articles/abc/",
    office="云溪县民政局",
    at="2026-06-15T10:00:00+08:00",
    html="<p>第一条　为了帮助遇到急难的家庭，制定本办法。</p>",
)
WECHAT = {"app_id": wechat.APP_ID, "app_secret": wechat.SECRET, "thumb": wechat.THUMB}
QUICK = Client(connect=1, read=1)


@pytest.fixture(autouse=True)
def _inner(settings):
    settings.CHANNEL_HOSTS = ("127.0.0.1",)


def line(**notes) -> Line:
    return Line(QUICK, dict(notes), {})


JPEG, PNG = b"\xff\xd8" + b"x" * 100, b"\x89PNG" + b"y" * 100


def a_picture(number: int, kind: str, data: bytes) -> Picture:
    return Picture(f"image:{number}", kind, len(data), lambda: data)


@pytest.fixture
def account():
    fake = wechat.FakeWeChat()
    with serving(fake) as address:
        yield fake, WECHAT | {"endpoint": address}


def test_wechat_drafts_publishes_and_asks_until_it_is_out(account):
    fake, values = account
    adapter, one = adapter_of("wechat"), line()

    taken = adapter.send(MESSAGE, values, one)
    first = adapter.ask(taken.external_id, values, one)
    second = adapter.ask(taken.external_id, values, one)

    assert (taken.outcome, taken.external_id) == (Outcome.ACCEPTED, "100000001")
    assert (first.outcome, second.outcome) == (Outcome.ACCEPTED, Outcome.SENT)
    assert second.external_id == "A100000001"
    assert one.notes["address"] == "https://mp.weixin.qq.com/s/100000001"
    draft = fake.drafts["draft-1"]
    assert draft["title"] == MESSAGE.title
    assert draft["content_source_url"] == MESSAGE.url
    assert fake.tokens_given == 1  # one token serves all calls
    assert "云溪".encode() in fake.seen[1].body  # characters, not escapes


def test_wechat_gets_the_pictures_of_a_text_first_and_shows_its_own_copies(account):
    fake, values = account
    body = '<p>前</p><figure><img src="image:7" alt="图一"></figure><img src="image:8" alt="图二">'
    shown = replace(
        MESSAGE, html=body, pictures=(a_picture(7, "jpeg", JPEG), a_picture(8, "png", PNG))
    )
    fake.expire()  # the token of the first call is over: a picture asks for a new one too
    one = Line(QUICK, {}, {"token": "token-1"})

    assert adapter_of("wechat").send(shown, values, one).outcome == Outcome.ACCEPTED

    assert fake.pictures == [JPEG, PNG]
    said = fake.drafts["draft-1"]["content"]
    assert '<img src="https://mmbiz.qpic.cn/1" alt="图一">' in said
    assert '<img src="https://mmbiz.qpic.cn/2" alt="图二">' in said


def test_a_picture_that_was_taken_is_not_sent_again(account):
    fake, values = account
    pictures = (a_picture(7, "jpeg", JPEG), a_picture(8, "png", PNG))
    shown = replace(MESSAGE, html='<img src="image:7" alt=""><img src="image:8" alt="">')
    shown, one = replace(shown, pictures=pictures), line()
    fake.fail["/cgi-bin/draft/add"] = [wechat.error(-1, "system busy")]

    busy = adapter_of("wechat").send(shown, values, one)
    again = adapter_of("wechat").send(shown, values, one)

    assert (busy.outcome, again.outcome) == (Outcome.LATER, Outcome.ACCEPTED)
    assert fake.pictures == [JPEG, PNG]


def test_a_picture_that_the_platform_refuses_is_said_and_nothing_is_out(account):
    fake, values = account
    bad = replace(MESSAGE, html='<img src="image:7">', pictures=(a_picture(7, "png", b"none"),))

    found = adapter_of("wechat").send(bad, values, line())

    assert (found.outcome, found.said) == (Outcome.REFUSED, "图片的格式平台不收")
    assert (fake.drafts, fake.published) == ({}, {})


@pytest.mark.parametrize(
    "pictures",
    [(), (a_picture(7, "gif", JPEG),), (a_picture(7, "jpeg", JPEG * 20_000),)],
    ids=["from elsewhere", "a kind that is not taken", "too large"],
)
def test_a_picture_that_cannot_go_along_leaves_its_words(account, pictures):
    fake, values = account
    said = replace(MESSAGE, html='<p><img src="image:7" alt="流程图"></p>', pictures=pictures)

    assert adapter_of("wechat").send(said, values, line()).outcome == Outcome.ACCEPTED
    assert "<p>（图：流程图，请点“阅读原文”看。）</p>" in fake.drafts["draft-1"]["content"]


def test_wechat_takes_a_new_token_once_when_the_old_one_is_over(account):
    fake, values = account
    one = line()
    adapter_of("wechat").send(MESSAGE, values, one)
    fake.expire()

    again = adapter_of("wechat").send(MESSAGE, values, Line(QUICK, {}, one.tokens))

    assert again.outcome == Outcome.ACCEPTED
    assert fake.tokens_given == 2


def test_wechat_does_not_draft_twice_when_only_publishing_failed(account):
    fake, values = account
    fake.fail["/cgi-bin/freepublish/submit"] = [wechat.error(-1, "system busy")]
    one = line()

    busy = adapter_of("wechat").send(MESSAGE, values, one)
    again = adapter_of("wechat").send(MESSAGE, values, one)

    assert (busy.outcome, again.outcome) == (Outcome.LATER, Outcome.ACCEPTED)
    assert len(fake.drafts) == 1


@pytest.mark.parametrize(
    ("path", "reply", "outcome", "said"),
    [
        ("stable_token", wechat.error(40125), "refused", "AppSecret 不对"),
        ("stable_token", wechat.error(40164), "refused", "白名单"),
        ("stable_token", Reply(hang_up=True), "later", "没有等到"),
        ("draft/add", wechat.error(45009), "later", "45009"),
        ("draft/add", Reply(hang_up=True), "later", "没有等到"),  # nobody sees a draft
        ("freepublish/submit", wechat.error(53503), "refused", "发布检查"),
        ("freepublish/submit", wechat.error(48001), "refused", "权限"),
        ("freepublish/submit", Reply(hang_up=True), "unsure", "没有等到"),
        ("freepublish/submit", Reply(b"<html>", 502), "unsure", "502"),
        ("freepublish/submit", Reply(b"??"), "unsure", "看不懂"),
    ],
)
def test_wechat_says_what_went_wrong_and_whether_it_may_be_out(account, path, reply, outcome, said):
    fake, values = account
    fake.fail[f"/cgi-bin/{path}"] = [reply]

    found = adapter_of("wechat").send(MESSAGE, values, line())

    assert found.outcome == outcome
    assert said in found.said


def test_wechat_stops_at_the_days_quota_and_waits_an_hour(account):
    fake, values = account
    fake.most_calls = 1

    found = adapter_of("wechat").send(MESSAGE, values, line())

    assert (found.outcome, found.wait) == (Outcome.LATER, 3600)


@pytest.mark.parametrize("status", [2, 3, 4, 5, 6])
def test_wechat_tells_when_the_platform_did_not_publish(account, status):
    fake, values = account
    fake.statuses = [status]
    one = line()

    taken = adapter_of("wechat").send(MESSAGE, values, one)

    assert adapter_of("wechat").ask(taken.external_id, values, one).outcome == Outcome.REFUSED


def test_wechat_shortens_a_long_title_and_sends_a_long_text_to_its_page(account):
    fake, values = account
    long = replace(MESSAGE, title="关于" * 30, summary="摘要" * 200, html="<p>" + "文" * 20_000)

    assert adapter_of("wechat").send(long, values, line()).outcome == Outcome.ACCEPTED
    assert "阅读原文" in fake.drafts["draft-1"]["content"]


def test_wechat_deletes_what_was_withdrawn(account):
    fake, values = account
    one = line()
    taken = adapter_of("wechat").send(MESSAGE, values, one)
    fake.statuses = [0]
    out = adapter_of("wechat").ask(taken.external_id, values, one)

    gone = replace(MESSAGE, kind="withdraw", earlier=out.external_id)

    assert adapter_of("wechat").send(gone, values, line()).outcome == Outcome.SENT
    assert fake.deleted == ["100000001"]


def test_weibo_posts_once_and_destroys_what_was_withdrawn():
    fake = weibo.FakeWeibo()
    with serving(fake) as address:
        values = {"access_token": weibo.TOKEN, "endpoint": address}
        sent = adapter_of("weibo").send(MESSAGE, values, line())
        twice = adapter_of("weibo").send(MESSAGE, values, line())
        posted = dict(fake.posts)
        gone = replace(MESSAGE, kind="withdraw", earlier=sent.external_id)
        ended = adapter_of("weibo").send(gone, values, line())

    assert (sent.outcome, sent.external_id) == (Outcome.SENT, "5000000000000000")
    assert posted[sent.external_id].endswith(MESSAGE.url)
    assert twice.outcome == Outcome.UNSURE  # it is out, but not by this attempt
    assert (ended.outcome, fake.posts) == (Outcome.SENT, {})


@pytest.mark.parametrize(
    ("change", "outcome", "said"),
    [
        ({"token": "other"}, "refused", "重新授权"),
        ({"most": 0}, "later", "10023"),
        ({"fail": [Reply(hang_up=True)]}, "unsure", "没有等到"),
        ({"fail": [Reply(b"", 429, {"Retry-After": "90"})]}, "later", "429"),
        ({"fail": [Reply(b"", 302, {"Location": "http://127.0.0.1:1/"})]}, "refused", "没有跟过去"),
    ],
)
def test_weibo_says_what_went_wrong(change, outcome, said):
    fake = weibo.FakeWeibo(**change)
    with serving(fake) as address:
        values = {"access_token": weibo.TOKEN, "endpoint": address}
        found = adapter_of("weibo").send(MESSAGE, values, line())

    assert found.outcome == outcome
    assert said in found.said
    assert len(fake.seen) == 1  # no redirect was followed, nothing asked twice


def test_a_weibo_post_is_cut_but_never_its_address():
    long = replace(MESSAGE, title="长标题" * 60, summary="摘要" * 100)
    fake = weibo.FakeWeibo()
    with serving(fake) as address:
        values = {"access_token": weibo.TOKEN, "endpoint": address}
        assert adapter_of("weibo").send(long, values, line()).outcome == Outcome.SENT


def test_the_app_gets_a_signed_post_and_drops_a_key_it_has_had():
    fake = gateway.FakeReceiver()
    with serving(fake) as address:
        values = {"endpoint": f"{address}/hooks?from=gk", "secret": gateway.SECRET}
        first = adapter_of("app").send(MESSAGE, values, line())
        again = adapter_of("app").send(MESSAGE, values, line())
        forged = adapter_of("app").send(MESSAGE, values | {"secret": "x" * 32}, line())

    assert (first.outcome, first.external_id) == (Outcome.SENT, "R1")
    assert again.external_id == "R1"
    assert list(fake.taken) == [MESSAGE.key]
    assert forged.outcome == Outcome.REFUSED


def test_an_sms_is_written_counted_signed_and_sent():
    fake = gateway.FakeReceiver(is_sms=True)
    values = {"secret": gateway.SECRET, "sign": "云溪县", "template": "{office}：{title} {url}"}
    with serving(fake) as address:
        values["endpoint"] = address
        sent = adapter_of("sms").send(replace(MESSAGE, to="138 0000-0000"), values, line())
        fake.fail = [Reply({"code": 301}), Reply({"code": 202}), Reply(hang_up=True)]
        ends = [
            adapter_of("sms").send(replace(MESSAGE, key=str(n), to="13800000000"), values, line())
            for n in range(3)
        ]
        nobody = adapter_of("sms").send(replace(MESSAGE, to="12345"), values, line())

    assert sent.outcome == Outcome.SENT
    assert fake.taken[MESSAGE.key]["text"].startswith("【云溪县】云溪县民政局：")
    assert [one.outcome for one in ends] == ["later", "refused", "unsure"]
    assert nobody.outcome == Outcome.REFUSED


def mail_values(port: int) -> dict[str, str]:
    values = {"host": "127.0.0.1", "port": str(port), "security": "none", "user": ""}
    return values | {"password": "", "sender": "gk@yunxi.example", "sender_name": "云溪县政务公开"}


def test_a_letter_has_html_a_plain_twin_and_one_click_to_stop():
    """RFC 8058: List-Unsubscribe-Post says that one POST is enough."""
    message = replace(MESSAGE, to="a@b.example", text="纯文字", unsubscribe="https://gk/u/1/")
    with receiving() as fake:
        sent = adapter_of("email").send(message, mail_values(fake.port), line())

    letter = fake.letters[0]
    assert sent.outcome == Outcome.SENT
    assert fake.to == ["a@b.example"]
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert letter.get_body(("plain",)).get_content().strip() == "纯文字"
    assert letter["List-Unsubscribe"] == "<https://gk/u/1/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Message-ID"] == "<17-wechat@yunxi.example>"


@pytest.mark.parametrize(
    ("refuse", "hang_up", "outcome"),
    [
        ("450 later", False, "later"),
        ("550 no such user", False, "refused"),
        ("", True, "unsure"),
    ],
)
def test_a_mail_server_that_refuses_or_hangs_up(refuse, hang_up, outcome):
    with receiving() as fake:
        fake.refuse, fake.hang_up = refuse, hang_up
        found = adapter_of("email").send(
            replace(MESSAGE, to="a@b.example"), mail_values(fake.port), line()
        )

    assert found.outcome == outcome


def test_nobody_there_is_not_sent():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    letter = adapter_of("email").send(replace(MESSAGE, to="a@b.example"), mail_values(port), line())
    values = {"endpoint": f"http://127.0.0.1:{port}", "secret": gateway.SECRET}

    assert letter.outcome == Outcome.LATER
    assert adapter_of("app").send(MESSAGE, values, line()).outcome == Outcome.LATER


def test_addresses_inside_are_not_asked_unless_whoever_runs_the_server_says_so(settings):
    """SSRF: a channel's address must not lead into the office's own network."""
    settings.CHANNEL_HOSTS = ()
    fake = gateway.FakeReceiver()
    with serving(fake) as address:
        port = address.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "[::ffff:127.0.0.1]"):
            for scheme in ("http", "https"):
                values = {"endpoint": f"{scheme}://{host}:{port}/", "secret": gateway.SECRET}
                found = adapter_of("app").send(MESSAGE, values, line())
                assert found.outcome == Outcome.LATER, host
    letter = adapter_of("email").send(
        replace(MESSAGE, to="a@b.example"), mail_values(25) | {"security": "ssl"}, line()
    )

    assert "内网地址" in letter.said
    assert fake.seen == []
