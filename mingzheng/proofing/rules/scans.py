"""Scans instead of text (只有扫描件), which nobody can search: 《政府信息公开条例》第二十四条."""

from collections.abc import Sequence

from mingzheng.proofing.rules.fields import POLICY_KINDS
from mingzheng.proofing.rules.finding import Finding, whole
from mingzheng.proofing.rules.records import Attached, Record
from mingzheng.prose.extraction.found import OLD_SHEET
from mingzheng.prose.rules.pieces import Piece

ENOUGH = 200  # characters of text: less is "see the attachment"


def scanned(
    record: Record, body: Sequence[Piece], attachments: Sequence[Attached]
) -> list[Finding]:
    """Scanned attachments: red for policy documents without a text, amber for others without one.

    Beside a full text, in the body or another attachment, a scan is only worth a remark (blue).
    """
    texts = [*body, *(piece for one in attachments if not one.is_scanned for piece in one.pieces)]
    has_text = sum(len(piece.text) for piece in texts) >= ENOUGH
    level = "red" if record.kind in POLICY_KINDS else "amber"
    findings = []
    for one in attachments:
        if one.is_scanned and has_text:
            said = "这个附件是扫描件，读屏软件读不出；正文里有文字。"
            findings.append(whole(one.name, "scan", one.name, level="blue", message=said))
        elif one.is_scanned:
            findings.append(whole(one.name, "scan", one.name, level=level))
    return findings


def unread(attachments: Sequence[Attached]) -> list[Finding]:
    """Attachments that were not read, or not wholly, so that nothing in them was checked.

    Somebody has to sign for what no check has seen; what was read and not understood is amber.
    """
    findings = []
    for one in attachments:
        for note in one.notes:
            level = "amber" if note.endswith(OLD_SHEET) else "red"
            said = f"没有读全：{note}"
            findings.append(whole(one.name, "unread", note, level=level, message=said))
    return findings
