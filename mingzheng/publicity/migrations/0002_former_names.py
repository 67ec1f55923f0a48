"""Names that a party bore before are kept, so that they are masked in sentences as well."""

from django.db import migrations, models

LETTERS = {"permit": "XK", "penalty": "CF"}


def gather(apps, schema_editor):
    """Take the names of earlier versions over; `values` hold them under the official codes."""
    versions = apps.get_model("publicity", "RecordVersion").objects.select_related("record")
    for version in versions.order_by("pk").iterator(500):
        record, letters = version.record, LETTERS[version.record.kind]
        name = version.values.get(f"{letters}_XDR_MC", "")
        if name and name != record.party_name:
            fresh = apps.get_model("publicity", "Record").objects.get(pk=record.pk)
            fresh.former_names[name] = version.values.get(f"{letters}_XDR_LB", "")
            fresh.save(update_fields=["former_names"])


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="former_names",
            field=models.JSONField(blank=True, default=dict, verbose_name="改过的名称"),
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
    ]
