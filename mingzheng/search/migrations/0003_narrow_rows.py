"""PostgreSQL: narrow rows and the texts beside them, so that a hit costs little to read.

Where documents are there already, the index is only taken away: until `search_rebuild`, which
`script/setup` runs next, the search says that it cannot answer, and never that there is nothing.
"""

from importlib import import_module

from django.db import migrations

INDEX = [
    "CREATE TABLE search_index (place bigint PRIMARY KEY, kind text NOT NULL,"
    " organisation text NOT NULL, field text NOT NULL,"
    " title_grams integer[] NOT NULL, grams integer[] NOT NULL)"
    " WITH (toast_tuple_target = 128)",
    "ALTER TABLE search_index ALTER grams SET STORAGE EXTERNAL,"
    " ALTER title_grams SET STORAGE EXTERNAL",
    'CREATE TABLE search_texts (place bigint PRIMARY KEY, flat text COLLATE "C" NOT NULL)'
    " WITH (toast_tuple_target = 8160)",
    "ALTER TABLE search_texts ALTER flat SET STORAGE EXTERNAL",
    "CREATE INDEX search_grams ON search_index USING gin (grams) WITH (fastupdate = off)",
    "CREATE INDEX search_title_grams ON search_index USING gin (title_grams)"
    " WITH (fastupdate = off)",
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        return
    schema_editor.execute("DROP TABLE search_index")
    if apps.get_model("search", "Document").objects.exists():
        # Built in a way that no version reads: stale.
        apps.get_model("search", "Rebuild").objects.update(reading="")
    else:
        for statement in INDEX:
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS search_index, search_texts")
        for statement in import_module("mingzheng.search.migrations.0002_index").POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(forwards, backwards)]
