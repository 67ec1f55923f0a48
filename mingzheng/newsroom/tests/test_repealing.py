"""A document that another repeals (废止): who is asked, with one click, and what readers see."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mingzheng.accounts.tests.factories import a_person
from mingzheng.core import trace
from mingzheng.newsroom.queries import overtaken_by
from mingzheng.publishing.actions import releasing, withdrawing
from mingzheng.publishing.models import Article
from mingzheng.publishing.tests.factories import an_article, content, policy
from mingzheng.texts.rules.content import Tie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def of(name: str, article) -> str:
    return reverse(f"newsroom:{name}", args=[article.code])


def repealing(room, old: Article, **said) -> Article:
    """A newer document of the office that says it repeals the old one."""
    said = {"document_number": "云政规〔2026〕9号", "dated_on": date(2026, 6, 10)} | said
    ties = (Tie("repeals", article=old.code),)
    return an_article(room, policy(room, "云溪县临时救助办法（修订）", ties=ties, **said))


def test_a_document_is_marked_as_repealed_with_its_ground(room, at_desk, words):
    article = an_article(room, policy(room))
    signer = at_desk(room.signer)
    for said, reason in (
        ({"on": "2026-06-15"}, "写明是哪份文件废止它的"),
        ({"on": "2026-06-15", "document": "nowhere2"}, "没有这个短网址"),
        ({"on": "2026-07-15", "title": "新办法"}, "还没有到"),
    ):
        assert reason in words(signer.post(of("repeal", article), said))

    done = signer.post(of("repeal", article), {"on": "2026-06-15", "title": "新办法"}, follow=True)

    assert "2026-06-15 由《新办法》废止" in words(done)


def test_a_repeal_said_by_mistake_is_taken_back_with_a_reason(room, at_desk, words, client):
    article = an_article(room, policy(room))
    signer = at_desk(room.signer)
    assert "没有标明废止" in words(signer.post(of("unrepeal", article), {"reason": "选错"}), 409)
    signer.post(of("repeal", article), {"on": "2026-06-15", "title": "新办法"})
    assert "撤销废止" in words(signer.get(of("article", article)))
    assert "理由：请填写" in words(signer.post(of("unrepeal", article), {"reason": " "}))

    signer.post(of("unrepeal", article), {"reason": "选错了文件"})

    article = Article.objects.get(pk=article.pk)
    assert (article.get_validity_display(), article.repealed_by_title) == ("有效", "")
    assert "撤销废止" in words(client.get(f"{article.get_absolute_url()}course/"))
    last = trace.history(article).last()
    assert (last.step, last.note) == ("hold_after_all", "选错了文件")


def test_whoever_takes_back_the_only_interpretation_is_told(room, at_desk, words):
    document = an_article(room, policy(room))
    first = an_article(room, interpretation(room, document))
    signer = at_desk(room.signer)

    assert f"《{document.title}》唯一公开的解读" in words(signer.get(of("withdraw", first)))

    an_article(room, interpretation(room, document, "再解读"))
    assert "唯一公开的解读" not in words(signer.get(of("withdraw", first)))


def interpretation(room, document: Article, title: str = "解读"):
    ties = (Tie("interprets", article=document.code),)
    return content(room, title, kind="interpretation", form="text", ties=ties)


def test_the_signer_of_the_office_is_asked_and_answers_with_one_click(room, at_desk, words):
    old = an_article(room, policy(room))
    new = repealing(room, old)
    signer, asked = (
        at_desk(room.signer),
        "已被《云溪县临时救助办法（修订）》废止，请把有效性改为废止",
    )

    assert asked in words(signer.get("/desk/"))
    assert asked not in words(at_desk(room.drafter).get("/desk/"))
    page = signer.get(of("article", old))
    assert asked in words(page)
    assert "标明废止，2026-06-10 起" in words(page)
    of_drafter = words(at_desk(room.drafter).get(of("article", old)))
    assert "由云溪县民政局的签发人办" in of_drafter
    assert "标明废止，2026-06-10 起" not in of_drafter
    sent = {"on": "2026-06-10", "document": new.code}
    done = words(signer.post(of("repeal", old), sent, follow=True))

    assert "2026-06-10 由《云溪县临时救助办法（修订）》废止" in done
    assert asked not in done
    assert asked not in words(signer.get("/desk/"))


def test_another_offices_document_is_its_owners_to_mark(room):
    """Whoever repeals a document of another office asks; only the owner may say that it is over."""
    old = an_article(room, policy(room))
    Article.objects.filter(pk=old.pk).update(organisation=room.town)
    owner = a_person("signer", room.town, name="程砚秋")
    repealing(room, old)

    assert [one.document for one in overtaken_by(owner)] == [old]
    assert overtaken_by(room.signer) == []


def test_nobody_is_asked_before_the_newer_text_holds_or_after_it_is_gone(room, frozen):
    old = an_article(room, policy(room))
    new = repealing(room, old, effective_on=date(2026, 7, 1))
    assert overtaken_by(room.signer) == []

    frozen.shift(timedelta(days=16))
    releasing.settle_validity(date(2026, 7, 1))
    assert [one.on for one in overtaken_by(room.signer)] == [date(2026, 7, 1)]

    withdrawing.withdraw(new, by=room.signer, reason="印错了")
    assert overtaken_by(room.signer) == []


def test_it_ends_no_earlier_than_it_began(room):
    old = an_article(room, policy(room, dated_on=date(2026, 6, 12)))
    repealing(room, old)

    assert [one.on for one in overtaken_by(room.signer)] == [date(2026, 6, 12)]


def test_readers_of_the_interpretation_and_of_lists_see_that_it_is_repealed(room, client, words):
    old = an_article(room, policy(room))
    explains = {"kind": "interpretation", "form": "text", "ties": (Tie("interprets", old.code),)}
    told = an_article(room, content(room, "救助办法怎么用", **explains))
    address = told.get_absolute_url()
    assert "解读的文件已废止" not in words(client.get(address))

    withdrawing.repeal(
        old, by=room.signer, on=date(2026, 6, 15), title="云溪县临时救助办法（修订）"
    )

    said = words(client.get(address))
    assert "解读的文件已废止" in said
    assert "《云溪县临时救助办法》 2026-06-15 起已经废止" in said
    assert "云溪县临时救助办法 废止" in words(client.get("/"))
    assert "云溪县临时救助办法 废止" in words(client.get(reverse("reading:published")))
