"""Checks before publishing at size: MB/s of all checks over text, against a plain scan of it.

    python bench/proofing.py [--megabytes 20] [--words 5000]

Text is invented; the same size always gives the same. A plain scan is one pass of one short pattern
over the same paragraphs. Prints one line of JSON a measurement; `ratio` is how many such scans the
checks take.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzheng.config.settings")

from mingzheng.proofing.rules.examining import proofread  # noqa: E402
from mingzheng.proofing.rules.people import beside_names  # noqa: E402
from mingzheng.proofing.rules.personal import personal  # noqa: E402
from mingzheng.proofing.rules.style import styled  # noqa: E402
from mingzheng.proofing.rules.words import Entry, Words, wordy  # noqa: E402
from mingzheng.prose.rules.pieces import Piece  # noqa: E402

SENTENCES = (
    "为做好{year}年度临时救助工作，根据云政办发〔{year}〕{n}号文件要求，结合我县实际，现将有关事项通知如下。",
    "各乡镇人民政府、街道办事处，县直有关单位：公示期为{n}个工作日，自{year}年6月{d}日起。",
    "经初审、复核，张小满等{n}户符合条件，拟予以批准，共发放资金{n}.5万元。",
    "申请人应当携带居民身份证、户口簿和有关证明材料，到便民服务中心{d}号窗口办理，咨询电话0311-8765432{d}。",
    "会议指出，要坚持以人民为中心的发展思想，把这项工作作为重点民生实事抓紧抓好。",
    "项目统一代码{year}-130102-47-01-{n}0{d}，占地{n}平方米，总投资{n}000万元，计划{year}年竣工。",
    "本办法自{year}年{d}月1日起施行，有效期五年，由县民政局负责解释。",
)
PERSONAL = "联系人李大年，身份证号110101199003070038，手机1381234{n:04d}，卡号6222021234567890128。"


def paragraphs(megabytes: float) -> list[Piece]:
    """Return invented paragraphs of so many megabytes; one in two hundred names a person."""
    random.seed(7)
    pieces: list[Piece] = []
    left = megabytes * 1e6
    while left > 0:
        said = [random.choice(SENTENCES) for _ in range(random.randint(1, 4))]
        if random.random() < 0.005:
            said.append(PERSONAL)
        numbers = {"n": random.randint(1, 999), "d": random.randint(1, 9), "year": 2026}
        text = "".join(said).format(**numbers)
        pieces.append(Piece(f"正文第 {len(pieces) + 1} 段", text))
        left -= len(text.encode())
    return pieces


def vocabulary(size: int) -> Words:
    """Return a list of invented words; hardly one of them stands in the text."""
    random.seed(8)
    letters = [chr(n) for n in range(0x4E00, 0x6E00)]
    return Words(Entry("".join(random.sample(letters, 3)), "改") for _ in range(size))


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Return the CPU seconds a piece of work takes, and what it counted."""
    start = time.process_time()
    count = work()
    return time.process_time() - start, count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--words", type=int, default=5000)
    asked = parser.parse_args()
    pieces, words = paragraphs(asked.megabytes), vocabulary(asked.words)
    size = sum(len(piece.text.encode()) for piece in pieces) / 1e6
    pattern = re.compile(r"[0-9]{11}")
    scan, _ = timed(lambda: sum(len(pattern.findall(piece.text)) for piece in pieces))
    runs: dict[str, Callable[[], int]] = {
        "all": lambda: len(proofread(pieces, words)),
        "personal": lambda: sum(len(personal(piece)) for piece in pieces),
        "people": lambda: sum(len(beside_names(piece)) for piece in pieces),
        "words": lambda: sum(len(wordy(piece, words)) for piece in pieces),
        "style": lambda: sum(len(styled(piece)) for piece in pieces),
    }
    for name, work in runs.items():
        seconds, count = timed(work)
        line = {
            "checks": name,
            "megabytes": round(size, 1),
            "words": asked.words,
            "findings": count,
            "seconds": round(seconds, 2),
            "mb_per_second": round(size / seconds, 2),
            "scan_seconds": round(scan, 3),
            "ratio": round(seconds / scan, 1),
        }
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
