"""Store the starter words and sites of the checks (预置检查用的词和网站). Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from mingzheng.checklists import actions


class Command(BaseCommand):
    help = "存入预置的常见错误词和可以链接的网站；已有的不动，重复运行无害。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"存入 {actions.load_starter()} 个词。")
