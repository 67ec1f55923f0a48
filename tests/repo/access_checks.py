"""The rows of the access table about checks before publishing (发布前检查)."""

from typing import Any

from mingzheng.checklists.models import AllowedHost, Word, WordList
from tests.repo.access_rows import NOBODY, OFFICE, STAFF, Access
from tests.repo.access_world import World


def words(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a list of words."""
    return {"pk": WordList.objects.get_or_create(name="本县词库")[0].pk}


def into_list(world: World) -> dict[str, Any]:
    """Return the arguments of the address of a new word."""
    return {"word_list": words(world)["pk"]}


def word(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a word."""
    held = {"word_list_id": words(world)["pk"], "wrong": "帐户", "right": "账户"}
    return {"pk": Word.objects.get_or_create(**held)[0].pk}


def site(world: World) -> dict[str, Any]:
    """Return the arguments of an address about a site that may be linked to."""
    return {"pk": AllowedHost.objects.get_or_create(host="news.example", name="新闻网")[0].pk}


CHECKS = {
    "checklists:try": Access(STAFF),
    "checklists:lists": Access(OFFICE),
    "checklists:new_list": Access(OFFICE),
    "checklists:list": Access(OFFICE, args=words),
    "checklists:edit_list": Access(OFFICE, args=words),
    "checklists:remove_list": Access(NOBODY, OFFICE, args=words),
    "checklists:workbook": Access(OFFICE, args=words),
    "checklists:upload": Access(OFFICE, args=words),
    "checklists:new_word": Access(OFFICE, args=into_list),
    "checklists:word": Access(OFFICE, args=word),
    "checklists:remove_word": Access(NOBODY, OFFICE, args=word),
    "checklists:hosts": Access(OFFICE),
    "checklists:new_host": Access(OFFICE),
    "checklists:host": Access(OFFICE, args=site),
    "checklists:remove_host": Access(NOBODY, OFFICE, args=site),
    "checklists:links": Access(OFFICE),
    "checklists:switch": Access(NOBODY, OFFICE),
}
