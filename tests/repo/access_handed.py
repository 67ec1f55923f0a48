"""Something handed over, the key of a system and a topic, for the access table."""

import base64
from typing import Any

from django.utils import timezone

from mingzheng.accounts.models import Person
from mingzheng.handover import actions as handing
from mingzheng.handover.rules.parcels import Parcel
from mingzheng.publishing.models import Article
from mingzheng.topics import actions as topics
from mingzheng.topics.models import Topic

# One black dot.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def handed_over(clerk: Person, administrator: Person, secret: str) -> dict[str, Any]:
    """Something the first office formed and has not drafted, and the key of its system."""
    said = Parcel("1", secret, timezone.localdate(), body=secret)
    one = handing.send(clerk.organisation, said, by=clerk).handover
    key, _ = handing.issue(clerk.organisation, "办文系统", by=administrator)
    return {"handover": one, "system_key": key}


def a_topic(openness: Person, article: Article) -> Topic:
    """A topic of the county with a picture, one part and one article in it."""
    said = {"name": "试点专栏", "slug": "trial", "purpose": "试点", "ends_on": None}
    said |= {"begins_on": timezone.localdate(), "is_open": True}
    picture = ("题图.png", PICTURE, "县政府大楼")
    made = Topic(organisation=openness.organisation)
    made = topics.save(made, said, by=openness, picture=picture)
    blank = {"kind": "", "office": None, "column": None, "words": ""}
    part = topics.add_part(made, {"name": "进展", **blank}, by=openness)
    topics.pick(part, article.code, by=openness)
    return made
