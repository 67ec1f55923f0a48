"""Search at size: build rate, p50 and p95, recall and precision against brute force.

    script/bench search [--size 200000] [--database sqlite|postgresql] [--reuse FOLDER]

SQLite in a folder of its own; PostgreSQL in the empty database that BENCH_DATABASE_URL names.
Documents are invented, every tenth with what its attachments say; the same size always gives the
same ones. One query is what a page asks: exact total to 10,000, facets, first page in order.
Prints one line of JSON a measurement.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

OFFICES = 90
FIRST_DAY, DAYS = date(2016, 1, 1), 3900


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


PLACES = words("云溪 柳溪 石门 白沙 青山 河口 东岭 西湾 南坪 北塘 龙潭 马场 红岩 双桥 太平")
FUNCTIONS = words(
    "民政 教育体育 卫生健康 农业农村 自然资源 住房和城乡建设 交通运输 水务 应急管理 市场监督管理 "
    "生态环境 人力资源和社会保障 医疗保障 财政 审计 司法 公安 文化和旅游 退役军人事务 林业"
)
MATTERS = words(
    "最低生活保障 临时救助 特困人员供养 残疾人两项补贴 农机购置与应用补贴 "
    "义务教育招生入学 "
    "城乡居民基本医疗保险 养老金资格认证 居民身份证办理 不动产登记 国有土地上房屋征收与补偿 "
    "农村危房改造 公共租赁住房分配 食品安全监督抽检 安全生产检查 环境影响评价审批 耕地地力保护补贴 "
    "就业创业服务 职业技能培训 高龄津贴发放 孤儿基本生活保障 政府采购 财政预决算公开 行政处罚 "
    "行政许可 森林防火 河湖长制 防汛抗旱 老旧小区改造 城市更新 法律援助 人民调解 社区矫正 疫苗接种"
)
SENTENCES = (
    "为做好{year}年度{matter}工作，根据{doc}要求，结合我县实际，现将有关事项通知如下。",
    "各乡镇人民政府、街道办事处，县直有关单位：{matter}对象名单公示期为{n}个工作日。",
    "公示期内如有异议，请以书面形式向{office}反映，联系电话见公告末尾，逾期不予受理。",
    "经{place}镇初审、{office}审核，{name}等{n}户符合{matter}条件，拟予以批准。",
    "{office}负责受理{matter}依申请公开事项，自收到申请之日起二十个工作日内予以答复。",
    "本次{matter}共安排资金{n}万元，其中中央财政{m}万元，县级配套{k}万元，专款专用。",
    "申请人应当携带居民身份证、户口簿和有关证明材料，到{place}便民服务中心办理。",
    "“最多跑一次”改革以来，{matter}办理时限由{n}个工作日压缩到{k}个工作日。",
    "抽检食品安全样品{n}批次，合格{m}批次，不合格产品已由{office}依法处置。",
    "{year}年{k}月{k}日，{office}组织召开{matter}推进会，{name}主持会议并讲话。",
    "会议指出，要坚持以人民为中心的发展思想，把{matter}作为重点民生实事抓紧抓好。",
    "项目位于{place}镇，占地{n}平方米，建设单位为{office}，计划{year}年竣工。",
    "本办法自{year}年{k}月1日起施行，有效期五年，由{office}负责解释。",
    "{name}，男，{place}镇人，因病致贫，家庭人均收入低于低保标准，申请{matter}。",
    "依据《中华人民共和国行政许可法》第{n}条，{office}决定准予{matter}，证号{m}{n}。",
)
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建国志文海燕玉梅春花"
# Names of villages, firms and projects, so that the vocabulary grows with the corpus.
RARE = "山水田园林木土石金银玉珠云雨风雪江河湖海川谷峰岭坡坪坝湾港桥村寨堡庄店铺街巷新旧大小上下"

QUERIES = [
    *words(
        "低保 居民身份证 依申请公开 食品安全 公示期 养老金 征收补偿 医保 公租房 就业补贴 "
        "最低生活保障 临时救助 农机购置 残疾人 "
        "义务教育 不动产登记 危房改造 公共租赁住房 安全生产 环境影响评价 "
        "地力保护 创业 技能培训 高龄津贴 孤儿 政府采购 预决算 行政处罚 许可 防火 河湖长制 老旧小区 "
        "法律援助 异议 县"
    ),
    *("养老金 资格认证", "公示期 异议", "低保 名单", "残疾人 补贴", "柳溪 救助", "行政处罚 2023"),
    *("最多跑一次改革", "云政发〔2021〕12号", "民政局 低保标准", "食品安全 不合格", "“人民为中心”"),
    *("石门 危房改造 公示", "王秀英", "12号", "压缩到3个工作日"),
]


def office(at: int) -> str:
    """Return the invented name of an office."""
    place = PLACES[at % len(PLACES)] if at >= len(FUNCTIONS) else "云溪"
    return f"{place}县{FUNCTIONS[at % len(FUNCTIONS)]}局"


def sentence(chance: random.Random) -> str:
    """Return one filled template, or every fourth time something that is nowhere else."""
    if chance.random() < 0.25:
        village = "".join(chance.choices(RARE, k=chance.randint(2, 4)))
        firm = "".join(chance.choices(RARE + GIVEN, k=4))
        return f"{village}村与{firm}有限公司签订协议，流转土地{chance.randint(1, 999)}亩。"
    return chance.choice(SENTENCES).format(
        year=chance.randint(2016, 2026),
        matter=chance.choice(MATTERS),
        doc=f"云政发〔{chance.randint(2016, 2026)}〕{chance.randint(1, 60)}号文件",
        office=office(chance.randrange(OFFICES)),
        place=chance.choice(PLACES),
        name=chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=2)),
        n=chance.randint(1, 900),
        m=chance.randint(1, 9000),
        k=chance.randint(1, 12),
    )


def written(chance: random.Random, length: float) -> str:
    """Return sentences of that many characters or a few more."""
    text: list[str] = []
    n = 0
    while n < length:
        text.append(sentence(chance))
        n += len(text[-1])
    return "\n".join(text)


def documents(size: int) -> Iterator[dict]:
    """Yield `size` notices of 300 to 2,000 characters, oldest and newest mixed.

    Every tenth has attachments, whose text stands behind its own, as with real articles.
    """
    chance = random.Random(20260615)
    for at in range(size):
        owner = chance.randrange(OFFICES)
        matter = chance.choice(MATTERS)
        text = written(chance, min(2000, max(300, chance.lognormvariate(6.5, 0.45))))
        if at % 10 == 0:
            text += "\n" + written(chance, chance.randint(2_000, 8_000))
        yield {
            "key": str(at),
            "title": f"{office(owner)}关于{chance.randint(2016, 2026)}年{matter}的"
            f"{chance.choice(['通知', '公告', '公示', '实施方案', '意见'])}（第{at}号）",
            "text": text,
            "organisation": f"YX{owner:02d}",
            "field": f"field{MATTERS.index(matter) % 26}",
            "kind": chance.choice(["article", "policy", "notice"]),
            "date": FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        }


def say(what: str, **figures: object) -> None:
    """Print one measurement."""
    print(json.dumps({"what": what, **figures}, ensure_ascii=False), flush=True)


def fill(size: int) -> None:
    """Write the documents."""
    from django.db import transaction

    from mingzheng.search.backends.entries import place_of
    from mingzheng.search.models import Document

    begun = time.monotonic()
    batch: list[Document] = []
    for at, one in enumerate(documents(size), start=1):
        place = place_of(one["date"], at)
        batch.append(Document(pk=at, place=place, scope="bench", url=f"/{at}/", digest="", **one))
        if len(batch) == 20_000 or at == size:
            with transaction.atomic():
                Document.objects.bulk_create(batch, batch_size=500)
            batch = []
    say("documents written", n=size, seconds=round(time.monotonic() - begun, 1))


def build(size: int) -> None:
    """Build the index, and say how fast; processor time is that of this process alone."""
    from mingzheng.search.actions.rebuilding import build_index

    begun, computed = time.monotonic(), time.process_time()
    build_index(lambda said: print(said, file=sys.stderr, flush=True))
    seconds, computed = time.monotonic() - begun, time.process_time() - computed
    figures = {"docs_per_second": round(size / seconds), "seconds": round(seconds, 1)}
    say("index built", **figures, docs_per_cpu_second=round(size / computed))


def put_some() -> None:
    """Time the deed itself: one more document at a time."""
    from django.core.management.color import no_style
    from django.db import connection

    from mingzheng.search.actions import Draft, Value, put
    from mingzheng.search.models import Document

    with connection.cursor() as cursor:  # keys were given: say where they go on
        for statement in connection.ops.sequence_reset_sql(no_style(), [Document]):
            cursor.execute(statement)
    copied = Document.objects.filter(scope="bench").order_by("pk")[:50]
    drafts = [
        Draft(Value(one.kind, one.kind), f"new{one.pk}", one.title, one.url, "new", text=one.text)
        for one in copied
    ]
    if not Document.objects.filter(scope="new").exists():
        spent = [timed(lambda one=one: put([one])) for one in drafts]
        say("one document put, ms", **percentiles(spent))


def size_of_index() -> None:
    """Say how many bytes index and flat texts take."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relname IN"
                " ('search_index', 'search_grams', 'search_title_grams')"
            )
        else:
            cursor.execute(
                "SELECT name, sum(pgsize) FROM dbstat WHERE name GLOB 'search_words*'"
                " OR name GLOB 'search_titles*' OR name = 'search_flat' GROUP BY name"
            )
        say("bytes", **{name: int(size) for name, size in cursor.fetchall()})


def computed() -> float:
    """Return the processor seconds of this process and of its PostgreSQL backend, if it is here."""
    from django.db import connection

    backend = 0.0
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        place = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        backend = int(place.read_text().split()[0]) / 1e9 if place.exists() else 0.0
    return time.process_time() + backend


def timed(deed: Callable[[], object], busy: list[float] | None = None) -> float:
    """Return how many milliseconds a deed took; `busy` gets how many of them were computed.

    On a machine that others use, only the second says what the code costs.
    """
    begun, before = time.perf_counter(), computed()
    deed()
    if busy is not None:
        busy.append((computed() - before) * 1000)
    return (time.perf_counter() - begun) * 1000


def percentiles(values: list[float]) -> dict[str, float]:
    """Return p50, p95 and the greatest of some milliseconds."""
    ordered = sorted(values)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "max": round(ordered[-1], 1),
    }


def ask() -> None:
    """Time every query: as it is, newest first, within one office, and one office and year."""
    from mingzheng.search.queries import Wanted, find

    ways: dict[str, dict[str, str]] = {
        "relevance": {},
        "date": {"sort": "date"},
        "one office": {"organisation": "YX07"},
        "one office and year": {"organisation": "YX07", "year": "2023"},
    }
    for name, more in ways.items():
        best, cpu = {}, {}
        for query in QUERIES:
            wanted = Wanted(query, **more)
            busy: list[float] = []
            best[query] = min(timed(lambda wanted=wanted: find(wanted), busy) for _ in range(5))
            cpu[query] = min(busy)
        slowest = {query: round(cpu[query]) for query in sorted(cpu, key=cpu.get)[-5:]}
        figures = percentiles(list(best.values()))
        say(f"{name}, ms", **figures, cpu=percentiles(list(cpu.values())), slowest=slowest)


def check() -> None:
    """Compare every query with brute force on the flat texts: the newest 10,001, exactly."""
    from mingzheng.search.backends import Question, engine
    from mingzheng.search.queries import COUNT_TO
    from mingzheng.search.rules.asking import holds, terms

    asked = {query: terms(query) for query in QUERIES}
    truth: dict[str, list[int]] = {query: [] for query in QUERIES}
    for place, flat in engine().flat_texts():
        for query, said in asked.items():
            if holds(flat, said):
                truth[query].append(place)
    wrong = {}
    for query, said in asked.items():
        wanted = sorted(truth[query], reverse=True)[: COUNT_TO + 1]
        got = engine().newest(Question(said), COUNT_TO + 1)
        if got != wanted:
            wrong[query] = [len(wanted), len(got), len(set(wanted) & set(got))]
    hits = [len(places) for places in truth.values()]
    over = sum(n > COUNT_TO for n in hits)
    figures = {"most_hits": max(hits), "without_hits": hits.count(0), "over_10000": over}
    say("against brute force", queries=len(QUERIES), wrong=wrong, **figures)


def main() -> None:
    """Measure one database at one size."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--size", type=int, default=200_000)
    reader.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    reader.add_argument("--reuse", help="folder of an earlier run (SQLite): ask and check again")
    given = reader.parse_args()
    folder = given.reuse or tempfile.mkdtemp(prefix="mz-bench-")
    os.environ["MINGZHENG_VAR"] = folder
    os.environ.pop("DATABASE_URL", None)
    if given.database == "postgresql":
        os.environ["DATABASE_URL"] = os.environ["BENCH_DATABASE_URL"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "mingzheng.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from mingzheng.search.actions import is_stale
    from mingzheng.search.models import Document

    call_command("migrate", verbosity=0)
    say("start", database=given.database, size=given.size, folder=folder)
    if not Document.objects.exists():
        fill(given.size)
    if is_stale():
        build(given.size)
    put_some()
    size_of_index()
    ask()
    check()


if __name__ == "__main__":
    main()
