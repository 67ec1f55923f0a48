"""Lists for the tests of this room."""

from mingzheng.accounts.models import Person
from mingzheng.checklists import actions
from mingzheng.checklists.models import AllowedHost, Word, WordList


def a_list(by: Person, name: str = "本县词库") -> WordList:
    """A list that is switched on."""
    return actions.save_list(WordList(name=name, source="县政务公开办"), by=by)


def a_word(word_list: WordList, wrong: str = "帐户", *, by: Person, **fields) -> Word:
    """A reviewed word unless told otherwise."""
    fields = {"right": "账户", "is_reviewed": True} | fields
    return actions.save_word(Word(word_list=word_list, wrong=wrong, **fields), by=by)


def a_host(host: str = "news.example", *, by: Person) -> AllowedHost:
    """A site that may be linked to."""
    return actions.save_host(AllowedHost(host=host, name="新闻网"), by=by)
