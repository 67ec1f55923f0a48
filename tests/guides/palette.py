"""A screenshot as a PNG of at most 256 colours: a third of the bytes, no difference to the eye.

The browser that took the picture also counts its colours; Python's own zlib writes the file.
"""

import base64
import struct
import zlib

from playwright.sync_api import Page

# Colours in order of frequency; one too near to a chosen one is drawn as that one.
COUNT = """async picture => {
  const bytes = Uint8Array.from(atob(picture), c => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(
    context.getImageData(0, 0, image.width, image.height).data.buffer);
  const often = new Map();
  for (const pixel of pixels) often.set(pixel, (often.get(pixel) || 0) + 1);
  const parts = c => [c & 255, (c >> 8) & 255, (c >> 16) & 255];
  const palette = [], place = new Map();
  for (const [colour] of [...often].sort((a, b) => b[1] - a[1])) {
    const [r, g, b] = parts(colour);
    let best = -1, least = 1e9;
    palette.forEach(([x, y, z], i) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = i; }
    });
    if (least > 60 && palette.length < 256) { best = palette.length; palette.push([r, g, b]); }
    place.set(colour, best);
  }
  let rows = '';
  for (let i = 0; i < pixels.length; i += 8192)
    rows += String.fromCharCode(...Array.from(pixels.subarray(i, i + 8192), p => place.get(p)));
  return {width: image.width, height: image.height, palette, rows: btoa(rows)};
}"""


def shrink(picture: bytes, page: Page) -> bytes:
    """Return a PNG again, indexed; `page` is any blank page of a browser."""
    seen = page.evaluate(COUNT, base64.b64encode(picture).decode())
    width, height = seen["width"], seen["height"]
    pixels = base64.b64decode(seen["rows"])
    lines = (b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(part for colour in seen["palette"] for part in colour)),
            (b"IDAT", zlib.compress(b"".join(lines), 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
