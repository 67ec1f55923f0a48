"""The way back in when no administrator is left who could help: run on the server itself."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mingzheng.accounts import actions, queries
from mingzheng.posts.actors import COMMAND_LINE


class Command(BaseCommand):
    """A new one-time password, recorded as the deed of the command line."""

    help = "给一个人新的一次性密码，并解除锁定；只显示这一次"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="工号")
        parser.add_argument("--code", action="store_true", help="动态码也一起重置")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reset, or say that there is no such person."""
        person = queries.person_by_username(options["username"])
        if person is None:
            raise CommandError(f"没有工号是“{options['username']}”的人员。")
        with transaction.atomic():
            password = actions.reset_password(person, by=COMMAND_LINE)
            if options["code"] and queries.has_second_factor(person):
                actions.reset_totp(person, by=COMMAND_LINE, reason="服务器命令")
        if options["json"]:
            print(json.dumps({"username": person.username, "password": password}))
            return
        print(f"{person.name}　工号 {person.username}　一次性密码 {password}")
