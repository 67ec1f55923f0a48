"""Import a catalogue workbook from the command line (design §8)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mingzheng.accounts.models import Organisation
from mingzheng.accounts.queries import organisation_by_code
from mingzheng.catalogue.queries import edition_for
from mingzheng.collection import actions, readers
from mingzheng.collection.examining import Request
from mingzheng.collection.readers import READERS
from mingzheng.core.access import Refusal, SystemActor
from mingzheng.files.rules.safety import Refused
from mingzheng.posts.deeds import SYSTEM_DEEDS

OPERATOR = SystemActor(SYSTEM_DEEDS | {"edition.edit", "edition.adjust", "import.apply"})


class Command(BaseCommand):
    help = "把公开事项目录表格导入一个单位的目录草稿"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="目录表格")
        parser.add_argument("--organisation", required=True, help="编制单位的机构编码")
        parser.add_argument("--field", default="", help="领域名称；表里写了的不用给")
        parser.add_argument("--complete", action="store_true", help="表里没有的事项就删去")
        parser.add_argument("--dry-run", action="store_true", help="只读不写")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        organisation = organisation_by_code(options["organisation"])
        if organisation is None:
            raise CommandError(f"没有编码为“{options['organisation']}”的单位。")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"打不开文件 {path}：{error.strerror}。") from error
        try:
            found = self._run(path.name, data, organisation, options)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        if found.blocking:
            sys.exit(1)

    def request(
        self, organisation: Organisation, name: str, data: bytes, options: dict[str, Any]
    ) -> Request:
        """What is to be read, from the options of the command line."""
        return Request(organisation, name, data, options["field"], options["complete"])

    @transaction.atomic
    def _run(
        self, name: str, data: bytes, organisation: Organisation, options: dict[str, Any]
    ) -> Any:
        request = self.request(organisation, name, data, options)
        edition = edition_for(organisation, READERS[request.kind].list_kind)
        found = readers.examine(request, edition=edition)
        if options["dry_run"] or found.blocking:
            printed = actions.summary(found, None, None)
        else:
            batch, outcome = actions.apply_examined(found, by=OPERATOR)
            printed = actions.summary(found, outcome, batch.pk)
        self._print(found, printed, as_json=options["json"])
        return found

    def _print(self, found: Any, printed: dict[str, Any], *, as_json: bool) -> None:
        if found.unmatched:
            names = "、".join(name for name, _ in found.unmatched[:20])
            self.stderr.write(
                f"有 {len(found.unmatched)} 个公开主体没有对上单位：{names}。"
                "请到工作台“目录 → 对应单位名称”里选出是哪个单位。"
            )
        if as_json:
            self.stdout.write(json.dumps(printed, ensure_ascii=False))
            return
        self.stdout.write(
            f"读到 {printed['rows']} 行，{printed['items']} 个事项：新增 {printed['created']}，"
            f"修改 {printed['updated']}，没有变化 {printed['unchanged']}，"
            f"责任 {printed['duties']} 条。"
        )
        for problem in printed["problems"]:
            place = f"{problem['sheet']} 第 {problem['row']} 行“{problem['column']}”"
            self.stdout.write(f"  {place}：{problem['message']}（表里写的：{problem['value']}）")
        if found.blocking:
            self.stdout.write("有的行变不成事项，这次什么都没有导入。改好表格后再来。")
