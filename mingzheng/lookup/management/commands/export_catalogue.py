"""Write an organisation's catalogue, or a part of it, to a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzheng.accounts.queries import organisation_by_code
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.queries import Filters, edition_for, in_force
from mingzheng.catalogue.states import Level
from mingzheng.exports.files import KINDS, export
from mingzheng.standards.queries import FieldNames


class Command(BaseCommand):
    help = "把一个单位的公开事项目录导出成文件：正在办的一版；没有在办的，就是现行的"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="编码", help="编制单位的编码")
        parser.add_argument("--format", required=True, choices=[*KINDS], dest="kind")
        parser.add_argument("--output", required=True, metavar="文件", type=Path)
        parser.add_argument("--field", default="", metavar="领域", help="只要这个领域")
        parser.add_argument("--level", default="", metavar="层级", help="只要这一级，例如 县级")
        parser.add_argument("--office", default="", metavar="编码", help="只要这个单位负责的")
        parser.add_argument("--in-force", action="store_true", help="只要现行的一版，不管草稿")
        parser.add_argument("--json", action="store_true", help="结果写成 JSON（总是如此）")

    def handle(self, **options: Any) -> None:
        edition = _edition(options["organisation"], is_in_force=options["in_force"])
        filters = Filters(
            field=_field(options["field"]),
            level=_level(options["level"]),
            office=_office(options["office"]),
        )
        items = edition.items.filter(filters.condition())
        data = export(items, options["kind"], title=edition.title)
        try:
            options["output"].write_bytes(data)
        except OSError as error:
            raise CommandError(f"写不了文件 {options['output']}：{error.strerror}。") from error
        self.stdout.write(json.dumps({"items": items.count()}))


def _edition(code: str, *, is_in_force: bool) -> Edition:
    organisation = organisation_by_code(code)
    if organisation is None:
        raise CommandError(f"没有编码为“{code}”的单位。可以在“机构”里查编码。")
    edition = in_force(organisation) if is_in_force else edition_for(organisation)
    if edition is None:
        which = "现行的" if is_in_force else ""
        raise CommandError(f"{organisation.name}还没有{which}目录，先导入或者起草一版。")
    return edition


def _field(name: str) -> str:
    if not name:
        return ""
    field = FieldNames().named(name)
    if field is None:
        raise CommandError(f"没有“{name}”这个领域。可以写领域的全称、简称或者编码。")
    return field.slug


def _level(name: str) -> str:
    known = {label: value for value, label in Level.choices} | {one: one for one in Level.values}
    if name and name not in known:
        raise CommandError(f"没有“{name}”这个层级，可以写：{'、'.join(map(str, Level.labels))}。")
    return known.get(name, "")


def _office(code: str) -> str:
    if not code:
        return ""
    office = organisation_by_code(code)
    if office is None:
        raise CommandError(f"没有编码为“{code}”的单位。可以在“机构”里查编码。")
    return office.code
