"""Items in the search (搜索里的公开事项): exactly those of editions in force."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from mingzheng.accounts.states import Level
from mingzheng.catalogue.models import Duty, Edition, Item
from mingzheng.catalogue.states import EditionState, ListKind
from mingzheng.deadlines.rules.limits import from_json, in_plain_words
from mingzheng.search import actions as search
from mingzheng.search.actions.rebuilding import Part
from mingzheng.standards.actions import label_fields

KIND = search.Value("item", "公开事项")
NAMED = 30  # offices whose names an item is found by; an item may be owed by 100 villages


def refresh(edition: Edition) -> None:
    """Let the catalogue of an edition that just came into force be found, and nothing older."""
    search.replace(_scope(edition.catalogue_id), documents(edition))


def forget(edition: Edition) -> None:
    """Let nothing of an edition's catalogue be found any more."""
    search.replace(_scope(edition.catalogue_id), ())


def parts() -> Iterator[Part]:
    """For a rebuild: each catalogue with how to load what it shows now."""
    label_fields()
    in_force = Edition.objects.filter(
        state=EditionState.IN_FORCE, catalogue__kind=ListKind.DISCLOSURE
    )
    for key in in_force.order_by("catalogue").values_list("catalogue", flat=True):
        yield Part(_scope(key), partial(_in_force, key))


def _scope(catalogue: int) -> str:
    return f"catalogue:{catalogue}"


def _in_force(catalogue: int) -> Iterator[search.Draft]:
    edition = Edition.objects.filter(catalogue=catalogue, state=EditionState.IN_FORCE).first()
    return documents(edition) if edition else iter(())


def documents(edition: Edition) -> Iterator[search.Draft]:
    """The items of an edition as the search takes them. Two queries."""
    owing: dict[int, list[tuple[str, str]]] = defaultdict(list)
    duties = Duty.objects.filter(item__edition=edition).exclude(organisation__level=Level.VILLAGE)
    for item, code, short, name in duties.order_by("organisation__path").values_list(
        "item_id", "organisation__code", "organisation__short_name", "organisation__name"
    ):
        owing[item].append((code, short or name))
    items = edition.items.select_related("field", "edition__catalogue__organisation")
    for one in items.order_by("position", "pk").iterator(500):
        yield _document(one, owing[one.pk])


def _document(item: Item, owing: list[tuple[str, str]]) -> search.Draft:
    due = item.override_text or in_plain_words(from_json(item.limit))
    owner = item.edition.organisation
    publisher = owing[0] if len(owing) == 1 else (owner.code, owner.label)
    named = "、".join(label for _, label in owing[:NAMED])
    who = named if len(owing) < 3 else f"{owing[0][1]}等 {len(owing)} 个单位"
    said = {
        "公开内容": "；".join(entry["text"] for entry in item.elements),
        "公开时限": item.limit_text or due,
        "公开主体": item.subject_text,
        "责任单位": named,
        "公开渠道": "、".join(entry["text"] for entry in item.channels),
        "依据": "；".join(item.bases),
    }
    field = item.field
    return search.Draft(
        KIND,
        item.code,
        item.name,
        item.get_absolute_url(),
        _scope(item.edition.catalogue_id),
        text="\n".join(f"{name}：{value}。" for name, value in said.items() if value),
        organisation=search.Value(*publisher),
        field=search.Value(field.slug, field.list_name),
        date=item.edition.effective_on,
        number=item.code,
        labels=[label for label in (field.short_name, who, *item.level_labels) if label],
        card={
            "tag": "公开事项",
            "note": f"{due}。{f'由{who}公开。' if who else ''}",
            "links": [
                ["公开什么、怎么公开", item.get_absolute_url()],
                [f"{field.short_name}全部事项", reverse("lookup:field", args=[field.slug])],
            ],
        },
    )
