"""An attachment on its way out (下载): whole or in part, never opened by guesswork.

Addresses belong to the rooms that publish; they decide who may see, then call `send`.
"""

import logging
import re
from collections.abc import Iterator

from django.core.files import File
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, parse_etags, quote_etag

from mingzheng.prose.models import Attachment
from mingzheng.prose.rules.admission import MEDIA

MISSING = "这个文件现在取不出来，不是您的操作有误。请过一会儿再试；还是不行，请告诉发布它的单位。"
CHUNK = 64 * 1024
log = logging.getLogger(__name__)
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z")


def send(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """The file of an attachment: pictures to be shown, everything else to be saved.

    Takes the request for its headers: an unchanged file is answered 304, a part of it
    (Range) 206 or 416. Who may have it, the caller has settled before. Raises Http404 with a
    sentence when the bytes cannot be read here; the log says which and why.
    """
    content = attachment.content
    etag = quote_etag(content.content_hash)
    response = _whole_or_part(request, attachment, etag)
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    is_saved = not attachment.is_picture
    response["Content-Disposition"] = content_disposition_header(is_saved, attachment.name) or ""
    is_known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    if not is_known or response.status_code != 200:
        return response
    response.close()
    return HttpResponse(status=304, headers={"ETag": etag})


def _whole_or_part(request: HttpRequest, attachment: Attachment, etag: str) -> HttpResponseBase:
    size, media = attachment.content.size, MEDIA[attachment.content.kind]
    asked = RANGE.match(request.headers.get("Range", ""))
    if request.headers.get("If-Range", etag) != etag or not asked or not (asked[1] or asked[2]):
        return _stream(attachment, 0, size, media)
    if asked[1]:
        first, last = int(asked[1]), int(asked[2] or size - 1)
    else:
        first, last = max(size - int(asked[2]), 0), size - 1
    last = min(last, size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _stream(attachment, first, last - first + 1, media)
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _stream(attachment: Attachment, start: int, length: int, media: str) -> HttpResponseBase:
    try:
        file = attachment.content.file.open("rb")
    except OSError as error:  # lost, or the folder is not shared with this face
        log.error("%s of attachment %s cannot be read: %s", media, attachment.pk, error)
        raise Http404(MISSING) from error
    part = Part(file, start, length)
    return StreamingHttpResponse(part, content_type=media, headers={"Content-Length": str(length)})


class Part:
    """Some bytes of an open file; closed by the response, also when the reader goes away."""

    def __init__(self, file: File, start: int, length: int) -> None:
        self.file, self.left = file, length
        self.close = file.close
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk
