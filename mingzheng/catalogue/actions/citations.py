"""What the catalogue in force cites (公开依据 → 法规库)."""

from mingzheng.catalogue.models import Edition
from mingzheng.laws.actions import Source, put_citations


def put(edition: Edition) -> None:
    """Tell the register which laws the items of an edition that came into force cite."""
    put_citations(
        f"catalogue:{edition.catalogue_id}",
        [
            Source(
                "公开事项",
                item.code,
                item.name,
                item.get_absolute_url(),
                edition.organisation.pk,
                item.bases,
            )
            for item in edition.items.only("code", "level1", "level2", "bases", "edition_id")
        ],
    )
