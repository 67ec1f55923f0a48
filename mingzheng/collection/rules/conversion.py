"""A row that was read → the content of a catalogue item. Pure."""

from mingzheng.catalogue.rules.items import Choice, ItemContent
from mingzheng.collection.rules.headers import Layout
from mingzheng.collection.rules.rows import CatalogueRow

# Our own exports carry these two behind the statutory columns.
OVERRIDE_TEXT, OVERRIDE_SOURCE = "以此为准的期限", "期限的法律依据"

_GIVES = {
    "content": {"elements"},
    "basis": {"bases"},
    "limit": {"limit_text"},
    "subject": {"subject_text"},
    "channels": {"channels"},
    "audience": {"audience_all", "audience_some"},
    "audience_all": {"audience_all", "audience_some"},
    "audience_some": {"audience_all", "audience_some"},
    "mode": {"mode"},
    "mode_active": {"mode"},
    "mode_request": {"mode"},
    "level": {"levels"},
    "level_county": {"levels"},
    "level_town": {"levels"},
    "level_village": {"levels"},
    "level_town_village": {"levels"},
    "stage": {"stages"},
    "post": {"post"},
}


def content_of(row: CatalogueRow, field_code: str) -> ItemContent:
    """The item that a row of a workbook describes, under the field with this code."""
    custom = dict(row.custom)
    return ItemContent(
        field_code=field_code,
        level1=row.level1,
        level2=row.level2,
        elements=tuple(Choice(one.text, one.need) for one in row.elements if one.need != "none"),
        bases=tuple(row.bases),
        limit_text=row.limit_text,
        subject_text=row.subject_text,
        channels=tuple(Choice(one.name, one.need) for one in row.channels if one.need != "none"),
        audience_all=row.audience_all,
        audience_some=row.audience_some,
        mode=row.mode,
        levels=tuple(row.levels),
        stages=tuple(row.stages),
        post=row.post,
        override_text=custom.pop(OVERRIDE_TEXT, ""),
        override_source=custom.pop(OVERRIDE_SOURCE, ""),
        custom=custom,
    )


def given_by(layout: Layout) -> frozenset[str]:
    """Which parts of an item a table's columns speak of; of the others it says nothing."""
    given = {"field_code", "level1", "level2", "custom"}
    for column in layout.columns:
        meaning = column.meaning or ""
        given |= _GIVES.get(meaning, {"stages"} if meaning.startswith("stage") else set())
        if column.heading in (OVERRIDE_TEXT, OVERRIDE_SOURCE):
            given |= {"override_text", "override_source"}
    return frozenset(given)
