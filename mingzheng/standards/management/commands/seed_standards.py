"""Store the 26 fields and their starter rows (预置领域和标准事项). Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from mingzheng.standards import actions


class Command(BaseCommand):
    help = "存入预置的公开领域和标准事项；已有的不动，重复运行无害。"

    def handle(self, *args: Any, **options: Any) -> None:
        fields, rows = actions.load_starter()
        self.stdout.write(f"存入 {fields} 个领域，{rows} 条标准事项。")
