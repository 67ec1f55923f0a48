"""On SQLite, INSERT OR REPLACE deletes a row without asking the DELETE trigger: refuse it too."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER deadlines_clockfact_no_replace BEFORE INSERT ON deadlines_clockfact
WHEN EXISTS (SELECT 1 FROM deadlines_clockfact WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '期限的记录只能增加，不能替换。'); END
"""


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER deadlines_clockfact_no_replace")


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_append_only")]
    operations = [migrations.RunPython(put, lift)]
