"""Take the articles of an old site in from the command line (design §8)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import organisation_by_code
from mingzheng.backfile import actions
from mingzheng.backfile.actions import Examined
from mingzheng.backfile.models import ArticleBatch
from mingzheng.backfile.rules.opening import (
    MOST_BYTES,
    MOST_FILES,
    NO_PAGES,
    TOO_MANY,
    is_wanted,
    zipped,
)
from mingzheng.columns.models import Column
from mingzheng.columns.queries import column_at, open_for
from mingzheng.core.access import Refusal, SystemActor
from mingzheng.files.rules.refusals import Refused
from mingzheng.posts.deeds import SYSTEM_DEEDS

OPERATOR = SystemActor(SYSTEM_DEEDS | {"article_import.apply"})


class Command(BaseCommand):
    help = "把旧网站的信息按原来的日期公开到一个单位的栏目里"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", metavar="PATH", help="CSV 表、网页、Word 文档、ZIP 压缩包，或者网页目录"
        )
        parser.add_argument("--organisation", required=True, help="单位的机构编码")
        parser.add_argument("--column", required=True, help="栏目的网址名，如 notices")
        parser.add_argument("--dry-run", action="store_true", help="只读不写")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        office = organisation_by_code(options["organisation"])
        if office is None:
            raise CommandError(f"没有编码为“{options['organisation']}”的单位。")
        column = _column(office, options["column"])
        try:
            name, data = _content(Path(options["path"]))
            found, batch = self._run(office, column, name, data, options["dry_run"])
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        self._print(actions.summary(found, batch), options)
        if found.left_out:
            sys.exit(1)  # not everything that was asked was done

    @transaction.atomic
    def _run(
        self, office: Organisation, column: Column, name: str, data: bytes, is_dry: bool
    ) -> tuple[Examined, ArticleBatch | None]:
        found = actions.examine(office, name, data)
        if is_dry or not found.new:
            return found, None
        batch = actions.receive(office, column, name, data, by=OPERATOR)
        actions.take_in(batch, found, by=OPERATOR)
        return found, batch

    def _print(self, told: dict[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        done = "会入库" if options["dry_run"] else "入库"
        self.stdout.write(
            f"读到 {told['rows']} 行：{done} {told['created']} 篇，"
            f"已经在库里 {told['unchanged']} 篇，"
            f"重复 {told['duplicates']} 行。"
        )
        for problem in told["problems"]:
            place = f"{problem['sheet']} 第 {problem['row']} 行"
            self.stdout.write(f"  {place}：{problem['message']}（{problem['value']}）")


def _column(office: Organisation, slug: str) -> Column:
    """The open column of the office at this address, else that of an office above it."""
    open_ones = {one.pk: one for one in open_for(office)}
    own = column_at(office, slug)
    found = own if own and own.pk in open_ones else None
    found = found or next((one for one in open_ones.values() if one.slug == slug), None)
    if found is None:
        names = "、".join(dict.fromkeys(one.slug for one in open_ones.values()))
        raise CommandError(
            f"{office.name}没有在用的栏目“{slug}”。可以用的：{names or '还没有栏目'}。"
        )
    return found


def _content(path: Path) -> tuple[str, bytes]:
    """Name and bytes of a file, or of a folder packed as one. Raises Refused, CommandError."""
    try:
        if not path.is_dir():
            if path.stat().st_size > MOST_BYTES:
                raise Refused(TOO_MANY)
            return path.name, path.read_bytes()
        files = [one for one in sorted(path.rglob("*")) if one.is_file() and is_wanted(one.name)]
        if len(files) > MOST_FILES or sum(one.stat().st_size for one in files) > MOST_BYTES:
            raise Refused(TOO_MANY)
        if not files:
            raise Refused("目录" + NO_PAGES)
        packed = zipped((one.relative_to(path).as_posix(), one.read_bytes()) for one in files)
        return f"{path.resolve().name}.zip", packed
    except OSError as error:
        raise CommandError(f"打不开 {path}：{error.strerror}。") from error
