"""Let the database itself refuse to change or delete a seal (封存只增不改)."""

from django.db import migrations

REFUSAL = "每日封存只能增加，不能修改或删除。"


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER evidence_seal_no_{deed.lower()} BEFORE {deed} "
                f"ON evidence_seal BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    else:
        schema_editor.execute(
            "CREATE TRIGGER evidence_seal_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_seal "
            "FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()"
        )


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER evidence_seal_no_{deed}")
    else:
        schema_editor.execute(
            "DROP TRIGGER evidence_seal_append_only ON evidence_seal"
        )


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_seal"), ("core", "0002_append_only")]
    operations = [migrations.RunPython(put, lift)]
