"""Text of PDF files page by page, and which pages are mere pictures (扫描件)."""

import io
import threading

import pikepdf
import pypdfium2

from mingzheng.prose.extraction.found import REMARK, Extracted, Progress, silent
from mingzheng.prose.rules.pieces import Piece

_ONE_AT_A_TIME = threading.Lock()  # PDFium keeps state of its own and must not be entered twice
MOST_PAGES = 3_000
FEW = 10  # characters; a page number on a scan does not make it readable
IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
LOCKED = "PDF 加了密码，里面的文字没有检查。"
DAMAGED = "PDF 打不开，可能已经损坏，里面的文字没有检查。"
LONG = "PDF 有 {} 页，只读了前 {} 页。"
EMBEDDED = "PDF 里嵌着别的文件，里面的文字没有检查。"
# Words of a PDF that stand on no page, by the key under which they are kept.
BESIDE = dict.fromkeys(("/Contents", "/RC", "/Subj"), REMARK) | {
    **dict.fromkeys(("/V", "/DV", "/TU"), "表单里填的"),
    **dict.fromkeys(("/Title", "/Subject", "/Keywords"), "书签和文件属性"),
    **dict.fromkeys(("/Alt", "/ActualText"), "替代文字"),
}
SPOKEN = ("/Link", "/Widget")  # what is said of a link or a field is read out in its stead
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def extract_pdf(data: bytes, progress: Progress = silent) -> Extracted:
    """One piece a page. Never raises for what the file holds: what cannot be read is a note."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == PASSWORD_ERROR
            return Extracted(notes=(LOCKED if is_locked else DAMAGED,))
        try:
            return _extract(document, data, progress)
        finally:
            document.close()


def _extract(document: pypdfium2.PdfDocument, data: bytes, progress: Progress) -> Extracted:
    total = len(document)
    pieces: list[Piece] = []
    scanned: list[int] = []
    filled = 0
    for number in range(1, min(total, MOST_PAGES) + 1):
        progress(number, min(total, MOST_PAGES))
        text, has_picture = _page(document, number - 1)
        if text.strip():
            pieces.append(Piece(f"第 {number} 页", text))
        is_scan = has_picture and len("".join(text.split())) < FEW
        filled += bool(text.strip()) or has_picture
        scanned += [number] if is_scan else []
    unseen, embedded = _unseen(data)
    pieces += unseen
    if author := document.get_metadata_dict().get("Author", "").strip():
        pieces.append(Piece("文件属性（作者）", author))
    notes = [LONG.format(total, MOST_PAGES)] if total > MOST_PAGES else []
    notes += [EMBEDDED] if embedded else []
    is_scanned = bool(scanned) and len(scanned) == filled
    return Extracted(tuple(pieces), tuple(notes), is_scanned, total, tuple(scanned))


def _unseen(data: bytes) -> tuple[list[Piece], bool]:
    """What stands beside the pages, and whether files are inside; nothing for a broken one."""
    texts: dict[str, dict[str, None]] = {}
    embedded = False
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    continue
                embedded |= str(thing.get("/Type")) == "/EmbeddedFile"
                is_spoken = str(thing.get("/Subtype")) in SPOKEN
                for key, label in BESIDE.items():
                    if is_spoken and label == REMARK:
                        label = BESIDE["/Alt"]
                    if isinstance(said := thing.get(key), pikepdf.String) and str(said).strip():
                        texts.setdefault(label, {})[str(said)] = None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        pass
    return [Piece(label, "\n".join(said)) for label, said in texts.items()], embedded


def _page(document: pypdfium2.PdfDocument, place: int) -> tuple[str, bool]:
    """The text of a page, and whether a picture stands on it; nothing for a broken page."""
    try:
        page = document[place]
        try:
            reader = page.get_textpage()
            text = reader.get_text_range().replace("\r\n", "\n").replace("\x00", "")
            reader.close()
            is_bare = len(text.strip()) < FEW
            has_picture = is_bare and any(page.get_objects(filter=[IMAGE], max_depth=3))
            return text, has_picture
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return "", False
