"""Let the database itself refuse to change or delete a revision: what was approved stays as it was."""

from django.db import migrations

TABLES = {"publishing_revision": "article_id = NEW.article_id AND number = NEW.number",
          "publishing_revisionfile": "revision_id = NEW.revision_id AND position = NEW.position"}
REFUSAL = "稿次只能增加，不能修改或删除。"
SQLITE = "CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
# INSERT OR REPLACE deletes a row without asking the DELETE trigger.
NO_REPLACE = (
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same})) "
    "BEGIN SELECT RAISE(ABORT, '{why}'); END"
)
POSTGRESQL = (
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION publishing_append_only()"
)
FUNCTION = (
    "CREATE FUNCTION publishing_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'raise_exception'; END $$"
)


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table, same in TABLES.items():
            for deed in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    SQLITE.format(table=table, name=deed.lower(), deed=deed, why=REFUSAL)
                )
            schema_editor.execute(NO_REPLACE.format(table=table, same=same, why=REFUSAL))
    else:
        schema_editor.execute(FUNCTION.format(why=REFUSAL))
        for table in TABLES:
            schema_editor.execute(POSTGRESQL.format(table=table))


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for deed in ("update", "delete", "replace"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
    else:
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        schema_editor.execute("DROP FUNCTION publishing_append_only()")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]
    operations = [migrations.RunPython(put, lift)]
