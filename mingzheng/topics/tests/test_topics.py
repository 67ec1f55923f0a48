"""Topics: what stands in them, what they count, who keeps them, how they end."""

import base64
import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingzheng.catalogue.states import EditionState
from mingzheng.catalogue.tests.factories import a_cast
from mingzheng.core.access import Blocked, Denied
from mingzheng.deadlines import almanac
from mingzheng.dues import actions as dues
from mingzheng.dues.tests.factories import a_catalogue, a_due
from mingzheng.dues.tests.factories import an_article as a_publication
from mingzheng.powers.tests.factories import a_list
from mingzheng.publishing.actions import withdrawing
from mingzheng.publishing.tests.factories import an_article, content
from mingzheng.search.models import Document
from mingzheng.search.queries import Wanted, find
from mingzheng.standards.models import Field
from mingzheng.topics import actions, queries
from mingzheng.topics.models import Topic
from mingzheng.topics.rules.charts import bars
from mingzheng.topics.tests.conftest import BLANK, SAID
from tests.pages import wording

pytestmark = pytest.mark.django_db
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def a_part(topic, room, name="进展", **rule):
    return actions.add_part(topic, BLANK | {"name": name} | rule, by=room.openness)


def test_a_part_holds_what_was_picked_first_and_then_what_its_rule_finds(topic, room, client):
    part = a_part(topic, room, kind="notice", office=room.office)
    a_part(topic, room, name="空的", kind="budget")
    auto = an_article(room)
    picked = an_article(room, content(room, "选进来的", kind="news"))
    actions.pick(part, picked.code, by=room.openness)

    (shelf,) = queries.shelves(topic)
    page = client.get("/topics/pilot/").content.decode()

    assert [one.title for one in shelf.articles] == [picked.title, auto.title]
    assert "空的" not in page
    assert "试点专栏" in page
    assert "云溪县人民政府" in page


def test_a_withdrawn_article_leaves_the_topic_at_once(topic, room):
    part = a_part(topic, room, kind="notice")
    one = an_article(room)
    actions.pick(part, one.code, by=room.openness)

    withdrawing.withdraw(one, reason="数字有误", by=room.signer)

    assert queries.shelves(topic) == []


def test_the_rule_knows_words_columns_and_the_days_of_the_topic(topic, room):
    one = an_article(room)
    home = one.home
    parts = [
        a_part(topic, room, name="词", kind="notice", words="便民"),
        a_part(topic, room, name="别的词", kind="notice", words="没有的词"),
        a_part(topic, room, name="栏目", column=home),
    ]

    found = {shelf.part.name for shelf in queries.shelves(topic)}
    Topic.objects.filter(pk=topic.pk).update(begins_on=date(2026, 6, 16))
    topic.refresh_from_db()

    assert found == {"词", "栏目"}
    assert [part.has_rule for part in parts] == [True] * 3
    assert queries.shelves(topic) == []


def test_the_statistics_count_items_stages_catalogues_and_dues_by_light(db, frozen):
    almanac.seed()
    cast = a_cast()
    a_catalogue(cast)
    a_due(cast, what="今天的")
    a_due(cast, what="过期的", happened_on=date(2026, 5, 25))
    done = a_due(cast, what="公开了的", happened_on=date(2026, 6, 2))
    dues.fulfil([done.pk], timezone.localdate(), subject=a_publication(), by=cast.drafter)

    told = queries.statistics([], timezone.localdate(), almanac.current())
    other = queries.statistics(
        list(Field.objects.exclude(code="20")), timezone.localdate(), almanac.current()
    )

    assert (told.items, told.catalogues, told.published) == (2, 1, 1)
    assert dict(told.stages)["服务"] == 2
    lights = {colour: number for colour, _, number in told.lights if number}
    assert lights.pop("orange") == 1
    assert lights.pop("amber") == 1
    assert (other.items, other.published, sum(n for *_, n in other.lights)) == (0, 0, 0)


def test_the_statistics_count_what_was_published_while_the_topic_ran_by_stage(db, frozen):
    """Each publication once, however many dues it fulfils; withdrawn ones not at all."""
    almanac.seed()
    cast = a_cast()
    a_catalogue(cast)
    found = [a_due(cast, what=f"第 {n} 件", happened_on=date(2026, 6, 1 + n)) for n in range(3)]
    today, whole = timezone.localdate(), [one.pk for one in found]
    dues.fulfil(whole[:2], today, subject=a_publication(), by=cast.drafter)
    dues.fulfil(whole[2:], today, subject=a_publication(2), by=cast.drafter)
    dues.unfulfil(a_publication(2), by=cast.drafter)

    told = queries.statistics([], today, almanac.current(), since=date(2026, 6, 1))
    later = queries.statistics([], today, almanac.current(), since=date(2026, 12, 1))

    assert told.released == 1
    assert {stage: n for stage, n in told.by_stage if n} == {"服务": 1}
    assert later.released == 0


def test_the_statistics_count_lists_in_force_and_rules_published(room):
    an_article(room, content(room, "政府信息公开工作制度", kind="system"))
    an_article(room)
    today = timezone.localdate()

    told = queries.statistics([], today, almanac.current(), since=date(2026, 6, 1))

    assert (told.norms, told.lists, told.items) == (1, 0, 0)
    a_list(a_cast(), at=EditionState.IN_FORCE)
    assert queries.statistics([], today, almanac.current()).lists == 1


def test_a_topic_that_ended_before_publications_were_counted_shows_what_was(topic, room, client):
    actions.archive(topic, "做完了。", by=room.openness)
    kept = Topic.objects.get().figures
    for name in ("released", "by_stage", "lists", "norms"):
        kept.pop(name)
    Topic.objects.update(figures=kept)

    page = wording(client.get("/topics/pilot/"))

    assert "公开事项 0 项" in page
    assert "发布信息" not in page


def test_a_chart_says_its_numbers_in_words_and_none_is_drawn_of_nothing():
    drawn = bars("x", "标<题", [("决策", 2), ("结果", 0)])

    assert "决策 2 项；结果 0 项" in drawn
    assert "标&lt;题" in drawn
    assert drawn.count("<rect") == 2
    assert bars("x", "标题", [("决策", 0)]) == bars("x", "标题", []) == ""


def test_only_what_is_open_is_public(topic, room, client):
    actions.save(topic, SAID | {"is_open": False}, by=room.openness)

    assert client.get("/topics/pilot/").status_code == 404
    assert "试点专栏" not in client.get("/topics/").content.decode()


def test_an_ended_topic_stays_readable_and_says_so(topic, room, client, frozen):
    frozen.move_to("2027-01-05 10:00:00+08:00")

    page = client.get("/topics/pilot/").content.decode()

    assert "这个专题已经结束（2026-12-31）" in page
    assert "已经结束的" in client.get("/topics/").content.decode()


def test_an_archived_topic_is_closed_to_changes_until_it_is_restored(topic, room, client):
    actions.archive(topic, "试点验收合格，做法写进工作规则。", by=room.openness)

    assert "试点验收合格" in client.get("/topics/pilot/").content.decode()
    with pytest.raises(Blocked, match="已经归档"):
        a_part(topic, room)
    with pytest.raises(Blocked, match="已经归档"):
        actions.archive(topic, "再来", by=room.openness)
    actions.restore(topic, by=room.openness)
    a_part(topic, room)
    with pytest.raises(Blocked, match="没有归档"):
        actions.restore(topic, by=room.openness)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "名称和目的"),
        ({"purpose": ""}, "名称和目的"),
        ({"ends_on": date(2026, 5, 1)}, "结束日期要在开始日期以后"),
    ],
)
def test_a_topic_that_cannot_be_is_refused(room, said, sentence):
    with pytest.raises(Blocked, match=sentence):
        actions.save(Topic(organisation=room.county), SAID | said, by=room.openness)


def test_an_address_is_taken_once_and_only_the_openness_office_keeps_topics(topic, room):
    with pytest.raises(Blocked, match="已经有专题用了"):
        actions.save(Topic(organisation=room.county), SAID, by=room.openness)
    with pytest.raises(Denied):
        actions.save(Topic(organisation=room.county), SAID, by=room.drafter)


def test_parts_and_picks_that_cannot_be_are_refused(topic, room):
    part = a_part(topic, room)

    for name, rule, sentence in (("进展", {}, "已经有子栏目"), ("词", {"words": "词"}, "太慢")):
        with pytest.raises(Blocked, match=sentence):
            a_part(topic, room, name=name, **rule)
    with pytest.raises(Blocked, match="没有这个短网址"):
        actions.pick(part, "nonsense", by=room.openness)
    for number in range(7):
        a_part(topic, room, name=f"{number}")
    with pytest.raises(Blocked, match="最多 8 个"):
        a_part(topic, room, name="第九个")


def test_the_desk_makes_arranges_and_archives(room, desk, words):
    said = {"office": room.county.code, "name": "试点", "slug": "a", "purpose": "目的"}
    said |= {"begins_on": "2026-06-01", "is_open": "on", "alt": "一个点"}
    file = SimpleUploadedFile("点.png", base64.b64decode(DOT))
    desk.post("/desk/topics/new/", said | {"picture": file})
    one = Topic.objects.get()
    here = f"/desk/topics/{one.pk}/"

    desk.post(f"{here}parts/", {"name": "动态", "kind": "notice"})
    article = an_article(room)
    part = one.parts.get()
    wrong = words(desk.post(f"{here}parts/{part.pk}/pick/", {"code": "没有"}, follow=True))
    desk.post(f"{here}parts/{part.pk}/pick/", {"code": f"https://x/articles/{article.code}/"})

    assert "没有这个短网址的公开信息" in wrong
    assert article.title in words(desk.get(here))
    assert desk.get("/topics/a/picture/")["Content-Type"] == "image/png"
    desk.post(f"{here}picks/{part.picks.get().pk}/remove/")
    desk.post(f"{here}parts/{part.pk}/remove/")
    desk.post(f"{here}archive/", {"note": "办完了"})
    assert "办完了" in words(desk.get(here))
    assert "已归档" in words(desk.get("/desk/topics/"))
    desk.post(f"{here}restore/")
    assert "归档说明" in words(desk.get(here))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"slug": "不 行"}, "只能用字母、数字和短横"),
        ({"ends_on": "2025-01-01"}, "结束日期要在开始日期以后"),
        ({"picture": SimpleUploadedFile("木马.exe", b"MZ"), "alt": "x"}, "收不了 .exe 文件"),
    ],
)
def test_the_form_says_what_is_wrong(room, desk, words, said, sentence):
    row = {"office": room.county.code, "name": "试点", "slug": "a", "purpose": "目的"}

    answer = desk.post("/desk/topics/new/", row | {"begins_on": "2026-06-01"} | said)

    assert sentence in words(answer)
    assert Topic.objects.count() == 0


def test_the_page_stays_within_its_queries(topic, room, client, django_assert_max_num_queries):
    part = a_part(topic, room, kind="notice")
    a_part(topic, room, name="另外", kind="news", office=room.office)
    for number in range(3):
        one = an_article(room, content(room, f"第 {number} 条"))
        actions.pick(part, one.code, by=room.openness)
    client.get("/topics/")

    with django_assert_max_num_queries(8):
        client.get("/topics/")
    with django_assert_max_num_queries(8):
        client.get("/topics/pilot/")


def test_the_numbers_of_a_topic_stand_still_once_it_has_ended(db, client, frozen):
    """Counted as of its last day, though more comes out later."""
    almanac.seed()
    cast = a_cast()
    actions.save(Topic(organisation=cast.county), SAID, by=cast.openness)
    frozen.move_to("2027-01-01 00:10:00+08:00")
    assert actions.freeze_due(timezone.localdate()) == 1
    assert actions.freeze_due(timezone.localdate()) == 0
    a_catalogue(cast)

    page = wording(client.get("/topics/pilot/"))
    assert "统计到 2026-12-31，专题结束以后不再变动" in page
    assert "公开事项 0 项" in page
    assert queries.statistics([], timezone.localdate(), almanac.current()).items == 2


def test_a_topic_that_runs_again_counts_again(topic, room, client):
    actions.archive(topic, "做完了。", by=room.openness)
    assert Topic.objects.get().figures_on == timezone.localdate()

    actions.restore(Topic.objects.get(), by=room.openness)

    assert Topic.objects.get().figures_on is None
    assert "实时统计" in client.get("/topics/pilot/").content.decode()


def test_a_topic_is_found_by_its_name_purpose_and_parts_while_it_is_open(topic, room):
    a_part(topic, room, name="清单公示")

    assert [d.title for d in Document.objects.filter(kind="topic")] == ["试点专栏"]
    assert find(Wanted("清单公示")).total == 1
    actions.save(topic, SAID | {"is_open": False}, by=room.openness)
    assert find(Wanted("清单公示")).total == 0


def test_search_engines_are_told_of_every_open_topic(topic, client):
    index = client.get("/sitemap.xml").content.decode()
    assert "/topics/sitemap.xml</loc>" in index

    assert "/topics/pilot/</loc>" in client.get("/topics/sitemap.xml").content.decode()


def test_programs_read_what_a_topic_is_for_and_what_stands_in_it(topic, room, client):
    part = a_part(topic, room)
    one = an_article(room)
    actions.pick(part, one.code, by=room.openness)

    page = client.get("/topics/pilot/").content.decode()
    said, trail = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])["@graph"]

    assert said["description"] == SAID["purpose"]
    (listed,) = said["mainEntity"]["itemListElement"]
    assert listed["url"] == f"http://testserver{one.get_absolute_url()}"
    assert [step["name"] for step in trail["itemListElement"]] == ["首页", "专题专栏", "试点专栏"]


def test_a_topic_is_subscribed_to_as_atom_and_as_json(topic, room, client):
    """What stands in its parts, each once, the newest first."""
    a_part(topic, room, kind="notice")
    part = a_part(topic, room, name="另外")
    one, other = an_article(room), an_article(room, content(room, "后发布的", kind="news"))
    for picked in (one, other):
        actions.pick(part, picked.code, by=room.openness)

    told = client.get("/topics/pilot/feed.json").json()
    atom = client.get("/topics/pilot/feed.atom").content.decode()

    assert told["title"] == "专题：试点专栏"
    assert told["home_page_url"] == "http://testserver/topics/pilot/"
    assert [entry["title"] for entry in told["items"]] == [other.title, one.title]
    assert atom.count("<entry>") == 2
    assert "/topics/pilot/feed.atom" in client.get("/topics/pilot/").content.decode()
    for gone in ("/topics/none/feed.atom", "/topics/pilot/feed.rss"):
        assert client.get(gone).status_code == 404


def test_what_a_topic_says_is_checked_before_everybody_reads_it(topic, room):
    phone = "联系张某13900001234"
    for deed, words in (
        (lambda: actions.save(topic, SAID | {"purpose": phone}, by=room.openness), "目的：写着"),
        (lambda: a_part(topic, room, name=phone, kind="notice"), "子栏目名称：写着"),
        (lambda: actions.archive(topic, phone, by=room.openness), "归档说明：写着"),
    ):
        with pytest.raises(Blocked, match=words):
            deed()

    assert topic.parts.count() == 0
