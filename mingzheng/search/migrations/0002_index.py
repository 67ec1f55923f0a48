"""The index itself: tables that are not models, for the database in use."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(title, body, sound, marks, content='', tokenize='ascii', prefix='1')",
    "INSERT INTO search_words (search_words, rank) VALUES ('hashsize', 67108864)",
    "CREATE VIRTUAL TABLE search_titles USING fts5"
    "(line, marks, content='', tokenize='ascii', prefix='1')",
    "INSERT INTO search_titles (search_titles, rank) VALUES ('hashsize', 67108864)",
    "CREATE TABLE search_flat (place INTEGER PRIMARY KEY, flat TEXT NOT NULL)",
]
SQLITE_BACK = ["DROP TABLE search_words", "DROP TABLE search_titles", "DROP TABLE search_flat"]
POSTGRESQL = [
    "CREATE TABLE search_index (place bigint PRIMARY KEY, kind text NOT NULL,"
    " organisation text NOT NULL, field text NOT NULL,"
    ' title text COLLATE "C" NOT NULL, flat text COLLATE "C" NOT NULL,'
    " title_grams integer[] NOT NULL, grams integer[] NOT NULL)"
    " WITH (toast_tuple_target = 8160)",
    "ALTER TABLE search_index ALTER flat SET STORAGE MAIN",
    "ALTER TABLE search_index ALTER grams SET STORAGE EXTERNAL",
    "CREATE INDEX search_grams ON search_index USING gin (grams) WITH (fastupdate = off)",
    "CREATE INDEX search_title_grams ON search_index USING gin (title_grams)"
    " WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["DROP TABLE search_index"]


def forwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if sqlite else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
