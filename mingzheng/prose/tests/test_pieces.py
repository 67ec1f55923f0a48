"""A piece is a plain value."""

from mingzheng.prose.rules.pieces import Piece


def test_pieces_compare_by_place_and_text():
    assert Piece("正文第 1 段", "通知") == Piece("正文第 1 段", "通知")
    assert Piece("正文第 1 段", "通知") != Piece("正文第 2 段", "通知")
