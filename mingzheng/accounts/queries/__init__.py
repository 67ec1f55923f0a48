"""The questions of this room: organisations, people, and what a name in a document means."""

from mingzheng.accounts.queries.names import (
    Match,
    OrganisationMatcher,
    match_organisation,
    suggestions,
)
from mingzheng.accounts.queries.organisations import (
    above,
    aliases_of,
    answers_to,
    area_of,
    below,
    in_scope,
    organisation_by_code,
    organisations_seen_by,
    path_of,
    places,
    rows_for_export,
    tree,
)
from mingzheng.accounts.queries.people import (
    has_second_factor,
    holders_of,
    is_locked,
    memberships_of,
    people_like,
    people_seen_by,
    person_by_username,
)
from mingzheng.accounts.queries.reach import holds, refusal, require, require_anywhere

__all__ = [
    "Match",
    "OrganisationMatcher",
    "above",
    "aliases_of",
    "answers_to",
    "area_of",
    "below",
    "has_second_factor",
    "holders_of",
    "holds",
    "in_scope",
    "is_locked",
    "match_organisation",
    "memberships_of",
    "organisation_by_code",
    "organisations_seen_by",
    "path_of",
    "people_like",
    "people_seen_by",
    "person_by_username",
    "places",
    "refusal",
    "require",
    "require_anywhere",
    "rows_for_export",
    "suggestions",
    "tree",
]
