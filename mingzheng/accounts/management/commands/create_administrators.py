"""First run in a real county: the three administrators, each with a one-time password."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mingzheng.accounts import actions, queries
from mingzheng.accounts.models import Organisation
from mingzheng.accounts.states import Kind, Level
from mingzheng.core.access import Refusal
from mingzheng.posts.actors import COMMAND_LINE
from mingzheng.posts.roles import ADMINISTRATORS


class Command(BaseCommand):
    """There is no built-in account and no built-in password: real people are named here."""

    help = "建立系统、安全、审计三名管理员，一次性密码只显示这一次"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="编码")
        parser.add_argument("--found", metavar="全称", help="机构还没有时，先建成最上级的人民政府")
        parser.add_argument("--level", default=Level.COUNTY, choices=Level.values)
        for role in ADMINISTRATORS:
            parser.add_argument(
                f"--{role.line}", nargs=2, required=True, metavar=("工号", "姓名"), help=role.label
            )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Create all three or none."""
        try:
            with transaction.atomic():
                organisation = self._organisation(options)
                made = [
                    self._administrator(role, organisation, *options[role.line])
                    for role in ADMINISTRATORS
                ]
        except ValidationError as wrong:
            raise CommandError("".join(wrong.messages)) from wrong
        except Refusal as refused:
            raise CommandError(refused.reason) from refused
        if options["json"]:
            print(
                json.dumps({"organisation": organisation.code, "people": made}, ensure_ascii=False)
            )
            return
        for one in made:
            print("{role}　{name}　工号 {username}　一次性密码 {password}".format_map(one))
        print("密码只显示这一次，请当面交给本人；第一次登录要换成自己的。")

    def _organisation(self, options: dict[str, Any]) -> Organisation:
        code, name = options["organisation"], options["found"]
        if known := queries.organisation_by_code(code):
            return known
        if not name:
            raise CommandError(f"没有编码是“{code}”的机构。要新建，加 --found 全称。")
        return actions.create_organisation(
            by=COMMAND_LINE, code=code, name=name, level=options["level"], kind=Kind.GOVERNMENT
        )

    def _administrator(
        self, role: Any, organisation: Organisation, username: str, name: str
    ) -> dict[str, str]:
        person, password = actions.create_person(
            by=COMMAND_LINE, username=username, name=name, organisation=organisation
        )
        actions.grant_membership(
            person, role=role.name, organisation=organisation, by=COMMAND_LINE, reason="首次设立"
        )
        return {"role": role.label, "username": username, "name": name, "password": password}
