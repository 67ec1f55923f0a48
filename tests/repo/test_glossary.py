"""Every noun of the database and every word of a state is explained in the glossary."""

import importlib

import pytest
from django.apps import apps
from django.db.models import TextChoices

from tests.repo.source import PACKAGE, ROOT

pytestmark = pytest.mark.house

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
MODELS = sorted(
    model.__name__
    for model in apps.get_models()
    if model.__module__.startswith("mingzheng.") and ".tests." not in model.__module__
)


def words() -> list[tuple[str, str]]:
    """Return (class, label) of every choice that the rooms declare."""
    for path in PACKAGE.glob("*/states.py"):
        importlib.import_module(f"mingzheng.{path.parent.name}.states")
    found, todo = set(), [TextChoices]
    while todo:
        kind = todo.pop()
        todo.extend(kind.__subclasses__())
        if kind.__module__.startswith("mingzheng.") and ".tests." not in kind.__module__:
            found |= {(kind.__name__, str(label)) for label in kind.labels}
    return sorted(found)


def test_every_model_is_in_the_glossary():
    assert [name for name in MODELS if f"`{name}`" not in GLOSSARY] == []


def test_every_state_word_is_in_the_glossary():
    assert {kind for kind, _ in words() if f"`{kind}`" not in GLOSSARY} == set()
    assert [(kind, word) for kind, word in words() if word not in GLOSSARY] == []
