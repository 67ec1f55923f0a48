"""Every kind of finding (检查项): how grave, what to say and to do, on what basis, who may pass it.

The table is `kinds.csv` beside this file; rows 16 to 23 of the rule pack for supervision.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from mingzheng.proofing.states import Level, MayPass

BASES = {
    "": "",
    # [P] 个人信息处理者不得公开其处理的个人信息.
    "private": "《个人信息保护法》第二十五条",
    # [P] 敏感个人信息: 医疗健康、金融账户.
    "sensitive": "《个人信息保护法》第二十八条",
    # [P] 公开平台具备信息检索、查阅、下载功能.
    "access": "《政府信息公开条例》第二十四条",
    # [S] 单项否决: 安全、泄密事故等严重问题; 链接.
    "inspection": "国办秘函〔2019〕19号",
    # [S] 著录项目.
    "records": "国办公开办函〔2019〕61号",
    "documents": "GB/T 9704-2012",
}
SECRECY, NOBODY = MayPass.SECRECY.value, MayPass.NOBODY.value
TABLE = Path(__file__).with_name("kinds.csv")


@dataclass(frozen=True)
class Kind:
    """One kind of finding; a finding may say it more exactly."""

    code: str
    label: str
    level: str
    override: str
    basis: str
    message: str
    suggestion: str

    @property
    def may_pass(self) -> bool:
        """Whether anybody at all may let it pass."""
        return self.override != NOBODY


def read_kinds(text: str) -> dict[str, Kind]:
    """The kinds by code, in the order of the table; ValueError for a word that is none of ours."""
    kinds = {}
    for row in csv.DictReader(text.splitlines()):
        row |= {
            "level": Level(row["level"]).value,
            "override": MayPass(row["override"]).value,
            "basis": BASES[row["basis"]],
        }
        kinds[row["code"]] = Kind(**row)
    return kinds


KINDS = read_kinds(TABLE.read_text("utf-8"))
