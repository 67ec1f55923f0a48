"""Store the working calendar that is known without a network (预置工作日历). Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from mingzheng.deadlines import almanac


class Command(BaseCommand):
    help = "存入预置的工作日历；已有的年份不动，重复运行无害。"

    def handle(self, *args: Any, **options: Any) -> None:
        years = almanac.seed()
        until = almanac.current().known_until
        self.stdout.write(
            f"存入 {years} 个年份。放假安排已公布到 {until:%Y-%m-%d}，以后的日期是暂定的。"
        )
