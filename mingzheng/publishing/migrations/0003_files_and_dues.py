"""A stored file behind each name, the dues that were chosen; the triggers are laid again."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

never_change = import_module("mingzheng.publishing.migrations.0002_revisions_never_change")


def lift(apps, schema_editor):
    # SQLite makes a table anew to add a column to it, and drops its triggers without a word.
    if schema_editor.connection.vendor == "sqlite":
        never_change.lift(apps, schema_editor)


def put(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        never_change.put(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("prose", "0001_initial"), ("publishing", "0002_revisions_never_change")]
    operations = [
        migrations.RunPython(lift, put),
        migrations.AddField(
            model_name="revision",
            name="dues",
            field=models.JSONField(blank=True, default=list, verbose_name="对应的应公开"),
        ),
        migrations.AddField(
            model_name="revisionfile",
            name="attachment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="prose.attachment",
                verbose_name="文件",
            ),
        ),
        migrations.RunPython(put, lift),
    ]
