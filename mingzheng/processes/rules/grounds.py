"""Why information is not published (不公开的情形), as the law asks for it. Pure.

《政府信息公开条例》第十四条, 第十五条, 第十六条; 第十八条 asks to look again from time to time.
"""

from datetime import date

REVIEW_AGAIN_DAYS = 366  # 《政府信息公开条例》第十八条: 定期; a year is ours, the law names none
ON_REQUEST, WITHHELD = "on_request", "withheld"
NAMES_A_LAW = frozenset({"E14-1", "E14-2"})  # state secrets and prohibitions stand on a statute


def wrong_with(
    attribute: str, ground: str, basis: str, reason: str, next_review_on: date | None, today: date
) -> str:
    """What a proposal not to publish lacks, as a sentence; '' when it is complete."""
    if attribute not in (ON_REQUEST, WITHHELD):
        return "选依申请公开，或者不予公开。"
    if not ground:
        return "选是条例第十四条到第十六条的哪一种情形。"
    if not basis.strip():
        return "写明法律依据，到条。"
    if ground in NAMES_A_LAW and "《" not in basis:
        return "这种情形要写明是哪部法律、行政法规，用书名号。"
    if not reason.strip():
        return "说明理由：公开了会怎样。"
    if next_review_on is None or next_review_on <= today:
        return "下次复核日期要在今天以后。"
    if (next_review_on - today).days > REVIEW_AGAIN_DAYS:
        return "下次复核日期最多一年以后。"
    return ""
