"""Articles that were public before know the fields of their items too (公开领域)."""

from typing import Any

from django.db import migrations

AT_ONCE = 1_000


def tell(apps: Any, schema_editor: Any) -> None:
    """Copy the fields of the items of each public revision flat to its article."""
    Article = apps.get_model("publishing", "Article")
    known: dict[str, list[int]] = {}
    rows = Article.objects.filter(visibility="public").order_by("pk")
    for key, items in rows.values_list("pk", "public__items").iterator():
        codes = sorted({code[:-4] for code in items or ()})
        if codes:
            known.setdefault(f",{','.join(codes)},", []).append(key)
    for said, keys in known.items():
        for start in range(0, len(keys), AT_ONCE):
            Article.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(field_codes=said)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0008_field_codes")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
