"""Build the search index anew while the old one serves (重建搜索索引). Safe to repeat."""

import dataclasses
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mingzheng.search import actions
from mingzheng.upkeep.searching import rebuild


class Command(BaseCommand):
    help = "重建搜索索引，并逐一核对各业务现在公开的内容；重建时照常可搜，重复运行无害。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-stale", action="store_true", help="没建过或分词换了版本才重建")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        done: dict[str, Any] = {"documents": None, "rebuilt": False}
        if not options["if_stale"] or actions.is_stale():
            actions.load_synonyms()
            built = rebuild(lambda words: self.stderr.write(f"  {words}"))
            done = {**dataclasses.asdict(built), "rebuilt": True}
        if options["json"]:
            self.stdout.write(json.dumps(done))
        elif done["rebuilt"]:
            self.stdout.write(
                f"索引里有 {done['documents']} 篇；核对时补入或更新 {done['written']} 篇，"
                f"撤下 {done['withdrawn']} 篇；用了 {done['seconds']} 秒。"
            )
        else:
            self.stdout.write("索引是新的，不用重建。")
