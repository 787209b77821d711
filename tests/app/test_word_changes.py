"""What changed between two texts is told word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.word_changes import Change, Piece, word_changes

WORDS = st.text("ab é.,’ ", max_size=30)


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_read_out_of_the_changes(before: str, after: str) -> None:
    pieces = word_changes(before, after)

    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after


def test_a_word_that_was_replaced_is_told_as_removed_and_added() -> None:
    assert word_changes("We serve 12 clients.", "We serve 15 clients.") == (
        Piece(Change.KEPT, "We serve "),
        Piece(Change.REMOVED, "12"),
        Piece(Change.ADDED, "15"),
        Piece(Change.KEPT, " clients."),
    )


def test_words_that_changed_one_after_the_other_are_told_as_one_change() -> None:
    assert word_changes("old and tired", "new but strong") == (
        Piece(Change.REMOVED, "old and tired"),
        Piece(Change.ADDED, "new but strong"),
    )


def test_the_same_text_holds_no_change() -> None:
    assert word_changes("Même texte", "Même texte") == (Piece(Change.KEPT, "Même texte"),)
