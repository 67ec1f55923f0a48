"""Drawn likenesses (画的头像) for a few people of the demo county: no photo of anybody."""

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

from mingzheng.accounts.models import Organisation
from mingzheng.core.access import Actor
from mingzheng.profiles.actions.portraits import put_photo
from mingzheng.profiles.queries import officers_of

CODES = ("YX08", "YX38")  # a department, and a town with teams and grids
MOST = 6  # the others have none, as in a real county
PAPER = ("#c9d8e6", "#e3ebf2", "#d9e0e7")
SKIN = ("#e8c4a2", "#d9ae88", "#f0d2b6")
COAT = ("#1b4269", "#2f4a3c", "#4c5967", "#6b2f2f")
HAIR = ("#18222d", "#3a2d25", "#5b6470")
LARGE = 3  # drawn larger and shrunk, so that edges are smooth


def show(offices: Mapping[str, Organisation], by: Actor) -> int:
    """Give the first people of some offices a drawn face; returns how many."""
    done = 0
    for office in (offices[code] for code in CODES if code in offices):
        for one in officers_of(office)[:MOST]:
            put_photo(one, "drawn.png", drawn(done), has_consent=True, by=by)
            done += 1
    return done


def drawn(number: int) -> bytes:
    """One of many invented faces, as PNG."""
    picture = Image.new("RGB", (240 * LARGE, 320 * LARGE), PAPER[number % len(PAPER)])
    draw = ImageDraw.Draw(picture)
    skin, hair = SKIN[number % len(SKIN)], HAIR[(number // 2) % len(HAIR)]

    def at(*box: int) -> tuple[int, ...]:
        return tuple(side * LARGE for side in box)

    draw.ellipse(at(20, 215, 220, 440), fill=COAT[number % len(COAT)])
    draw.rectangle(at(102, 180, 138, 235), fill=skin)
    draw.polygon(at(96, 222, 144, 222, 120, 262), fill="#ffffff")
    if number % 2:
        draw.ellipse(at(62, 58, 178, 216), fill=hair)  # longer hair
    draw.ellipse(at(74, 76, 166, 198), fill=skin)
    draw.chord(at(70, 60, 170, 172), 180, 360, fill=hair)
    for left in (96, 134):
        draw.ellipse(at(left, 132, left + 10, 142), fill="#18222d")
    draw.arc(at(102, 142, 138, 176), 25, 155, fill="#8c4a3c", width=3 * LARGE)
    out = io.BytesIO()
    picture.resize((240, 320)).save(out, "PNG")
    return out.getvalue()
