"""On SQLite, INSERT OR REPLACE deletes a row without asking the DELETE trigger: refuse it too."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER evidence_seal_no_replace BEFORE INSERT ON evidence_seal
WHEN EXISTS (SELECT 1 FROM evidence_seal WHERE id = NEW.id OR day = NEW.day)
BEGIN SELECT RAISE(ABORT, '每日封存只能增加，不能替换。'); END
"""


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER evidence_seal_no_replace")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_append_only")]
    operations = [migrations.RunPython(put, lift)]
