"""Sealed texts: only the right key and the right purpose open them."""

import pytest
from django.test import override_settings

from mingzheng.sealing import keeping
from mingzheng.sealing.rules import Unreadable, keyring, marks, seal, seal_text, unseal, unseal_text

OLD = keyring("1:" + "1f" * 32)
BOTH = keyring("1:" + "1f" * 32 + "\n2:" + "2e" * 32)
OTHER = keyring("1:" + "3d" * 32)
NUMBER = "11010519491231002X"


def test_what_is_sealed_can_be_opened_and_never_looks_the_same_twice():
    """《个人信息保护法》第五十一条."""
    first, second = (seal_text(NUMBER, "publicity.number", OLD) for _ in range(2))

    assert first != second
    assert NUMBER not in first
    assert unseal_text(first, "publicity.number", OLD) == NUMBER
    assert seal_text("", "publicity.number", OLD) == unseal_text("", "publicity.number", OLD) == ""


def test_a_new_key_seals_and_the_old_one_still_opens():
    sealed = seal_text(NUMBER, "a", OLD)

    assert unseal_text(sealed, "a", BOTH) == NUMBER
    anew = seal(b"file", "a", BOTH)
    assert anew.startswith(b"v2:")
    with pytest.raises(Unreadable, match="密钥"):
        unseal(anew, "a", OLD)


@pytest.mark.parametrize("sealed", ["", "v1", "v1:short", "v9:" + "x" * 40, "x1:" + "x" * 40])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(Unreadable):
        unseal(sealed.encode(), "a", OLD)


def test_another_key_another_purpose_or_a_changed_byte_opens_nothing():
    sealed = seal(b"secret", "a", OLD)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for text, purpose, keys in [(sealed, "a", OTHER), (sealed, "b", OLD), (changed, "a", OLD)]:
        with pytest.raises(Unreadable):
            unseal(text, purpose, keys)
    with pytest.raises(Unreadable):
        unseal_text("不是密文", "a", OLD)


def test_marks_find_the_same_number_under_every_key():
    assert marks(NUMBER, "a", OLD) == marks(NUMBER, "a", OLD)
    assert marks(NUMBER, "a", BOTH)[1] == marks(NUMBER, "a", OLD)[0]
    assert len(set(marks(NUMBER, "a", BOTH) + marks(NUMBER, "b", BOTH))) == 4


@pytest.mark.parametrize("text", ["", "1:abc", "x:" + "1f" * 32, "1:" + "zz" * 32])
def test_keys_written_wrongly_are_refused_at_once(text):
    with pytest.raises(ValueError, match=r"密钥|hexadecimal"):
        keyring(text)


def test_the_doors_use_the_keys_of_the_installation():
    sealed = keeping.seal(NUMBER, "a")
    file = keeping.seal_bytes(b"rows", "a")

    assert keeping.unseal(sealed, "a") == NUMBER
    assert keeping.unseal_bytes(file, "a") == b"rows"
    assert keeping.marks(NUMBER, "a") == keeping.marks(NUMBER, "a")
    with override_settings(SEALING_KEYS="1:" + "ab" * 32), pytest.raises(Unreadable):
        keeping.unseal(sealed, "a")
