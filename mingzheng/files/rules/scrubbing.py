"""What acts by itself is taken out of files (去掉活动内容): scripts in PDF, EXIF in pictures.

A PDF without such things keeps its bytes: many carry an electronic seal, and writing the file anew
would break it.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from mingzheng.files.rules.refusals import DAMAGED, LOCKED, TOO_MUCH_INSIDE, Refused

MOST_IN_STREAM = 64 * 1024 * 1024
MOST_IN_STREAMS = 400 * 1024 * 1024
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"}
    | {"/RichMediaExecute", "/Movie", "/Sound"}
)
LIVING = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"})
KEYS = ("/AA", "/JS", "/XFA", "/EmbeddedFiles", "/JavaScript")
ACTIVE = "去掉了 PDF 里的 {} 处脚本、自动动作或嵌入文件。"
SEALED = "这份 PDF 带有电子签章，去掉活动内容后签章会失效，请换一份没有脚本的 PDF。"
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 4_000  # pixels; more than any screen or printed page of an article needs
SHRUNK = "图片太大，已缩到长边 {} 像素。"
FORMATS = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF"}
Thing = Any  # a pikepdf object, untyped


def inspect_pdf(data: bytes) -> None:
    """Raise Refused for a PDF that is locked, damaged, or unpacks beyond measure.

    Pictures are not counted: an honest scan of a hundred pages is large when unpacked.
    """
    with _opened(data) as pdf:
        left = MOST_IN_STREAMS
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                left -= _inflated(thing, min(left, MOST_IN_STREAM))


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refused(DAMAGED) from error


def _inflated(stream: Thing, most: int) -> int:
    """How many bytes a stream unpacks to. Raises Refused beyond `most`."""
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    data = stream.read_raw_bytes()
    for _ in range(sum(name in ("/FlateDecode", "/Fl") for name in names)):
        try:
            data = zlib.decompressobj().decompress(data, most + 1)
        except zlib.error:
            break  # a damaged stream unpacks to nothing
        if len(data) > most:
            raise Refused(TOO_MUCH_INSIDE)
    return len(data)


def scrubbed_pdf(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A PDF without scripts, actions that start by themselves, and embedded files.

    Returns the bytes (the same ones when there was nothing) and notes. Raises Refused for a
    locked or damaged file, and for a sealed one that would lose its seal.
    """
    with _opened(data) as pdf:
        removed = _drop_opening(pdf)
        removed += sum(_scrub(thing) for thing in list(pdf.objects))
        if not removed:
            return data, ()
        if _is_sealed(pdf):
            raise Refused(SEALED)
        stream = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(stream)
    return stream.getvalue(), (ACTIVE.format(removed),)


def _drop_opening(pdf: pikepdf.Pdf) -> int:
    """An action on opening goes; a mere page to open at may stay."""
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) in ACTIONS:
        del pdf.Root["/OpenAction"]
        return 1
    return 0


def _is_sealed(pdf: pikepdf.Pdf) -> bool:
    return any(isinstance(t, pikepdf.Dictionary) and "/ByteRange" in t for t in pdf.objects)


def _scrub(thing: Thing) -> int:
    """Take what acts out of an object and of what stands inside it; how many things."""
    removed = 0
    for inner in _dictionaries(thing):
        for key in KEYS:
            if key in inner:
                del inner[key]
                removed += 1
        if str(inner.get("/S")) in ACTIONS or str(inner.get("/Subtype")) in LIVING:
            for key in list(inner.keys()):
                del inner[key]
            removed += 1
    return removed


def _dictionaries(thing: Thing) -> Iterator[Thing]:
    """The dictionaries written out inside an object; those referred to come by themselves."""
    todo = [thing]
    while todo:
        one = todo.pop()
        inner: list[Thing] = []
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            inner = [one[key] for key in list(one.keys()) if key in one]
        elif isinstance(one, pikepdf.Array):
            inner = list(one)
        todo += [t for t in inner if isinstance(t, pikepdf.Object) and not t.is_indirect]


def scrubbed_picture(kind: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A picture written anew: turned upright, without EXIF, place or hidden parts, bounded.

    Returns the bytes and notes. Raises Refused for what is no picture or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(TOO_MUCH_INSIDE)
            return _written_anew(image, kind)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(DAMAGED) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Refused(TOO_MUCH_INSIDE) from error


def _written_anew(image: Image.Image, kind: str) -> tuple[bytes, tuple[str, ...]]:
    upright = ImageOps.exif_transpose(image)
    notes: tuple[str, ...] = ()
    if max(upright.size) > LONGEST_SIDE:
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        notes = (SHRUNK.format(LONGEST_SIDE),)
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette("RGB") or [])
    bare.paste(upright)
    if kind == "jpeg" and bare.mode not in ("RGB", "L"):
        bare = bare.convert("RGB")
    settings: dict[str, Any] = {"quality": 88} if kind == "jpeg" else {"optimize": True}
    if "transparency" in upright.info:
        settings["transparency"] = upright.info["transparency"]
    stream = io.BytesIO()
    bare.save(stream, FORMATS[kind], **settings)
    return stream.getvalue(), notes
