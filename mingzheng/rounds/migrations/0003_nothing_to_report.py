from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0002_other_kinds_of_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="nothing_because",
            field=models.TextField(blank=True, verbose_name="零报送理由"),
        ),
    ]
