"""Videos that may be attached (视频): MP4 with H.264, which every browser plays by itself. Pure."""

from collections.abc import Iterator

from mingzheng.files.rules.refusals import Refused

HEAD = 8  # bytes of a box: its length, its type
LONG_HEAD = 16  # where the length is one of 64 bits
CODEC = b"avc1"
PLACES = (b"\xa9xyz", b"com.apple.quicktime.location")  # where telephones note the place

BROKEN = "视频打不开，可能没有传完或者已经损坏。请重新导出 MP4 再上传。"
OTHER_CODEC = "视频不是 H.264 编码，有的浏览器放不出来。请用剪辑软件导出 MP4（H.264）再上传。"
PLACED = "视频里记着拍摄地点，为了保护个人信息没有收。请用剪辑软件重新导出一份再上传。"


def is_video(data: bytes) -> bool:
    """Whether the bytes begin as an MP4 does."""
    return data[4:8] == b"ftyp"


def inspect_video(data: bytes) -> None:
    """Raise Refused for a video that is cut off, that some browsers cannot play, or says where."""
    boxes = dict(_boxes(data))
    if b"moov" not in boxes or b"mdat" not in boxes:
        raise Refused(BROKEN)
    about = boxes[b"moov"]
    if CODEC not in about:
        raise Refused(OTHER_CODEC)
    if any(word in about for word in PLACES):
        raise Refused(PLACED)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The outermost boxes (ISO/IEC 14496-12 4.2): type and what is inside, of film data nothing."""
    at = 0
    while at + HEAD <= len(data):
        size, kind, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + HEAD], HEAD
        if size == 1:
            size, head = int.from_bytes(data[at + HEAD : at + LONG_HEAD]), LONG_HEAD
        elif size == 0:  # to the end of the file
            size = len(data) - at
        if size < head or at + size > len(data):
            raise Refused(BROKEN)
        yield kind, b"" if kind == b"mdat" else data[at + head : at + size]
        at += size
