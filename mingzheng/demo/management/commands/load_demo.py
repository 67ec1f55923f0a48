"""Load the invented county (design §8)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mingzheng.backfile import invented
from mingzheng.demo import loading
from mingzheng.demo.places import SCALES


class Command(BaseCommand):
    help = "装入演示县“云溪县”：单位、人员、目录，都是编造的"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=SCALES, default="small", help="规模")
        parser.add_argument(
            "--articles", type=int, default=invented.MOST, help="large：编造多少篇信息，最多一百万"
        )
        parser.add_argument("--new-passwords", action="store_true", help="给演示账号换新密码并打印")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        def say(words: str) -> None:
            self.stderr.write(f"  装入：{words}")

        loaded = loading.load(options["scale"], say)
        if options["scale"] == "large":
            added = invented.fill(options["articles"], by=loading.INSTALLER, say=say)
            say(f"新装入信息 {added:,} 篇" if added else "信息已经装够，没有重复装入")
            loaded.counts = loading.counts()
        accounts = loaded.accounts
        if options["new_passwords"] and not loaded.is_new:
            accounts = loading.new_passwords()
        if options["json"]:
            self.stdout.write(json.dumps(loaded.counts))
            return
        if not loaded.is_new:
            self.stdout.write("演示县已经在库里，没有重复装入。")
        counts = loaded.counts
        self.stdout.write(
            f"{counts['organisations']} 个单位，{counts['people']} 名工作人员，"
            f"{counts['fields']} 个领域，现行事项 {counts['items']} 个，"
            f"责任 {counts['duties']} 条，权责和服务事项 {counts['powers']} 项。"
        )
        if accounts:
            self.stdout.write("\n演示账号（密码刚刚生成，只显示这一次，登录后要改）：")
            for username, name, roles, password in accounts:
                self.stdout.write(f"  {username}  {password}  {name}，{roles}")
            self.stdout.write("忘了就运行：script/manage load_demo --new-passwords")
