"""Records told to channels and to those who follow: once for a batch, nobody named, taken back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.accounts.tests.factories import a_person
from mingzheng.channels import actions as channels
from mingzheng.channels.adapters.http import Client
from mingzheng.channels.tests.fakes import gateway, weibo
from mingzheng.channels.tests.fakes.server import serving
from mingzheng.channels.tests.fakes.smtp import receiving
from mingzheng.core.trace import digest
from mingzheng.noticeboard import actions
from mingzheng.notifications import actions as notifications
from mingzheng.notifications.models import Announcement, Delivery, Part
from mingzheng.notifications.states import Series
from mingzheng.pagecache.models import PublicChange
from mingzheng.publicity.actions import records
from mingzheng.publicity.states import RecordKind
from mingzheng.publicity.states import RecordState as S
from mingzheng.publicity.tests.factories import a_record, an_entry, anew, credit_code
from mingzheng.subscriptions import actions as subscriptions
from mingzheng.subscriptions.models import Letter, Request, Subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
QUICK = Client(connect=2, read=2)
COMPANY = "云溪县明月养老服务有限公司"


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.CHANNEL_HOSTS = ("127.0.0.1",)
    settings.SITE_ADDRESS = "https://gk.yunxi.example"


@pytest.fixture
def system(cast):
    return a_person("system_admin", cast.county)


@pytest.fixture
def blog(cast, system):
    """The county's Weibo, which an administrator chose for records."""
    fake = weibo.FakeWeibo()
    with serving(fake) as address:
        values = {"access_token": weibo.TOKEN, "endpoint": address}
        channels.set_up(cast.county, "weibo", values, by=system, carries_records=True, is_on=True)
        yield fake


@pytest.fixture
def app(cast, system):
    """The county's app, which carries articles alone."""
    fake = gateway.FakeReceiver()
    with serving(fake) as address:
        values = {"endpoint": address, "secret": gateway.SECRET}
        channels.set_up(cast.county, "app", values, by=system, scope="every", is_on=True)
        yield fake


@pytest.fixture
def post(cast, system):
    """The county's mail server."""
    with receiving() as fake:
        values = {"host": "127.0.0.1", "port": str(fake.port), "security": "none"}
        values |= {"sender": "gk@yunxi.example", "sender_name": "云溪县政务公开"}
        channels.set_up(cast.county, "email", values, by=system, is_on=True)
        yield fake


def company(cast, number: int = 1, *, at: str = S.PUBLISHED):
    said = {"XK_WSH": f"云民许〔2026〕{number}号", "XK_XKBH": str(number)}
    return a_record(cast, "permit", at=at, **said)


def follows(kind: str, value: str, *, address: str = "a@b.example") -> Subscriber:
    asked = subscriptions.ask("email", address, [(kind, value, value)], pace="at_once")
    Request.objects.filter(pk=asked.pk).update(nonce=digest(b"nonce"))
    return subscriptions.confirm(asked.pk, "nonce")


def a_round() -> int:
    """What a tick does, in its order."""
    now = timezone.now()
    done = actions.announce(now)
    notifications.send_due(now, client=QUICK)
    subscriptions.match(now)
    subscriptions.tell(now)
    return done


def test_the_words_for_series_are_those_of_records():
    assert Series.choices == RecordKind.choices


def test_one_record_is_told_by_its_name_where_it_was_chosen(cast, blog, app):
    record = company(cast)

    assert a_round() == 1
    assert a_round() == 0

    (status,) = blog.posts.values()
    assert COMPANY in status
    assert f"https://gk.yunxi.example{record.public_url}" in status
    assert not Delivery.objects.filter(medium="app").exists()  # it was chosen for articles only
    made = Announcement.objects.get()
    assert (made.series, made.told, made.standing) == ("permit", 1, 1)
    assert Part.objects.get().address == record.public_url


def test_a_batch_is_one_post_and_one_letter(cast, blog, post):
    """Not one for each of five hundred rows of a table."""
    follows("office", cast.office.code)
    follows("series", "penalty", address="c@d.example")
    drafts = [company(cast, number, at=S.REVIEW) for number in range(1, 6)]
    records.take_all(drafts, "release", by=cast.reviewer)

    assert a_round() == 5
    assert a_round() == 0

    (status,) = blog.posts.values()
    title = "云溪县民政局6月15日新公示行政许可 5 条"
    assert status.startswith(f"{title} https://")
    assert COMPANY not in status  # a post cannot be mended when one of them is taken down
    assert f"/publicity/?kind=permit&office={cast.office.code}" in status
    (letter,) = post.letters
    text = letter.get_body(("plain",)).get_content()
    assert (letter["To"], letter["Subject"].strip()) == ("a@b.example", title)
    assert text.count(COMPANY) == 3  # the first of them
    assert Letter.objects.count() == 1


def test_the_link_of_a_batch_finds_its_records(client, cast, blog, words):
    company(cast)
    company(cast, 2)
    a_record(cast, at=S.PUBLISHED)
    a_round()

    made = Announcement.objects.get(series="permit")

    assert "找到 2 条" in words(client.get(made.shown_address))
    assert client.get("/feeds/changes.json").json()["changes"][0]["url"].endswith(made.address)


def test_a_natural_person_is_counted_and_never_named(cast, blog, post):
    """《个人信息保护法》第六条: what stands elsewhere is no longer ours to take down."""
    follows("series", "penalty")
    follows("word", "擅自开展活动", address="c@d.example")
    a_record(cast, at=S.PUBLISHED)

    a_round()

    (status,) = blog.posts.values()
    assert "新公示行政处罚 1 条" in status
    text = post.letters[0].get_body(("plain",)).get_content()
    for said in (status, text):
        assert "欧" not in said
        assert "擅自开展活动" not in said
    assert [one["To"] for one in post.letters] == ["a@b.example"]


def test_what_is_taken_down_before_it_was_told_stays(cast, blog, post):
    follows("series", "permit")
    record, other = company(cast), company(cast, 2)
    now = timezone.now()
    actions.announce(now)
    subscriptions.match(now)
    assert Letter.objects.count() == 1
    for one in (record, other):
        records.withdraw(anew(one), by=cast.reviewer, reason="revoked", words="决定已被撤销。")

    notifications.send_due(now, client=QUICK)
    subscriptions.tell(now)

    assert blog.posts == {}
    assert post.letters == []
    assert Delivery.objects.get().state == "abandoned"
    made = Announcement.objects.get()
    assert (made.standing, made.is_public) == (0, False)
    assert made.title == "云溪县民政局的行政许可公示，已经不再公示"


def test_a_letter_says_how_many_of_a_batch_still_stand(cast, post):
    follows("series", "permit")
    some = [company(cast, number) for number in (1, 2, 3)]
    actions.announce(timezone.now())
    subscriptions.match(timezone.now())
    records.withdraw(anew(some[0]), by=cast.reviewer, reason="revoked", words="决定已被撤销。")

    subscriptions.tell(timezone.now())

    assert "新公示行政许可 2 条" in post.letters[0]["Subject"]


def test_what_was_posted_by_name_is_taken_back_from_there(cast, blog):
    record = company(cast)
    a_round()
    records.withdraw(anew(record), by=cast.reviewer, reason="revoked", words="决定已被撤销。")

    a_round()

    assert blog.posts == {}
    last = Announcement.objects.latest("pk")
    assert (last.kind, last.deliveries.get().state) == ("withdraw", "sent")
    assert a_round() == 0


def test_what_is_over_is_taken_back_too(cast, blog, frozen):
    record = company(cast)
    a_round()
    records.Record.objects.update(display_until=timezone.localdate() - timedelta(days=1))
    records.expire_due(timezone.localdate())

    a_round()

    assert anew(record).state == S.EXPIRED
    assert blog.posts == {}


@pytest.mark.parametrize("is_person", [False, True])
def test_a_correction_is_told_where_the_record_was_told_by_name(cast, blog, is_person):
    trader = {"CF_XDR_MC": "钟离未央", "CF_XDR_LB": "个体工商户", "CF_FRDB": "钟离未央",
              "CF_XDR_SHXYM": credit_code(7), "CF_XDR_ZJLX": "", "CF_XDR_ZJHM": ""}  # fmt: skip
    record = a_record(cast, at=S.PUBLISHED, **trader)
    a_round()
    assert "钟离未央" in next(iter(blog.posts.values()))
    said = {"CF_XDR_MC": "钟离未央"} if is_person else trader | {"CF_WFXW": "擅自开展培训"}
    records.propose(anew(record), an_entry(**said), by=cast.drafter, reason="写错了")
    records.correct(anew(record), by=cast.reviewer, note="同意")

    a_round()

    texts = list(blog.posts.values())
    if is_person:
        assert texts == []
        assert "钟离" not in str(list(Announcement.objects.values()))
    else:
        assert texts[1].startswith("【更正】钟离未央：擅自开展培训")
        assert "更正说明：写错了" in texts[1]
        assert "同意" not in texts[1]


def test_two_rounds_at_once_tell_once(cast, blog, monkeypatch):
    company(cast)
    events = actions.queries.unannounced(timezone.now())
    actions.announce(timezone.now())
    monkeypatch.setattr(actions.queries, "unannounced", lambda now: events)

    assert actions.announce(timezone.now()) == 0
    assert Announcement.objects.count() == 1


def test_a_record_taken_down_or_corrected_is_shown_by_no_process_again(cast):
    """ADR 32."""
    taken = PublicChange.objects.filter(takes_back=True)
    record, other = company(cast), company(cast, 2)
    assert not taken.exists()

    records.withdraw(record, by=cast.reviewer, reason="revoked", words="决定已被撤销。")
    assert taken.count() == 1
    entry = an_entry("permit", XK_WSH="云民许〔2026〕2号", XK_XKBH="2", XK_NR="准予设立。")
    records.propose(anew(other), entry, by=cast.drafter, reason="写错了")
    records.correct(anew(other), by=cast.reviewer)

    assert taken.count() == 2


def test_a_round_costs_the_same_for_five_records_as_for_one(cast, django_assert_max_num_queries):
    drafts = [company(cast, number, at=S.REVIEW) for number in range(1, 6)]
    records.take_all(drafts, "release", by=cast.reviewer)

    with django_assert_max_num_queries(14):
        assert actions.announce(timezone.now()) == 5


def test_the_list_leads_to_the_form_that_follows_it(client, cast, post, words):
    company(cast)

    page = client.get(reverse("noticeboard:records") + "?kind=permit").content.decode()
    assert reverse("subscriptions:new") + "?series=permit" in page
    form = client.get(reverse("subscriptions:new") + "?series=permit").content.decode()

    assert re.search(r'name="series"[^>]*value="permit"[^>]*checked', form)
    assert not re.search(r'name="series"[^>]*value="penalty"[^>]*checked', form)
    said = {"series": ["permit"], "medium": "email", "address": "a@b.example", "pace": "daily"}
    client.post(reverse("subscriptions:new"), said)
    assert Request.objects.get().wanted == [["series", "permit", "行政许可"]]
