"""A document is public once another person has released it; what was public stays so."""

from django.db import migrations, models


def keep_what_is_public(apps, schema_editor):
    rows = apps.get_model("decisions", "DecisionDocument").objects.filter(is_public=True)
    rows.update(released_on=models.F("added_on"))


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="decisiondocument",
            name="is_public",
            field=models.BooleanField(default=False, verbose_name="拟向社会公开"),
        ),
        migrations.AddField(
            model_name="decisiondocument",
            name="added_by",
            field=models.CharField(blank=True, max_length=64, verbose_name="登记人编号"),
        ),
        migrations.AddField(
            model_name="decisiondocument",
            name="released_on",
            field=models.DateField(blank=True, null=True, verbose_name="同意公开的日期"),
        ),
        migrations.AddField(
            model_name="decisiondocument",
            name="released_by_name",
            field=models.CharField(blank=True, max_length=100, verbose_name="同意公开的人"),
        ),
        migrations.RunPython(keep_what_is_public, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="decisiondocument",
            constraint=models.CheckConstraint(
                condition=models.Q(released_on=None) | models.Q(is_public=True),
                name="released_was_to_be_public",
            ),
        ),
    ]
