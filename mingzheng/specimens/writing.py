"""Who writes the specimens: what `demo.articles` does for this room, which stands below it."""

from contextlib import AbstractContextManager
from typing import Protocol

from mingzheng.accounts.models import Organisation, Person
from mingzheng.publishing.models import Article
from mingzheng.texts.states import ArticleKind as K


class Writer(Protocol):
    """Who takes an article through all its reviews (`demo.articles`)."""

    until: str

    def put(
        self, office: Organisation | None, kind: K, title: str, body: str, **said: object
    ) -> Article | None: ...
    def who(self, office: Organisation, role: str) -> Person: ...
    def step(self) -> AbstractContextManager[None]: ...
