"""Topics in the search (搜索里的专题): each that the public sees, with purpose and parts."""

from collections.abc import Iterator

from django.utils import timezone

from mingzheng.search import actions as search
from mingzheng.topics import queries
from mingzheng.topics.models import Topic

SCOPE = "topics"
KIND = search.Value("topic", "专题")


def documents() -> Iterator[search.Draft]:
    """Every topic that is shown."""
    return map(_document, queries.shown())


def refresh(topic: Topic) -> None:
    """Let the topic be found as it stands now, or not at all; in the transaction of the deed."""
    if topic.is_open:
        search.put([_document(topic)])
    else:
        search.withdraw(KIND.value, [str(topic.pk)])


def _document(one: Topic) -> search.Draft:
    office = one.organisation
    parts = one.parts.order_by("position", "pk").values_list("name", flat=True)
    standing = "已结束" if one.has_ended(timezone.localdate()) else "正在办"
    return search.Draft(
        KIND,
        str(one.pk),
        one.name,
        one.public_url,
        SCOPE,
        text="\n".join([one.purpose, one.archive_note, *parts]),
        organisation=search.Value(office.code, office.label),
        date=one.begins_on,
        labels=[KIND.label, office.label, standing],
        card={
            "tag": standing,
            "note": one.purpose[:120],
            "links": [["看专题", one.public_url]],
        },
    )
