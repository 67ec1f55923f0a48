"""Two posts for major decisions. SQLite rebuilds the table for it, so the triggers are laid anew."""

from importlib import import_module

from django.db import migrations, models


LINES = import_module("mingzheng.accounts.migrations.0002_lines_of_duty")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_lines_of_duty'),
    ]

    operations = [
        migrations.RunPython(LINES.lift, LINES.lay),
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_line_fits_role',
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('drafter', '经办'), ('reviewer', '审核'), ('secrecy_reviewer', '保密审查'), ('signer', '签发'), ('openness_office', '政务公开办'), ('decision_office', '决策管理'), ('legal_reviewer', '合法性审查'), ('supervisor', '监督员'), ('system_admin', '系统管理员'), ('security_admin', '安全管理员'), ('audit_admin', '审计管理员')], max_length=20, verbose_name='岗位'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('line', 'business'), ('role__in', ['drafter', 'reviewer', 'secrecy_reviewer', 'signer', 'openness_office', 'decision_office', 'legal_reviewer', 'supervisor'])), models.Q(('line', 'system'), ('role__in', ['system_admin'])), models.Q(('line', 'security'), ('role__in', ['security_admin'])), models.Q(('line', 'audit'), ('role__in', ['audit_admin'])), _connector='OR'), name='membership_line_fits_role'),
        ),
        migrations.RunPython(LINES.lay, LINES.lift),
    ]
