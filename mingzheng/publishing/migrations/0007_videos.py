"""The address of a video; the triggers are laid again."""

from importlib import import_module

from django.db import migrations, models

files_and_dues = import_module("mingzheng.publishing.migrations.0003_files_and_dues")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_held_back_and_closed")]
    operations = [
        migrations.RunPython(files_and_dues.lift, files_and_dues.put),
        migrations.AddField(
            model_name="revision",
            name="video_url",
            field=models.CharField(blank=True, max_length=500, verbose_name="视频网址"),
        ),
        migrations.RunPython(files_and_dues.put, files_and_dues.lift),
    ]
