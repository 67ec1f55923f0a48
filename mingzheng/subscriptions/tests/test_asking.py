"""The letter to confirm: kept until it is out, tried again, forgotten in the end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingzheng.subscriptions import actions
from mingzheng.subscriptions.actions import asking as asking_room
from mingzheng.subscriptions.models import Request, Subscriber
from mingzheng.subscriptions.tests.test_subscriptions import NEW, asking, link_in

pytestmark = pytest.mark.usefixtures("frozen")


def test_a_confirming_letter_that_could_not_go_is_kept_and_goes_later(client, room, post, frozen):
    client.post(reverse(NEW), asking(room))
    post.refuse = "451 try again later"

    assert [actions.send_confirmations(timezone.now()) for _ in range(2)] == [0, 0]
    one = Request.objects.get()
    assert (one.sent_at, one.sendings, "过一会儿" in one.said) == (None, 1, True)
    post.refuse = ""
    frozen.shift(timedelta(seconds=59))
    assert actions.send_confirmations(timezone.now()) == 0
    frozen.shift(timedelta(seconds=2))
    assert actions.send_confirmations(timezone.now()) == 1
    assert actions.send_confirmations(timezone.now()) == 0

    client.post(link_in(post.letters[-1]))
    assert Subscriber.objects.count() == 1


def test_a_letter_of_a_killed_sender_goes_again_and_a_refused_one_does_not(
    client, room, post, frozen
):
    client.post(reverse(NEW), asking(room))
    lost = Request.objects.get()
    assert asking_room._claim(lost, "secret", timezone.now())
    assert not asking_room._claim(Request(pk=lost.pk, sendings=0), "other", timezone.now())
    frozen.shift(timedelta(minutes=9))
    assert actions.send_confirmations(timezone.now()) == 0
    frozen.shift(timedelta(minutes=2))
    assert actions.send_confirmations(timezone.now()) == 1

    client.post(reverse(NEW), asking(room, address="nobody@mail.example"))
    post.refuse = "550 no such user"
    for _ in range(3):
        assert actions.send_confirmations(timezone.now()) == 0
        frozen.shift(timedelta(minutes=30))
    assert post.to.count("nobody@mail.example") == 1


def test_requests_nobody_confirmed_are_forgotten(client, room, post, frozen):
    client.post(reverse(NEW), asking(room))
    frozen.shift(timedelta(hours=25))

    assert actions.send_confirmations(timezone.now()) == 0
    actions.prune(timezone.now())
    assert not Request.objects.exists()
