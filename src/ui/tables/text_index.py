"""What rows of a table hold as folded texts, found by the words in them.

Looking for a few letters in each of 20,000 texts takes longer than a planner may wait for a key. What is typed
has no blank in it and so lies inside one word of a text: it is looked for in the words that there are, each of
them once, and those tell their rows. What was found stays for a while: a further letter looks only through the
words that hold the letters before it, and one that is taken away again costs nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, compress, repeat
from operator import contains
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

R = TypeVar("R")
_KEPT: Final = 64  # what was looked for last stays known
_WIDE: Final = 64  # rows from which a word holds them as bits of one number
_BITS: Final = bytes.maketrans(b"01", b"\0\1")


class _Found(NamedTuple):
    """Where some letters are: which words hold them, and by place 1 for each row that has one of those."""

    words: list[str]
    flags: bytearray


class TextIndex(Generic[R]):
    """Texts by place, and which places hold what is typed."""

    def __init__(self, fold: Callable[[R], str] | None) -> None:
        self._fold = fold
        self._rows: Sequence[R] = ()
        self._texts: list[str | None] = []  # made when a search first asks
        self.forget_words()

    def begin(self, rows: Sequence[R]) -> None:
        """Hold other rows."""
        self._rows, self._texts = rows, [None] * len(rows)
        self.forget_words()

    def held(self) -> tuple[list[Any] | dict[Any, Any], ...]:
        """Return everything that is known, for those who let it go piece by piece."""
        return self._texts, self._places, self._wide, self._first, self._found

    def forget_words(self) -> None:
        """Look through the texts themselves until ``prepare`` has gone through them again."""
        self._known = 0  # the words of all places before this one are told
        self._places: dict[str, list[int]] = {}  # of each word, rising
        self._wide: dict[str, int] = {}  # the same for words in many rows
        self._first: dict[str, _Found] = {}  # single letters: a search begins with one
        self._found: dict[str, _Found] = {}  # what was looked for last
        self._left: Iterator[None] | None = None  # what is still to do once all places are known

    def forget_text(self, place: int) -> None:
        """Make a text again when it is asked for; ``forget_words`` must follow."""
        self._texts[place] = None

    def keep(self, rows: Sequence[R], places: Iterable[int]) -> None:
        """Hold only the rows of these places, which follow each other now."""
        self._rows, self._texts = rows, [self._texts[place] for place in places]
        self.forget_words()

    def append(self) -> None:
        """Hold one row more, the last of the rows; ``forget_words`` must follow."""
        self._texts.append(None)

    def replace(self, place: int) -> None:
        """Take the text of one row again, which is another one now."""
        before, self._texts[place] = self._texts[place], None
        text = self.text(place)
        for held in (self._first, self._found):
            for letters, found in held.items():
                found.flags[place] = letters in text
        if place < self._known:
            old, new = set((before or "").split()), set(text.split())
            for word in old - new:
                self._move(word, place, is_gone=True)
            for word in new - old:
                self._move(word, place, is_gone=False)

    def _move(self, word: str, place: int, *, is_gone: bool) -> None:
        places = self._places.get(word)
        if places is None:
            places = self._places[word] = []
            for held in (self._first, self._found):
                for letters, found in held.items():
                    if letters in word:
                        found.words.append(word)
        at = bisect_left(places, place)
        if is_gone:
            del places[at]
        else:
            places.insert(at, place)
        if word in self._wide:
            self._wide[word] ^= 1 << place

    def text(self, place: int) -> str:
        """Return what the row of a place holds, folded."""
        found = self._texts[place]
        if found is None:
            found = self._texts[place] = self._fold(self._rows[place]) if self._fold else ""
        return found

    def prepare(self, count: int) -> bool:
        """Go through so many more texts, or do what comes to the same; tell whether anything is left."""
        if self._fold is None:
            return False
        end, told = min(self._known + count, len(self._texts)), self._places
        for place in range(self._known, end):
            for word in set(self.text(place).split()):
                if word in told:
                    told[word].append(place)
                else:
                    told[word] = [place]
        self._known = end
        if end < len(self._texts):
            return True
        if self._left is None:
            self._found.clear()  # what was found in the texts does not tell the words
            self._left = self._finish(count)
        return next(self._left, self) is not self

    def _finish(self, count: int) -> Iterator[None]:
        """Make ready what the first letter asks for."""
        done = 0
        for word, places in list(self._places.items()):
            if len(places) >= _WIDE:
                self._wide[word] = _bits(places, len(self._texts))
                done += len(places)
                if done > 10 * count:
                    done = 0
                    yield
        for letter in sorted(set().union(*self._places)):
            self._first[letter] = self._look_for(letter, self._places)
            yield

    def holding(self, parts: Iterable[str]) -> bytes | bytearray:
        """Return by place 1 for each row that holds every one of these parts of words; there is at least one."""
        return all_of([self._holding(part).flags for part in parts])

    def _holding(self, letters: str) -> _Found:
        found = self._first.get(letters) or self._found.get(letters)
        if found is None:
            if self._known < len(self._texts):
                found = self._looked_through(letters)
            else:
                found = self._look_for(letters, self._words_with(letters[:-1]))
            while len(self._found) >= _KEPT:
                del self._found[next(iter(self._found))]
            self._found[letters] = found
        return found

    def _words_with(self, letters: str) -> Iterable[str]:
        """Return words among which are all that hold some letters."""
        for end in range(len(letters), 0, -1):
            found = self._found.get(letters[:end]) or self._first.get(letters[:end])
            if found is not None:
                return found.words
        return self._places

    def _look_for(self, letters: str, among: Iterable[str]) -> _Found:
        listed = list(among)
        words = list(compress(listed, map(contains, listed, repeat(letters))))
        bits, few = 0, []
        wide, places = self._wide, self._places
        for word in words:
            if word in wide:
                bits |= wide[word]
            else:
                few.append(places[word])
        flags = bytearray(format(bits, f"0{len(self._texts)}b").encode().translate(_BITS))
        flags.reverse()
        for place in chain.from_iterable(few):
            flags[place] = 1
        return _Found(words, flags)

    def _looked_through(self, letters: str) -> _Found:
        """Look through the texts themselves."""
        room = range(len(self._texts))
        return _Found([], bytearray(map(contains, map(self.text, room), repeat(letters))))


def _bits(places: Iterable[int], room: int) -> int:
    """Return places as the bits of a number."""
    digits = bytearray(b"0") * room
    for place in places:
        digits[-1 - place] = 49
    return int(digits, 2)


def all_of(flags: Sequence[bytes | bytearray]) -> bytes | bytearray:
    """Return which places all of these tell: bytes are compared as one number, a thousand at a time."""
    if len(flags) == 1:
        return flags[0]
    found = int.from_bytes(flags[0], "little")
    for one in flags[1:]:
        found &= int.from_bytes(one, "little")
    return found.to_bytes(len(flags[0]), "little")
