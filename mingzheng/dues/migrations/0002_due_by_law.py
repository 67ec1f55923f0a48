"""A due may stand on the law alone, until somebody says which item it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_decision_roles'),
        ('catalogue', '0004_questions_total'),
        ('dues', '0001_dues'),
    ]

    operations = [
        migrations.AlterField(
            model_name='due',
            name='catalogue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='catalogue.catalogue', verbose_name='目录'),
        ),
        migrations.AlterField(
            model_name='due',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='catalogue.item', verbose_name='公开事项'),
        ),
        migrations.AlterField(
            model_name='due',
            name='item_code',
            field=models.CharField(blank=True, max_length=20, verbose_name='事项编码'),
        ),
        migrations.AddConstraint(
            model_name='due',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('catalogue', None), ('item', None), ('item_code', ''), ('kind', 'triggered')), models.Q(('catalogue__isnull', False), ('item__isnull', False), models.Q(('item_code', ''), _negated=True)), _connector='OR'), name='due_of_an_item_or_the_law'),
        ),
    ]
