"""The questions of residents that go beyond one list: who owes what, and what was changed when."""

from mingzheng.lookup.queries.changes import (
    FieldChange,
    Removal,
    changes_of,
    field_changes,
    in_force_marks,
    public_edition,
    removal_of,
    touched,
)
from mingzheng.lookup.queries.facets import Facet, facets
from mingzheng.lookup.queries.listing import for_list
from mingzheng.lookup.queries.matrix import STAGE_HINTS, MatrixGroup, MatrixRow, matrix
from mingzheng.lookup.queries.offices import (
    OfficeTile,
    Owing,
    named_offices,
    offices_owing,
    owing,
    owing_counts,
)

__all__ = [
    "STAGE_HINTS",
    "Facet",
    "FieldChange",
    "MatrixGroup",
    "MatrixRow",
    "OfficeTile",
    "Owing",
    "Removal",
    "changes_of",
    "facets",
    "field_changes",
    "for_list",
    "in_force_marks",
    "matrix",
    "named_offices",
    "offices_owing",
    "owing",
    "owing_counts",
    "public_edition",
    "removal_of",
    "touched",
]
