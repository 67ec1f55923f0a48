"""The nouns of publishing: articles, manuscripts, revisions and what hangs on them."""

from mingzheng.publishing.models.articles import Article, Link, Placement
from mingzheng.publishing.models.manuscripts import Manuscript, Review
from mingzheng.publishing.models.revisions import Revision, RevisionFile
from mingzheng.publishing.models.settings import InterpretationRule, ReviewPlan

__all__ = [
    "Article",
    "InterpretationRule",
    "Link",
    "Manuscript",
    "Placement",
    "Review",
    "ReviewPlan",
    "Revision",
    "RevisionFile",
]
