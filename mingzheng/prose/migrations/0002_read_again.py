"""Files are read anew in the background: names of sheets and of packed files are texts now."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def read_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was read stays until it is read anew; `tick` reads whatever is left."""
    contents = apps.get_model("prose", "StoredContent").objects
    contents.filter(kind__in=["docx", "xlsx", "xls", "pdf", "zip"]).update(progress=0)


class Migration(migrations.Migration):
    dependencies = [("prose", "0001_initial")]

    operations = [migrations.RunPython(read_again, migrations.RunPython.noop)]
