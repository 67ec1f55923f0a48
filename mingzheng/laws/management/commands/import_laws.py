"""Import a table of law titles from the command line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzheng.files.rules.safety import Refused
from mingzheng.laws.importing import Outcome, import_titles
from mingzheng.posts.actors import COMMAND_LINE


class Command(BaseCommand):
    help = "把法规名录（标题、版本日期、分类、文号）导入法规库"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="名录表格")
        parser.add_argument("--dry-run", action="store_true", help="只读不写")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path, dry_run = Path(options["file"]), options["dry_run"]
        try:
            data = path.read_bytes()
            outcome = import_titles(path.name, data, by=COMMAND_LINE, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"打不开文件 {path}：{error.strerror}。") from error
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        else:
            self._tell(outcome)
        if any(problem.blocking for problem in outcome.problems):
            sys.exit(1)

    def _tell(self, outcome: Outcome) -> None:
        self.stdout.write(
            f"读到 {outcome.rows} 行：新增文本 {outcome.created}（法规 {outcome.laws} 部），"
            f"修改 {outcome.updated}，没有变化 {outcome.unchanged}。"
        )
        for one in outcome.problems:
            self.stdout.write(f"  {one.sheet} 第 {one.row} 行“{one.column}”：{one.message}")
