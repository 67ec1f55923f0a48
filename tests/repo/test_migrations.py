"""Migrations are complete, and stay true whatever becomes of the code around them."""

import ast

import pytest
from django.core.management import call_command

from tests.repo.source import python_files, tree, where


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


@pytest.mark.house
def test_migrations_import_no_room():
    """A migration that imports today's model breaks on the day the model changes."""
    found = [
        where(path, node.lineno)
        for path in python_files(migrations=True)
        if "migrations" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(
            name.startswith("mingzheng")
            for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        )
    ]

    assert found == []
