"""Documents and workbooks are read anew: what is embedded and where links lead are texts now."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def read_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was read stays until it is read anew; `tick` reads whatever is left."""
    contents = apps.get_model("prose", "StoredContent").objects
    contents.filter(kind__in=["docx", "xlsx", "zip"]).update(progress=0)


class Migration(migrations.Migration):
    dependencies = [("prose", "0002_read_again")]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
