"""The questions of publishing: settings, what the public may read."""

from mingzheng.publishing.queries.public import (
    article_at,
    linkable_by,
    links_of,
    public_articles,
)
from mingzheng.publishing.queries.settings import plan_for, synchrony_for

__all__ = [
    "article_at",
    "linkable_by",
    "links_of",
    "plan_for",
    "public_articles",
    "synchrony_for",
]
