"""What one column of a table shows, says aloud and sorts by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from ui.widgets.texts import Words

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of rows of one kind.

    What is painted is not read aloud: ``text`` is the cell in words, for screen readers, the
    clipboard and tooltips. It is looked up at each call, in the interface language.
    """

    id: str
    words: Words
    text: Callable[[R], str]
    paint: Callable[[QPainter, QRectF, R], None]
    width: float = 0  # in units of length; 0 takes the room that is left
    sort_key: Callable[[R], Any] | None = None  # None: cannot be sorted by
    descends: bool = False  # the first click puts the largest first
    at_right: bool = False  # figures stand at the right, their title too
    short: Words = ""  # title where there is little room
    tip: Callable[[R], str] | None = None  # by default the text, where it was elided
    shows_title: bool = True  # a column of glyphs has a name and no title
    sort_keys: Callable[[Sequence[R]], list[Any]] | None = None  # the keys of many rows at once, where that is faster
    exchange: Callable[[R], str] | None = None  # the cell as a spreadsheet takes it; by default the text
