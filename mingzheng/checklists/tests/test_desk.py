"""The desk: lists, words, sites, links; a text to try; a workbook up and down."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzheng.checklists.actions import load_starter
from mingzheng.checklists.models import AllowedHost, LinkPolicy, LinkState, Word, WordList
from mingzheng.checklists.tests.factories import a_host, a_list, a_word


def test_the_office_makes_a_list_fills_it_and_takes_it_away(cast, at_desk, words):
    desk = at_desk(cast.office)
    assert "还没有词库" in words(desk.get(reverse("checklists:lists")))

    desk.post(reverse("checklists:new_list"), {"name": "本县词库", "is_active": "on"})
    one = WordList.objects.get()
    word = {"kind": "typo", "wrong": "帐户", "right": "账户", "is_reviewed": "on"}
    answer = desk.post(reverse("checklists:new_word", args=[one.pk]), word, follow=True)

    assert "已保存“帐户 → 账户”，马上起作用。" in words(answer)
    assert "没有这样的词" in words(desk.get(one_address(one), {"q": "帐目"}))
    assert "帐户" in words(desk.get(one_address(one), {"kind": "typo"}))
    assert "修改词" in words(desk.get(reverse("checklists:word", args=[one.words.get().pk])))
    assert "没有这样的词" in words(desk.get(one_address(one), {"reviewed": "0"}))
    desk.post(reverse("checklists:remove_word", args=[Word.objects.get().pk]))
    assert "已删除“本县词库”" in words(
        desk.post(reverse("checklists:remove_list", args=[one.pk]), follow=True)
    )
    assert not WordList.objects.exists()


def one_address(one: WordList) -> str:
    return reverse("checklists:list", args=[one.pk])


def test_a_word_that_cannot_work_is_handed_back_with_the_reason(cast, at_desk, words):
    one = a_list(cast.office)

    answer = at_desk(cast.office).post(
        reverse("checklists:new_word", args=[one.pk]), {"kind": "typo", "wrong": "的"}
    )

    assert "至少要两个字" in words(answer)
    assert not one.words.exists()


def test_a_site_is_added_from_a_finding_and_changed(cast, at_desk, words):
    desk = at_desk(cast.office)
    page = desk.get(reverse("checklists:new_host"), {"host": "news.example"})
    assert 'value="news.example"' in page.content.decode()

    desk.post(reverse("checklists:new_host"), {"host": "news.example", "name": "新闻网"})
    site = AllowedHost.objects.get()
    desk.post(reverse("checklists:host", args=[site.pk]), {"host": site.host, "name": "县新闻网"})

    assert "县新闻网" in words(desk.get(reverse("checklists:hosts")))
    desk.post(reverse("checklists:remove_host", args=[site.pk]))
    assert "一个网站也没有登记" in words(desk.get(reverse("checklists:hosts")))


def test_a_workbook_goes_down_and_up_again(cast, at_desk, words):
    desk, one = at_desk(cast.office), a_list(cast.office)
    a_word(one, by=cast.office)
    answer = desk.get(reverse("checklists:workbook", args=[one.pk]))
    assert "filename" in answer["Content-Disposition"]
    Word.objects.all().delete()

    file = SimpleUploadedFile("词表.xlsx", answer.content)
    answer = desk.post(reverse("checklists:upload", args=[one.pk]), {"file": file}, follow=True)

    assert "读了 1 个词：新增 1 个，改了 0 个。" in words(answer)


def test_a_wrong_workbook_keeps_nothing_and_says_why(cast, at_desk, words):
    desk, one = at_desk(cast.office), a_list(cast.office)
    upload = reverse("checklists:upload", args=[one.pk])
    bad = "查什么词,应当怎么写\n帐户,账户\n的,地\n"

    answer = desk.post(upload, {"file": SimpleUploadedFile("a.csv", bad.encode())})

    assert "第 3 行“查什么词”至少要两个字" in words(answer)
    assert not one.words.exists()
    answer = desk.post(upload, {"file": SimpleUploadedFile("a.exe", b"MZ1")})
    assert "收不了" in words(answer)
    assert "没有办成" in words(desk.post(upload, {}))


def test_links_are_switched_on_and_off_and_broken_ones_listed(cast, at_desk, words):
    desk = at_desk(cast.office)
    assert "没有检查站外链接" in words(desk.get(reverse("checklists:links")))

    desk.post(reverse("checklists:switch"), {"on": "1"})
    LinkState.objects.create(url="https://gone.example/", standing="broken", said="答复 404")

    said = words(desk.get(reverse("checklists:links")))
    assert "正在检查站外链接" in said
    assert "https://gone.example/" in said
    desk.post(reverse("checklists:switch"), {"on": "0"})
    assert not LinkPolicy.objects.get().is_on


def test_any_clerk_tries_a_text_and_nothing_is_kept(cast, at_desk, words):
    load_starter()
    text = "张三，身份证110101199003070038\n\n办理帐户，，手机13812345678"

    answer = at_desk(cast.clerk).post(reverse("checklists:try"), {"text": text})

    said = words(answer)
    assert "有 2 处必须改" in said
    assert "第 1 行" in said
    assert "张三，身份证110*************38" in said
    assert "办理账户，手机138****5678" in said
    assert "可以链接的网站" not in said  # a clerk does not keep the lists
    assert 'name="reason"' not in answer.content.decode()


def test_a_clean_text_is_said_to_be_clean(cast, at_desk, words):
    answer = at_desk(cast.office).post(reverse("checklists:try"), {"text": "今天开会。"})

    assert "没有发现问题" in words(answer)
    assert "没有办成" in words(at_desk(cast.office).post(reverse("checklists:try"), {"text": ""}))


def test_a_page_of_many_words_asks_as_little_as_a_page_of_few(
    cast, at_desk, django_assert_max_num_queries
):
    load_starter()
    one, desk = WordList.objects.get(), at_desk(cast.office)
    a_host(by=cast.office)
    desk.get("/desk/")  # the menu asks every room, and keeps the answers for a moment

    for name, args in (("lists", []), ("list", [one.pk]), ("hosts", []), ("links", [])):
        with django_assert_max_num_queries(10):
            desk.get(reverse(f"checklists:{name}", args=args))
