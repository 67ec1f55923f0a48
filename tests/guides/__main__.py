"""Take the pictures of the guides again: `python -m tests.guides`, or with names: `drafter`."""

import sys
from types import ModuleType

from playwright.sync_api import sync_playwright

from tests.guides import (
    administrators,
    channels,
    checks,
    collecting,
    deciding,
    drafter,
    lists,
    old_articles,
    openness_office,
    policies,
    publicity,
    publishing,
    resident,
    words,
    work_rules,
)
from tests.guides.camera import Studio, launch
from tests.guides.county import county

# In order: what one does, the next finds done.
STORIES: dict[str, ModuleType] = {
    "drafter": drafter,
    "openness_office": openness_office,
    "resident": resident,
    "administrators": administrators,
    "collecting": collecting,
    "lists": lists,
    "words": words,
    "work_rules": work_rules,
    "checks": checks,
    "publishing": publishing,
    "publicity": publicity,
    "deciding": deciding,
    "old_articles": old_articles,
    "channels": channels,
    "policies": policies,
}


def main(names: list[str]) -> None:
    """Tell the stories of these names, or all of them, on one freshly loaded county."""
    with county() as served, sync_playwright() as driver:
        browser = launch(driver)
        studio = Studio(browser, served)
        for name in names or STORIES:
            sys.stdout.write(f"· {name}\n")
            sys.stdout.flush()
            STORIES[name].tell(studio)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
