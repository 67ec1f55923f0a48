"""On SQLite, INSERT OR REPLACE deletes a row without asking the DELETE trigger: refuse it too."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER core_event_no_replace BEFORE INSERT ON core_event
WHEN EXISTS (
    SELECT 1 FROM core_event WHERE id = NEW.id
    OR (subject_type = NEW.subject_type AND subject_id = NEW.subject_id AND sequence = NEW.sequence)
)
BEGIN SELECT RAISE(ABORT, '留痕只能增加，不能替换。'); END
"""


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER core_event_no_replace")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only")]
    operations = [migrations.RunPython(put, lift)]
