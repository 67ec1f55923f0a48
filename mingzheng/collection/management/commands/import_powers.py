"""Import a list of powers or of public services from the command line (design §8)."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from mingzheng.accounts.models import Organisation
from mingzheng.collection.examining import Request
from mingzheng.collection.management.commands import import_catalogue
from mingzheng.collection.states import BatchKind


class Command(import_catalogue.Command):
    help = "把权责清单或者公共服务清单（或者它们的环节表）导入一个单位的清单草稿"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        kinds = [kind for kind in BatchKind.values if kind != BatchKind.CATALOGUE]
        parser.add_argument("--kind", choices=kinds, default=BatchKind.POWERS.value)
        parser.add_argument(
            "--published", default="", help="公布的各类事项数：CSV，列是 类型,数量,公布合计"
        )

    def request(
        self, organisation: Organisation, name: str, data: bytes, options: dict[str, Any]
    ) -> Request:
        """What is to be read, from the options of the command line."""
        said = {
            "is_complete": options["complete"],
            "kind": options["kind"],
            "published": _published(options["published"]),
        }
        return Request(organisation, name, data, **said)

    def _print(self, found: Any, printed: dict[str, Any], *, as_json: bool) -> None:
        super()._print(found, printed, as_json=as_json)
        lines = getattr(found, "lines", ())
        if not as_json and any(line.published is not None for line in lines):
            self.stdout.write("核对公布数：")
            for line in lines:
                said = f"相差 {line.difference}" if line.difference else "一致"
                self.stdout.write(
                    f"  {line.label}：读到 {line.read}，公布 {line.published}，{said}"
                )


def _published(file: str) -> str:
    if not file:
        return ""
    try:
        rows = list(csv.DictReader(Path(file).read_text("utf-8-sig").splitlines()))
    except OSError as error:
        raise CommandError(f"打不开文件 {file}：{error.strerror}。") from error
    lines = [f"{row['类型']} {row['数量']}" for row in rows if row.get("类型")]
    totals = {row["公布合计"] for row in rows if row.get("公布合计")}
    if len(totals) > 1:
        raise CommandError("公布数里有几个不同的合计，一次只核对一份清单。")
    return "\n".join([*lines, *(f"合计 {total}" for total in totals)])
