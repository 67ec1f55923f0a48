"""Every address that a person can open, as somebody who may: readable, narrow, Chinese, clean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from playwright.sync_api import Page

from mingzheng.accounts.models import Person
from mingzheng.accounts.tests.factories import a_person
from mingzheng.catalogue.models import Edition
from mingzheng.catalogue.states import EditionState
from mingzheng.demo.loading import load
from tests.browser import DESK, PHONE, axe, sign_in
from tests.repo.access_table import STAFF, TABLE, Access
from tests.repo.access_world import World, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

BY_WIDTH = ("target-size", "scrollable-region-focusable", "aria-hidden-focus")
PARTS = 2  # of the tour, so that two workers share it; each loads the county
# The office sees most; whoever else is needed comes after.
WHO = ("office", "clerk", "reviewer", "supervisor", "system", "security", "audit", "stranger")
# Words that have no Chinese form people would use, and names of formats.
FOREIGN = {
    *("AA", "API", "Atom", "Cookie", "CSV", "DOCX", "ET", "Esc", "Excel", "GB", "HTML", "https"),
    *("ICP", "ID", "IP", "IPv", "JPG", "JSON", "JavaScript", "KTV", "MB", "OFD", "PDF", "PNG"),
    *("QR", "RSS", "SM", "TOTP", "Tab", "URL", "UTF", "WCAG", "WPS", "Word", "XLS", "XLSX", "ZIP"),
    "YX",  # begins the codes of the demo county
}
FILE = re.compile(
    r"\.(xlsx|csv|json|pdf|atom|svg|txt|ico|xml|jpg)$|/api/|/search/suggest|/healthz|/skin/|/export/"
    r"|/files/\d+/$|/(picture|photo)/$"
)
WORD = re.compile(r"(?<![\w./:@?=&%#-])[A-Za-z]{2,}(?![\w./:@=&%-])")
# What one reads or hears, texts of controls included; what is not to be translated (a made-up
# code may well be all letters) and file names are not words.
SPOKEN = """() => {
  const codes = [...document.querySelectorAll('[translate=no]')].map((one) => one.innerText);
  const spoken = codes.reduce((text, code) => text.replace(code, ''), document.body.innerText);
  const said = [document.title, spoken];
  for (const one of document.querySelectorAll('[placeholder],[title],[aria-label],[alt]'))
    for (const name of ['placeholder', 'title', 'aria-label', 'alt'])
      said.push(one.getAttribute(name) || '');
  for (const one of document.querySelectorAll('input[type=submit],input[type=button]'))
    said.push(one.value);
  for (const one of document.querySelectorAll('option'))
    said.push(one.text);
  const headings = document.querySelectorAll('h1').length;
  return [headings, document.title, document.documentElement.lang, said.join('\\n')];
}"""

# Colours differ in the one, room in the other; each also has whatever the third skin brings.
LARGE = {"skin": "elder", "size": "larger"}
BRIGHT = {"contrast": "high", "size": "larger"}
DRESS = """(skin) => {
  for (const [name, value] of Object.entries(skin))
    if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
}"""


@dataclass
class Round:
    """One tour through the site: who is signed in, what was found, what the browser said."""

    page: Page
    people: dict[str, Person]
    found: list[str] = field(default_factory=list)
    here: str = ""
    who: str = "anonymous"

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.note(f"script: {error}"))

    def _said(self, message: Any) -> None:
        # An error page says its status in the console, which is what we came to see.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.note(f"console: {message.text[:200]}")

    def note(self, line: str) -> None:
        self.found.append(f"{self.here} as {self.who}: {line}")

    def sit_down(self, who: str) -> None:
        """Become this person, or nobody."""
        if who != self.who:
            self.page.context.clear_cookies()
            self.who = who
            if who in self.people:
                sign_in(self.page, self.people[who])

    def visit(self, address: str, who: str, *, status: int = 200) -> None:
        """Open an address and note whatever is wrong with it."""
        self.here = address
        self.sit_down(who)
        if not self._is_page(address):
            return
        answer = self.page.goto(address)
        if answer is None or answer.status != status:
            self.note(f"status {answer and answer.status}")
            return
        for width in (DESK, PHONE):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.look(width)
        self.read()
        if who == "anonymous":
            self.dress()

    def look(self, width: int) -> None:
        """What depends on the width: axe, and whether the page is wider than the screen."""
        where = f"at {width} px"
        # Names, roles and colours are the same at any width; the rooms look at theirs at both.
        for line in axe(self.page, only=() if width == DESK else BY_WIDTH):
            self.note(f"{where} {line}")
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.note(f"{where} {wide} px too wide")

    def dress(self) -> None:
        """A public page in its skins: the server only writes attributes, so we write them here."""
        for width, skin in ((PHONE, LARGE), (DESK, BRIGHT)):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.evaluate(DRESS, skin)
            self.look(width)
            self.page.evaluate(DRESS, dict.fromkeys(skin))

    def read(self) -> None:
        """What does not: the heading, the title, the language of every word."""
        headings, title, language, spoken = self.page.evaluate(SPOKEN)
        words = sorted({*WORD.findall(spoken)} - FOREIGN)
        faults = {
            f"{headings} h1": headings != 1,
            f"title {title!r}": not re.search("[一-龥]", title),
            f"language {language!r}": not language.startswith("zh"),
            f"English: {', '.join(words)}": bool(words),
            "a choice called ---------": "-----" in spoken,
        }
        for line, is_so in faults.items():
            if is_so:
                self.note(line)

    def _is_page(self, address: str) -> bool:
        """Files, feeds and data are only asked for; the browser would save them."""
        if not FILE.search(address):
            return True
        status = self.page.context.request.get(address).status
        if status >= 400:
            self.note(f"status {status}")
        return False


def rows(world: World) -> Iterator[tuple[str, str]]:
    """Every named address with somebody who may open it; those that only take a post left out."""
    for name, row in TABLE.items():
        # Only an .xlsx upload can be handed back with remarks; the cast's is a .csv.
        if row.reads and name != "collection:annotated":
            yield reverse(name, kwargs=row.args(world)) + row.query, reader(row)


def reader(row: Access) -> str:
    return (
        next((who for who in WHO if who in row.reads), "anonymous")
        if (row.reads <= STAFF)
        else "anonymous"
    )


def county() -> tuple[World, list[tuple[str, str]]]:
    """The demo county, the cast of the access table in it, and the demo's own fuller pages."""
    load("small", lambda words: None)
    world = build()
    more = [(url, "anonymous") for url in ("/catalogue/items/?q=补贴", "/i/200001/")]
    for state in (EditionState.IN_FORCE, EditionState.APPROVAL):
        edition = Edition.objects.filter(state=state).order_by("-items_total")[0]
        code = edition.items.order_by("-subject_text")[0].code
        more.append((reverse("catalogue_desk:item", args=[edition.pk, code]), "office"))
        for name in ("edition", "items", "changes", "quality", "duties", "names"):
            more.append((reverse(f"catalogue_desk:{name}", args=[edition.pk]), "office"))
    return world, more


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_every_page_is_clean(page: Page, part: int):
    world, more = county()
    tour = Round(page, world.people)
    all_of_them = sorted({*rows(world), *more}, key=lambda one: (one[1], one[0]))

    # By person, so that nobody signs in more often than need be.
    share = -(-len(all_of_them) // PARTS)
    for address, who in all_of_them[part * share :][:share]:
        tour.visit(address, who)
    tour.visit("/nowhere/", "anonymous", status=404)
    tour.visit(reverse("roster:people"), "clerk", status=403)

    assert tour.found == [], "\n".join(tour.found)


@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_the_pages_of_the_second_factor_are_clean(page: Page):
    person = a_person("drafter")
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    tour = Round(page, {"clerk": person})

    for name in ("mfa_index", "mfa_reauthenticate", "mfa_generate_recovery_codes"):
        tour.visit(reverse(name), "clerk")

    assert tour.found == []
