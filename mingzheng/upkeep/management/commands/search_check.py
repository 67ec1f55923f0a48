"""Try queries on one's own data: is anything missed, and how long does it take (检验搜索)?"""

import json
import statistics
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mingzheng.search.backends import Question, engine
from mingzheng.search.models import Document
from mingzheng.search.queries import COUNT_TO, SearchUnavailable, Wanted, find
from mingzheng.search.rules.asking import Term, holds, terms

TIMES = 3  # each query is timed so often; the quickest counts


class Command(BaseCommand):
    help = "用文件里的搜索词（一行一个）检验：与逐篇比对相比有没有漏、有没有多，耗时多少。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queries", type=Path, required=True, help="一行一个搜索词，UTF-8")
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = _read(options["queries"])
        try:
            report = _report(asked)
        except SearchUnavailable as error:
            raise CommandError("索引读不了，请先运行 search_rebuild。") from error
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(
                f"{report['documents']} 篇里试了 {report['queries']} 个词："
                f"查全率 {report['recall']}，查准率 {report['precision']}；"
                f"一半的词在 {report['p50_ms']} 毫秒内，95% 在 {report['p95_ms']} 毫秒内。"
            )
            for query, counts in report["wrong"].items():
                self.stdout.write(f"  “{query}”应有 {counts[0]} 篇，搜到 {counts[1]} 篇")
        if report["wrong"] or report["not_indexed"]:
            raise CommandError("索引和内容对不上，请运行 search_rebuild 后再试。")


def _read(path: Path) -> dict[str, list[Term]]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"读不了 {path}：要一个 UTF-8 的文本文件。") from error
    asked = {line.strip(): terms(line) for line in lines}
    asked = {line: words for line, words in asked.items() if words}
    if not asked:
        raise CommandError(f"{path} 里没有可以搜的词。")
    return asked


def _report(asked: dict[str, list[Term]]) -> dict[str, Any]:
    spent = [_milliseconds(query) for query in asked]
    truth, documents = _by_brute_force(asked)
    wrong, shared, wanted_total, got_total = {}, 0, 0, 0
    for query, words in asked.items():
        wanted = set(sorted(truth[query], reverse=True)[: COUNT_TO + 1])
        got = set(engine().newest(Question(words), COUNT_TO + 1))
        shared += len(wanted & got)
        wanted_total += len(wanted)
        got_total += len(got)
        if wanted != got:
            wrong[query] = [len(wanted), len(got)]
    return {
        "documents": documents,
        "not_indexed": Document.objects.count() - documents,
        "queries": len(asked),
        "recall": round(shared / wanted_total, 6) if wanted_total else 1.0,
        "precision": round(shared / got_total, 6) if got_total else 1.0,
        "p50_ms": round(statistics.median(spent), 1),
        "p95_ms": round(sorted(spent)[min(len(spent) - 1, int(len(spent) * 0.95))], 1),
        "hits": {query: len(places) for query, places in truth.items()},
        "wrong": wrong,
    }


def _by_brute_force(asked: dict[str, list[Term]]) -> tuple[dict[str, list[int]], int]:
    truth: dict[str, list[int]] = {query: [] for query in asked}
    documents = 0
    for place, flat in engine().flat_texts():
        documents += 1
        for query, words in asked.items():
            if holds(flat, words):
                truth[query].append(place)
    return truth, documents


def _milliseconds(query: str) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        find(Wanted(query))
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)
