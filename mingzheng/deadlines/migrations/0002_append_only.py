"""Let the database itself refuse to change or delete a line of a clock's ledger (台账只增不改)."""

from django.db import migrations

REFUSAL = "期限台账只能增加，不能修改或删除。"


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER deadlines_clockfact_no_{deed.lower()} BEFORE {deed} "
                f"ON deadlines_clockfact BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    else:
        schema_editor.execute(
            "CREATE TRIGGER deadlines_clockfact_append_only "
            "BEFORE UPDATE OR DELETE OR TRUNCATE ON deadlines_clockfact "
            "FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()"
        )


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER deadlines_clockfact_no_{deed}")
    else:
        schema_editor.execute(
            "DROP TRIGGER deadlines_clockfact_append_only ON deadlines_clockfact"
        )


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_clocks"), ("core", "0002_append_only")]
    operations = [migrations.RunPython(put, lift)]
