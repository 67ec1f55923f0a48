"""Some of what the county of the access table has: an account, a delivery, a proof, a reader."""

import io
from typing import Any

from django.utils import timezone
from PIL import Image

from mingzheng.accounts.models import Organisation, Person
from mingzheng.channels import actions as channels
from mingzheng.channels.models import Channel
from mingzheng.core.trace import digest
from mingzheng.errata import actions as errata
from mingzheng.errata.models import ErrorReport
from mingzheng.notifications import actions as notifications
from mingzheng.notifications.models import Delivery, Requirement
from mingzheng.publishing.models import Article
from mingzheng.subscriptions import actions as subscriptions
from mingzheng.subscriptions.models import Request, Subscriber


def channel_of(system: Person) -> Channel:
    """An account of the county at its app, switched on."""
    values = {"endpoint": "https://app.yunxi.example/", "secret": "a-key-of-the-county"}
    made = channels.set_up(system.organisation, "app", values, by=system, scope="every")
    Channel.objects.update(is_on=True)  # nothing is sent: no tick runs here
    made.refresh_from_db()
    return made


def _subscriber() -> Subscriber:
    """Somebody who follows a word and has confirmed it."""
    asked = subscriptions.ask("email", "c@d.example", [("word", "低保", "低保")])
    Request.objects.filter(pk=asked.pk).update(nonce=digest(b"nonce"))
    return subscriptions.confirm(asked.pk, "nonce")


def carried(article: Article, clerk: Person) -> dict[str, Any]:
    """A delivery of the first office, and a photo of its board."""
    notifications.announce(timezone.now())
    asked = Requirement.objects.create(
        article=article, organisation=article.organisation, name="便民服务站"
    )
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    said = {"on": timezone.localdate(), "place": "大厅", "name": "board.png"}
    proof = notifications.record_proof(asked, by=clerk, data=picture.getvalue(), **said)
    return {
        "asked_for": subscriptions.ask("email", "a@b.example", [("word", "低保", "低保")]),
        "subscriber": _subscriber(),
        "delivery": Delivery.objects.filter(announcement__article=article).earliest("pk"),
        "proof": proof,
    }


def report_to(office: Organisation, openness: Person) -> ErrorReport:
    """An error that somebody found, handed to the first office."""
    made = errata.report("/catalogue/", "typo", "多了一个字", contact="0000-1234567")
    errata.hand_over(made, office, by=openness)
    return made
