"""Keep the lines of duty (三员分立) apart in the database itself, on SQLite and on PostgreSQL.

A person's held memberships must all stand on one line. Constraints of the ORM cannot compare
rows, so a trigger does. Rebuilding the table on SQLite drops it: a later migration that alters
Membership must run `lay` again (a test asks for the trigger by behaviour).
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER accounts_membership_line_{when} BEFORE {event} ON accounts_membership
WHEN NEW.until IS NULL AND EXISTS (
    SELECT 1 FROM accounts_membership m
    WHERE m.person_id = NEW.person_id AND m.until IS NULL
      AND m.id IS NOT NEW.id AND m.line <> NEW.line)
BEGIN SELECT RAISE(ABORT, 'membership: lines of duty exclude each other'); END
"""

POSTGRESQL = """
CREATE FUNCTION accounts_membership_line() RETURNS trigger AS $$
BEGIN
    -- Two grants at once must see each other: the person's row is the queue.
    PERFORM 1 FROM accounts_person WHERE id = NEW.person_id FOR UPDATE;
    IF NEW.until IS NULL AND EXISTS (
        SELECT 1 FROM accounts_membership m
        WHERE m.person_id = NEW.person_id AND m.until IS NULL
          AND m.id IS DISTINCT FROM NEW.id AND m.line <> NEW.line) THEN
        RAISE EXCEPTION 'membership: lines of duty exclude each other'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER accounts_membership_line BEFORE INSERT OR UPDATE ON accounts_membership
    FOR EACH ROW EXECUTE FUNCTION accounts_membership_line();
"""


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for when, event in (("insert", "INSERT"), ("update", "UPDATE")):
            schema_editor.execute(SQLITE.format(when=when, event=event))
    else:
        schema_editor.execute(POSTGRESQL)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for when in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS accounts_membership_line_{when}")
    else:
        schema_editor.execute("DROP FUNCTION IF EXISTS accounts_membership_line() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
