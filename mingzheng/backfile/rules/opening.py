"""A file opened (打开来料): a list, a page, a document, or a zip of them; hostile ones refused."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from mingzheng.backfile.rules.rows import Problem
from mingzheng.backfile.rules.sources import META, PAGES, WORDS, Found, read_csv, read_folder
from mingzheng.files.rules import archives
from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.safety import check, check_size

LISTS, ZIP = (".csv", ".tsv", ".txt"), ".zip"
MOST_FILES = 20_000
MOST_BYTES = 200 * 1024 * 1024
NOT_THESE = (
    "收不了 {} 文件。旧稿可以是 CSV 表、网页（.html）、Word 文档（.docx），"
    "或者装着它们的 ZIP 压缩包。"
)
NO_PAGES = "里面没有网页（.html）和 Word 文档（.docx），没有可以入库的。检查是不是选错了目录。"
TOO_MANY = f"一次最多 {MOST_FILES:,} 个文件、200 MB，分成几次入库。"
FIXED = (2000, 1, 1, 0, 0, 0)  # the same folder always gives the same file


def open_rows(name: str, data: bytes, mapping: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The rows of a file by its ending: CSV, .html, .docx, or a .zip of pages and documents.

    Raises Refused with a sentence for a file that is unsafe, empty, of another kind, or without
    anything to take over.
    """
    ending = _ending(name)
    if ending == ZIP:
        yield from _folder(unzipped(data))
    elif ending in (*LISTS, *PAGES, *WORDS):
        check(name, data)
        yield from read_csv(name, data, mapping) if ending in LISTS else read_folder({name: data})
    else:
        raise Refused(NOT_THESE.format(ending[:12] or "没有扩展名的"))


def is_list(name: str) -> bool:
    """True for a file whose columns a person may map."""
    return _ending(name) in LISTS


def _ending(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "." + base.rsplit(".", 1)[1].strip().lower() if "." in base else ""


def unzipped(data: bytes) -> dict[str, bytes]:
    """What a zip holds of pages, documents and meta.csv, by its path below the top folder.

    Sizes are checked before and while it is unpacked; nothing is written to any disk.
    """
    check_size("", min(len(data), 1))  # an empty one; large ones were refused when they came
    listed = archives.entries(data)
    if len(listed) > MOST_FILES:
        raise Refused(TOO_MANY)
    archives.check_claims(listed, most=MOST_FILES)
    found = {
        archives.member_name(info.filename) if not info.flag_bits & 0x800 else info.filename:
        b"".join(archives.unpack(data, info))
        for info in listed
        if is_wanted(info.filename)
    }  # fmt: skip
    return _without_top(found)


def is_wanted(path: str) -> bool:
    """True for a page, a document or the list of a folder; never for hidden and lock files."""
    base = path.rsplit("/", 1)[-1].lower()
    is_hidden = base.startswith((".", "~$")) or "__macosx/" in path.lower()
    return not is_hidden and (base == META or base.endswith(PAGES + WORDS))


def _without_top(files: dict[str, bytes]) -> dict[str, bytes]:
    """A folder that was packed as a whole is opened: 旧站/a.html is a.html."""
    while files and all("/" in name for name in files):
        tops = {name.split("/", 1)[0] for name in files}
        if len(tops) > 1:
            break
        files = {name.split("/", 1)[1]: data for name, data in files.items()}
    return files


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files by path as one zip, the same for the same files: what a batch keeps of a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _folder(files: dict[str, bytes]) -> Iterator[Found]:
    if not any(name.lower().endswith(PAGES + WORDS) for name in files):
        raise Refused("压缩包" + NO_PAGES)
    safe, refused = {}, []
    for name, data in files.items():
        try:
            check(name.rsplit("/", 1)[-1], data)
            safe[name] = data
        except Refused as error:
            refused.append(Problem(name, 1, "file", "unsafe", error.sentence))
    yield from refused
    yield from read_folder(safe)
