"""A work photo as the pages show it (工作照): what may come in, cut to one shape, bare. Pure."""

import io

from PIL import Image, ImageOps

from mingzheng.files.rules.refusals import Refused
from mingzheng.files.rules.scrubbing import scrubbed_picture
from mingzheng.prose.rules.admission import admit

MAX_BYTES = 10 * 1024 * 1024
SIZE = (240, 320)  # pixels: three times what a page shows, for sharp screens and for print
LEAST = (120, 160)
FACE = (0.5, 0.3)  # faces stand above the middle
TOO_LARGE = "照片有 {} MB，超过了 10 MB。请用手机或者电脑缩小以后再上传。"
NOT_A_PHOTO = "工作照要用 JPEG 或 PNG 图片（.jpg、.png）。请另存为 .jpg 再上传。"
TOO_SMALL = "照片太小，只有 {}×{} 像素，放上去看不清。请换一张至少 120×160 像素的。"


def check_size(size: int) -> None:
    """Raise Refused, with a sentence, for a file that is not even read."""
    if size > MAX_BYTES:
        raise Refused(TOO_LARGE.format(-(-size // 1024**2)))


def portrait(name: str, data: bytes) -> bytes:
    """The picture upright, cut three to four, without place or camera, as JPEG.

    Takes the name as uploaded and the bytes. Raises Refused with a sentence.
    """
    check_size(len(data))
    kind = admit(name, data)
    if kind not in ("jpeg", "png"):
        raise Refused(NOT_A_PHOTO)
    bare, _ = scrubbed_picture(kind, data)
    with Image.open(io.BytesIO(bare)) as image:
        if image.width < LEAST[0] or image.height < LEAST[1]:
            raise Refused(TOO_SMALL.format(image.width, image.height))
        picture = image.convert("RGBA")
    paper = Image.new("RGB", picture.size, "#ffffff")
    paper.paste(picture, mask=picture)
    cut = ImageOps.fit(paper, SIZE, centering=FACE)
    out = io.BytesIO()
    cut.save(out, "JPEG", quality=85)
    return out.getvalue()
