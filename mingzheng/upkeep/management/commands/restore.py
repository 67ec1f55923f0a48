"""Fill an empty database from a backup (design §8)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzheng.upkeep import archive
from mingzheng.upkeep.searching import rebuild

LOST_CODES = (
    "提醒：这台机器的签名密钥和做备份时的不一样，备份里的 {} 个动态码和备用码用不了。"
    "有原来的 secret-key，就放回 MINGZHENG_VAR 再启动；没有，就请安全管理员给这些人重置动态码。"
)


class Command(BaseCommand):
    help = "用备份文件恢复一个空的数据库，也用来从 SQLite 搬到 PostgreSQL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="备份文件")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        source = Path(options["file"])
        try:
            counts = archive.read(source)
        except archive.Unfit as unfit:
            raise CommandError(unfit.sentence) from unfit
        # The index is not in the file: it is made from the rows that came back.
        rebuild()
        if lost := archive.unreadable_codes(source):
            self.stderr.write(LOST_CODES.format(lost))
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(f"已恢复 {counts['rows']} 行、{counts['files']} 个文件。")
