"""Let the database itself refuse to change or delete an event (留痕只增不改)."""

from django.db import migrations

TABLES = ("core_event",)
REFUSAL = "留痕只能增加，不能修改或删除。"
SQLITE = "CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
POSTGRESQL = (
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()"
)
FUNCTION = (
    "CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'raise_exception'; END $$"
)


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for deed in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    SQLITE.format(table=table, name=deed.lower(), deed=deed, why=REFUSAL)
                )
    else:
        schema_editor.execute(FUNCTION.format(why=REFUSAL))
        for table in TABLES:
            schema_editor.execute(POSTGRESQL.format(table=table))


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for deed in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
    else:
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        schema_editor.execute("DROP FUNCTION core_append_only()")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_ground")]
    operations = [migrations.RunPython(put, lift)]
