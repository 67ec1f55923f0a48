"""Verify the trace (核验留痕): every chain and every seal, or one subject's chain."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingzheng.evidence import queries


class Command(BaseCommand):
    help = "核验留痕。不带参数时核验全部链条、状态和每日封存；有问题时退出状态为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--subject", metavar="类型:编号", help="例如 catalogue.edition:12")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, _, key = (options["subject"] or "").partition(":")
        if options["subject"] and not (kind and key):
            raise CommandError("--subject 要写成“类型:编号”，例如 catalogue.edition:12。")
        found = queries.verify(kind or None, key or None)
        if kind and not found.events and found.ok:
            raise CommandError(f"没有“{options['subject']}”的留痕，请核对类型和编号。")
        if options["json"]:
            broken = [link._asdict() for link in found.broken]
            report = {"events": found.events, "ok": found.ok, "broken": broken}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for link in found.broken:
                self.stdout.write(f"{link.subject} 第 {link.sequence} 条：{link.reason}")
            self.stdout.write(f"核验 {found.events} 条，{'全部完好' if found.ok else '有断裂'}。")
        if not found.ok:
            raise SystemExit(1)
