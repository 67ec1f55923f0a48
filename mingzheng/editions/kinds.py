"""What the desk asks of each kind of list (清单种类): one line for each, the pages are the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mingzheng.accounts.states import AliasScope
from mingzheng.catalogue import queries as catalogue
from mingzheng.catalogue.actions.names import place_name
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.rules import quality as catalogue_quality
from mingzheng.catalogue.rules.differences import Differences
from mingzheng.catalogue.states import ListKind
from mingzheng.exports import files
from mingzheng.exports.template import catalogue_template
from mingzheng.powers import exporting, queries
from mingzheng.powers.actions.names import place_body
from mingzheng.powers.rules import quality
from mingzheng.processes import importing as steps


@dataclass(frozen=True)
class Kind:
    """How editions of a kind are compared, checked and taken out, and how their names are placed.

    `touched` are the columns whose changes a page may show alone; `links` the addresses of one
    row and of its form. `gaps` are names without an office, `named` is what the column that holds
    them is called, `place` remembers what one means; `scopes` are classes that it may mean.
    """

    compared: Callable[[Edition | None, Edition], Differences]
    checked: Callable[[Edition], tuple[list[Any], list[Any]]]
    export: Callable[[Edition, str], bytes]
    formats: dict[str, str]
    touched: tuple[str, str]
    links: tuple[str, str]
    gaps: Callable[[Edition], list[tuple[str, int, str]]]
    named: str
    place: Callable[..., int]
    scopes: Sequence[tuple[str, Any]] = ()


def _catalogue(edition: Edition) -> tuple[list[Any], list[Any]]:
    found = catalogue_quality.findings(catalogue.quality_rows(edition))
    return catalogue_quality.by_check(found), found


def _list(edition: Edition) -> tuple[list[Any], list[Any]]:
    _, found = queries.checked(edition)
    return quality.by_check(found), found


_LISTS = Kind(
    queries.compared,
    _list,
    exporting.export_edition,
    exporting.KINDS,
    ("承诺时限", "设定依据"),
    ("lists_desk:item", "lists_desk:edit"),
    queries.gaps_of,
    "实施主体",
    place_body,
)
KINDS: dict[str, Kind] = {
    ListKind.DISCLOSURE: Kind(
        catalogue.compared,
        _catalogue,
        files.export_edition,
        files.KINDS,
        ("公开时限", "公开主体"),
        ("catalogue_desk:item", "catalogue_desk:edit_item"),
        catalogue.gaps_of,
        "公开主体",
        place_name,
        AliasScope.choices,
    ),
    ListKind.POWERS: _LISTS,
    ListKind.SERVICES: _LISTS,
}
TEMPLATES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "disclosure": ("公开事项目录", catalogue_template),
    "powers": ("权责清单", lambda: exporting.template(ListKind.POWERS)),
    "services": ("公共服务清单", lambda: exporting.template(ListKind.SERVICES)),
    "steps": ("环节和信息", steps.template),
}
