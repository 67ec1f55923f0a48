"""The shelf keeps to its bytes, and what is asked for again stays."""

from hypothesis import given
from hypothesis import strategies as st

from mingzheng.pagecache.rules.asking import Key
from mingzheng.pagecache.shelf import OVERHEAD, Kept, Shelf


def key(name) -> Key:
    return Key("http", "localhost", f"/{name}", "", "")


def a_page(size: int = 1000) -> Kept:
    return Kept("200 OK", [], b"x" * size, None, '"x"', None, 0.0, 0.0)


def test_a_million_addresses_push_out_only_what_nobody_came_back_for():
    shelf = Shelf(40 * (1000 + OVERHEAD))
    shelf.put(key("home"), a_page())
    shelf.get(key("home"))

    for number in range(500):
        shelf.put(key(number), a_page())

    assert shelf.get(key("home")) is not None
    assert shelf.get(key(0)) is None
    assert len(shelf) <= 40


def test_what_is_larger_than_the_shelf_is_not_kept():
    shelf = Shelf(10_000)

    shelf.put(key("large"), a_page(20_000))

    assert shelf.get(key("large")) is None
    assert shelf.size == 0


deeds = st.lists(
    st.tuples(st.sampled_from("pgd"), st.integers(0, 9), st.integers(0, 6000)), max_size=60
)


@given(deeds)
def test_it_never_holds_more_than_its_bytes_and_never_loses_count(deeds):
    shelf = Shelf(30_000)

    for deed, number, size in deeds:
        if deed == "p":
            shelf.put(key(number), a_page(size))
        elif deed == "g":
            shelf.get(key(number))
        else:
            shelf.drop(key(number))
        rows = [*shelf._fresh.values(), *shelf._loved.values()]
        assert shelf.size == sum(one.size for one in rows) <= 30_000
        assert shelf._loved_size == sum(one.size for one in shelf._loved.values())
