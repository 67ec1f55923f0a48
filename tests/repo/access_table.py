"""Who may open which address: one row for each, read by test_urls. A new address needs a row."""

from typing import Any

from tests.repo.access_checks import CHECKS
from tests.repo.access_decisions import DECISIONS, HIDDEN_DECISIONS
from tests.repo.access_dues import DUES
from tests.repo.access_errata import ERRATA
from tests.repo.access_newsroom import NEWSROOM
from tests.repo.access_profiles import PROFILES
from tests.repo.access_publicity import HIDDEN_RECORDS, PUBLICITY
from tests.repo.access_reading import READING
from tests.repo.access_rows import (
    ADMINISTRATORS,
    EDITORS,
    EVERYBODY,
    INSIDE,
    MAY_KNOW,
    NOBODY,
    OFFICE,
    POSTED,
    SECURITY,
    STAFF,
    SYSTEM,
    Access,
    Arguments,
    nothing,
)
from tests.repo.access_work_rules import WORK_RULES
from tests.repo.access_world import World


def draft(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's draft."""
    return lambda world: {"pk": world.draft.pk, **more}


def row_of_draft(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an item of the draft."""
    return {"pk": world.draft.pk, "code": world.draft.items.get().code}


def trace_of_draft(world: World) -> dict[str, Any]:
    """Return the arguments of the trace of the first office's draft."""
    return {"subject_type": "catalogue.edition", "subject_id": str(world.draft.pk)}


def step_of_draft(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the first step of the first office's draft."""
    return {**trace_of_draft(world), "sequence": 1}


def field(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a field of openness."""
    return {"slug": world.field.slug}


def of_field(**more: Any) -> Arguments:
    """Return the arguments of an address about a field, with more."""
    return lambda world: {**field(world), **more}


def of_nothing(**more: Any) -> Arguments:
    """Return these arguments, whatever the world."""
    return lambda world: more


def public(**more: Any) -> Arguments:
    """Return the arguments of an address about the second office's edition in force."""
    return lambda world: {"pk": world.public.pk, **more}


def public_item(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an item in force."""
    return {"code": world.item.code}


def hidden_item(world: World) -> dict[str, Any]:
    """Return the arguments of a public address about an item of the draft."""
    return {"code": world.draft.items.get().code}


def office(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office."""
    return lambda world: {"code": world.first.code, **more}


def clerk(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's clerk."""
    return lambda world: {"pk": world.people["clerk"].pk, **more}


def membership(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the clerk's post."""
    person = world.people["clerk"]
    return {"pk": person.pk, "membership": person.memberships.get().pk}


def alias(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a name that the first office explained."""
    return {"code": world.first.code, "pk": world.alias.pk}


def batch(world: World) -> dict[str, Any]:
    """Return the arguments of an address about the first office's upload."""
    return {"pk": world.batch.pk}


def word(name: str) -> Arguments:
    """Return the arguments of an address about a word of the search: synonym, best_bet, asked."""
    return lambda world: {"pk": getattr(world, name).pk}


def round_(**more: Any) -> Arguments:
    """Return the arguments of an address about the round in which the first office is asked."""
    return lambda world: {"pk": world.submission.round.pk, **more}


def sent(**more: Any) -> Arguments:
    """Return the arguments of an address about what the first office sent."""
    return lambda world: {"pk": world.submission.pk, **more}


def remark(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a remark on the first office's list."""
    return {"pk": world.submission.pk, "note": world.submission.notes.get().pk}


def dispute(world: World) -> dict[str, Any]:
    """Return the arguments of an address about rows that disagree."""
    return {"pk": world.submission.round.pk, "conflict": world.dispute.pk}


def law(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a law of the register."""
    return {"pk": world.law.pk}


def a_list(**more: Any) -> Arguments:
    """Return the arguments of an address about the first office's draft list."""
    return lambda world: {"pk": world.information.power.edition_id, **more}


def row_of_list(world: World) -> dict[str, Any]:
    """Return the arguments of an address about an item of that list."""
    power = world.information.power
    return {"pk": power.edition_id, "code": power.code}


def information(**more: Any) -> Arguments:
    """Return the arguments of an address about what that item's step makes."""
    return lambda world: {"pk": world.information.pk, **more}


def hidden_power(world: World) -> dict[str, Any]:
    """Return the arguments of a public address about an item of the draft list."""
    return {"code": world.information.power.code}


PUBLIC = Access(EVERYBODY)
# Enough to satisfy the forms, so that what refuses a post is the deed and not a missing field.
POST = {
    "field": "01",
    "level1": "社会救助",
    "mode": "active",
    "note": "照实办理。",
    "reason": "照实办理。",
}

ROSTER = {
    "roster:organisations": Access(POSTED),
    "roster:export": Access(POSTED),
    "roster:roles": Access(POSTED),
    "roster:organisation": Access(INSIDE | ADMINISTRATORS | {"decider", "lawyer"}, args=office()),
    "roster:new_organisation": Access(SYSTEM, args=nothing, query="?parent=YX"),
    "roster:import": Access(SYSTEM),
    "roster:edit_organisation": Access(SYSTEM, args=office()),
    "roster:move_organisation": Access(SYSTEM, args=office()),
    "roster:close_organisation": Access(SYSTEM, args=office()),
    "roster:reopen_organisation": Access(SYSTEM, args=office()),
    "roster:forget_alias": Access(NOBODY, EDITORS, args=alias),
    "roster:people": Access(ADMINISTRATORS),
    "roster:person": Access(ADMINISTRATORS, args=clerk()),
    "roster:new_person": Access(SYSTEM),
    "roster:edit_person": Access(SYSTEM, args=clerk()),
    "roster:grant": Access(SECURITY, args=clerk()),
    "roster:revoke": Access(SECURITY, args=membership),
    "roster:person_deed": Access(SYSTEM, args=clerk(deed="deactivate")),
}
SIGN_IN = {
    "account_login": PUBLIC,
    "account_logout": Access(STAFF),
    "account_inactive": PUBLIC,
    "account_reauthenticate": Access(STAFF),
    "account_change_password": Access(STAFF),
    "mfa_index": Access(STAFF),
    "mfa_authenticate": Access(STAFF),  # sent on: it stands between password and code
    "mfa_reauthenticate": Access(STAFF),
    "mfa_activate_totp": Access(STAFF),
    "mfa_deactivate_totp": Access(NOBODY),  # this and the next only with a second factor
    "mfa_view_recovery_codes": Access(NOBODY),
    "mfa_generate_recovery_codes": Access(STAFF),
}
PORTAL = {
    "portal:home": PUBLIC,
    "portal:site-map": PUBLIC,
    "portal:accessibility": PUBLIC,
    "portal:privacy": PUBLIC,
    "portal:seals": PUBLIC,
    "portal:seals-all": Access(EVERYBODY, args=of_nothing(kind="csv")),
    "portal:seals-check": PUBLIC,
    "portal:skin": PUBLIC,
    "portal:robots": PUBLIC,
    "portal:favicon": PUBLIC,
    "portal:site-settings": Access(SYSTEM),
}
WORKBENCH = {
    "workbench:todo": Access(STAFF),
    "workbench:events": Access(MAY_KNOW | {"stranger"}),
    "workbench:trace": Access(MAY_KNOW, args=trace_of_draft),
    "workbench:receipt": Access(MAY_KNOW, args=step_of_draft),
    "workbench:seals": Access(MAY_KNOW | {"stranger"}),
}
CATALOGUE = {
    "catalogue_desk:editions": Access(STAFF),
    "catalogue_desk:open": Access(NOBODY, EDITORS | {"stranger"}),
    "catalogue_desk:edition": Access(INSIDE, args=draft()),
    "catalogue_desk:step": Access(INSIDE, EDITORS, args=draft(step="submit")),
    "catalogue_desk:changes": Access(INSIDE, args=draft()),
    "catalogue_desk:quality": Access(INSIDE, args=draft()),
    "catalogue_desk:duties": Access(INSIDE, args=draft()),
    "catalogue_desk:names": Access(INSIDE, EDITORS, args=draft()),
    "catalogue_desk:standards": Access(INSIDE, EDITORS, args=draft()),
    "catalogue_desk:export": Access(INSIDE, args=draft(kind="csv")),
    "catalogue_desk:items": Access(INSIDE, args=draft()),
    "catalogue_desk:new_item": Access(EDITORS, args=draft()),
    "catalogue_desk:item": Access(INSIDE, args=row_of_draft),
    "catalogue_desk:edit_item": Access(EDITORS, args=row_of_draft),
    "catalogue_desk:remove_item": Access(EDITORS, args=row_of_draft),
}
STANDARDS = {
    "standards:fields": Access(STAFF),
    "standards:new_field": Access(OFFICE),
    "standards:suggestions": Access(OFFICE),
    "standards:field": Access(OFFICE, args=field),
}
LAWS = {
    "laws:laws": PUBLIC,
    "laws:law": Access(EVERYBODY, args=law),
    "laws_desk:laws": Access(STAFF),
    "laws_desk:law": Access(STAFF, OFFICE, args=law),
    "laws_desk:new": Access(OFFICE),
    "laws_desk:import": Access(OFFICE),
    "laws_desk:citations": Access(STAFF),
}
LISTS = {
    "catalogue_desk:template": Access(STAFF, args=of_nothing(kind="powers")),
    "lists_desk:takeover": Access(OFFICE),
    "lists_desk:profiles": Access(OFFICE),
    "lists_desk:new_profile": Access(OFFICE),
    "lists_desk:profile": Access(OFFICE, args=lambda world: {"pk": world.profile.pk}),
    "lists_desk:items": Access(INSIDE, args=a_list()),
    "lists_desk:new": Access(EDITORS, args=a_list()),
    "lists_desk:item": Access(INSIDE, args=row_of_list),
    "lists_desk:edit": Access(EDITORS, args=row_of_list),
    "lists_desk:remove": Access(EDITORS, args=row_of_list),
    "processes:waiting": Access(STAFF),
    "processes:processes": Access(INSIDE, args=a_list()),
    "processes:export": Access(INSIDE, args=a_list()),
    "processes:process": Access(INSIDE, args=row_of_list),
    "processes:edit": Access(EDITORS, args=row_of_list),
    "processes:information": Access(INSIDE, args=information()),
    "processes:step": Access(INSIDE, OFFICE, args=information(step="pass_through")),
    "powers:items": PUBLIC,
    "powers:download": Access(EVERYBODY, args=of_nothing(kind="csv")),
    "powers:item": Access(EVERYBODY, args=lambda world: {"code": world.power.code}),
}
COLLECTION = {
    "collection:batches": Access(STAFF),
    "collection:upload": Access(STAFF),
    "collection:batch": Access(INSIDE, args=batch),
    "collection:mapping": Access(INSIDE, EDITORS, args=batch),
    "collection:apply": Access(NOBODY, EDITORS, args=batch),
    "collection:undo": Access(NOBODY, EDITORS, args=batch),
    "collection:drop": Access(NOBODY, EDITORS, args=batch),
    "collection:report": Access(INSIDE, args=batch),
    "collection:annotated": Access(INSIDE, args=batch),
}
ROUNDS = {
    "rounds:rounds": Access(STAFF),
    "rounds:new": Access(OFFICE),
    "rounds:round": Access(INSIDE, args=round_()),
    "rounds:about": Access(INSIDE, args=round_()),
    "rounds:edit": Access(OFFICE, args=round_()),
    "rounds:offices": Access(OFFICE, args=round_()),
    "rounds:step": Access(INSIDE, OFFICE, args=round_(step="cancel")),
    "rounds:urge_late": Access(NOBODY, OFFICE, args=round_()),
    "rounds:accept_all": Access(NOBODY, OFFICE, args=round_()),
    "rounds:submission": Access(INSIDE, args=sent()),
    "rounds:submission_step": Access(INSIDE, OFFICE, args=sent(step="send_back")),
    "rounds:workbook": Access(INSIDE, args=sent()),
    "rounds:upload": Access(NOBODY, EDITORS, args=sent()),
    "rounds:apply": Access(NOBODY, EDITORS, args=sent()),
    "rounds:rows": Access(INSIDE, args=sent()),
    "rounds:comment": Access(NOBODY, OFFICE | {"reviewer"}, args=sent()),
    "rounds:settle": Access(NOBODY, EDITORS, args=remark),
    "rounds:urge": Access(NOBODY, OFFICE, args=sent()),
    "merging:merge": Access(OFFICE, args=round_()),
    "merging:conflicts": Access(OFFICE, args=round_()),
    "merging:decide": Access(NOBODY, OFFICE, args=dispute),
    "merging:checks": Access(OFFICE, args=round_()),
}
CALENDAR = {
    "deadlines:years": Access(STAFF),
    "deadlines:year": Access(STAFF, args=of_nothing(year=2026)),
    "deadlines:announce": Access(SYSTEM),
}
LOOKUP = {
    "lookup:fields": PUBLIC,
    "lookup:search": PUBLIC,
    "lookup:matrix": PUBLIC,
    "lookup:field": Access(EVERYBODY, args=field),
    "lookup:field_feed": Access(EVERYBODY, args=of_field(kind="atom")),
    "lookup:changes": PUBLIC,
    "lookup:change": Access(EVERYBODY, args=public()),
    "lookup:edition": Access(EVERYBODY, args=public()),
    "lookup:edition_download": Access(EVERYBODY, args=public(kind="csv")),
    "lookup:edition_receipt": Access(EVERYBODY, args=public()),
    "lookup:download": Access(EVERYBODY, args=of_nothing(kind="csv")),
    "lookup:feed": Access(EVERYBODY, args=of_nothing(kind="atom")),
    "lookup:offices": PUBLIC,
    "lookup:office": Access(EVERYBODY, args=lambda world: {"code": world.second.code}),
    "lookup:item": Access(EVERYBODY, args=public_item),
    "lookup:item_dues": Access(EVERYBODY, args=public_item),
    "lookup:qr": Access(EVERYBODY, args=public_item),
}
SEARCH = {
    "search:search": PUBLIC,
    "search:suggest": PUBLIC,
    "search:feed": PUBLIC,
    "search_desk:in_vain": Access(OFFICE),
    "search_desk:synonyms": Access(OFFICE),
    "search_desk:new_synonym": Access(OFFICE),
    "search_desk:synonym": Access(OFFICE, args=word("synonym")),
    "search_desk:remove_synonym": Access(NOBODY, OFFICE, args=word("synonym")),
    "search_desk:best_bets": Access(OFFICE),
    "search_desk:new_best_bet": Access(OFFICE),
    "search_desk:best_bet": Access(OFFICE, args=word("best_bet")),
    "search_desk:remove_best_bet": Access(NOBODY, OFFICE, args=word("best_bet")),
    "search_desk:hot": Access(OFFICE),
    "search_desk:show": Access(NOBODY, OFFICE, args=word("asked")),
}
# The same addresses asked for what is not public: nothing is there, for nobody.
HIDDEN = {
    "lookup:change": draft(),
    "lookup:edition": draft(),
    "lookup:edition_download": draft(kind="csv"),
    "lookup:edition_receipt": draft(),
    "lookup:item": hidden_item,
    "lookup:item_dues": hidden_item,
    "lookup:qr": hidden_item,
    "powers:item": hidden_power,
    **HIDDEN_RECORDS,
    **HIDDEN_DECISIONS,
}
API = {
    "healthz": PUBLIC,
    "api:openapi-json": PUBLIC,
    "api:api-root": Access(NOBODY),  # a name that the library keeps; nothing is there
    "api:fields": PUBLIC,
    "api:items": PUBLIC,
    "api:search": PUBLIC,
}

TABLE: dict[str, Access] = {
    **SIGN_IN,
    **ROSTER,
    **PORTAL,
    **WORKBENCH,
    **CATALOGUE,
    **STANDARDS,
    **COLLECTION,
    **ROUNDS,
    **WORK_RULES,
    **DUES,
    **NEWSROOM,
    **CHECKS,
    **PUBLICITY,
    **DECISIONS,
    **PROFILES,
    **READING,
    **ERRATA,
    **LAWS,
    **LISTS,
    **CALENDAR,
    **LOOKUP,
    **SEARCH,
    **API,
}
