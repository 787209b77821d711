"""The pictures and words of pages, made by a child process while the window goes on; what is kept has a bound."""

from __future__ import annotations

import tempfile
from collections import OrderedDict, deque
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.serving import Server
    from ui.tasks import Tasks

ROOM: Final = 160_000_000  # bytes of pictures that stay in memory
_PIXEL: Final = 4  # bytes


class Wish(NamedTuple):
    """A picture that is wanted: a page, counted from 1, and the width in pixels."""

    file: Path
    page: int
    width: int


class Found(NamedTuple):
    """Where the words that were looked for stand: the page, what is around them, and their boxes in points."""

    page: int
    around: str
    boxes: tuple[tuple[float, float, float, float], ...]


class PageSource(QObject):
    """Draws pages in a child process, one after the other: those in sight first, whoever asked before.

    ``want`` replaces what the same asker wanted before, so that pages which were scrolled past are not drawn.
    """

    arrived = Signal()

    def __init__(self, tasks: Tasks, folder: Path, parent: QObject | None = None, *, room: int = ROOM) -> None:
        """Keep pictures of ``room`` bytes at most; ``folder`` takes them on their way, one at a time."""
        super().__init__(parent)
        self._room, self._held = room, 0
        self._pictures: OrderedDict[Wish, tuple[QImage, bytes]] = OrderedDict()  # an image looks into its bytes
        self._faults: set[Wish] = set()
        self._wishes: dict[str, tuple[Wish, ...]] = {}
        self._asks: deque[tuple[dict[str, Any], Callable[[dict[str, Any]], object]]] = deque()
        self._under_way: tuple[int, Callable[[dict[str, Any]], object], Callable[[], object]] | None = None
        self._ids = count(1)
        self._server = tasks.serve(["pages", "-o", tempfile.mkdtemp(prefix="pixels-", dir=folder)])
        self._server.answered.connect(self._take)
        self._server.lost.connect(self._lose)
        self.destroyed.connect(partial(_stop, self._server))

    # pictures

    def picture(self, wish: Wish) -> QImage | None:
        """Return a picture if it is there."""
        held = self._pictures.get(wish)
        if held is None:
            return None
        self._pictures.move_to_end(wish)
        return held[0]

    def nearest(self, wish: Wish) -> QImage | None:
        """Return the page in another size while the right one is being drawn."""
        sizes = [one for one in self._pictures if one.file == wish.file and one.page == wish.page]
        return self._pictures[max(sizes, key=lambda one: one.width)][0] if sizes else None

    def is_faulty(self, wish: Wish) -> bool:
        """Whether the page cannot be drawn."""
        return wish in self._faults

    def want(self, who: str, wishes: Sequence[Wish]) -> None:
        """Draw these pages, the first one first; what ``who`` wanted before and wants no more is left out.

        Args:
            who: ``pages`` comes before everything, the others after what was asked for in words.
            wishes: the pictures.
        """
        self._wishes[who] = tuple(wishes)
        self._next()

    @property
    def held(self) -> int:
        """Return how many bytes the pictures take that are kept."""
        return self._held

    # words

    def text(self, file: Path, page: int, done: Callable[[str], object]) -> None:
        """Hand the words of a page to ``done``."""
        self._ask({"ask": "text", "file": str(file), "page": page}, lambda answer: done(answer.get("text", "")))

    def find(self, file: Path, words: str, pages: range, done: Callable[[tuple[Found, ...]], object]) -> None:
        """Hand the places of ``words`` on some pages to ``done``."""
        request = {"ask": "find", "file": str(file), "words": words, "first": pages.start, "last": pages.stop - 1}
        self._ask(request, lambda answer: done(tuple(_found(answer.get("found", ())))))

    def forget(self, file: Path) -> None:
        """Let go of a document that is not shown any more."""
        for wish in [wish for wish in self._pictures if wish.file == file]:
            self._drop(wish)
        self._faults = {wish for wish in self._faults if wish.file != file}
        for who, wishes in self._wishes.items():
            self._wishes[who] = tuple(wish for wish in wishes if wish.file != file)
        self._asks = deque((ask, done) for ask, done in self._asks if ask["file"] != str(file))
        if self._server.is_running:
            self._ask({"ask": "close", "file": str(file)}, lambda _answer: None)

    # the child

    def _ask(self, request: dict[str, Any], done: Callable[[dict[str, Any]], object]) -> None:
        self._asks.append((request, done))
        self._next()

    def _next(self) -> None:
        """Ask for what comes first, unless an answer is still to come."""
        if self._under_way is not None:
            return
        wish = self._missing("pages")
        if wish is None and self._asks:
            request, done = self._asks.popleft()
            self._send(request, done, lambda: done({}))
            return
        wish = wish or next((one for who in self._wishes if (one := self._missing(who))), None)
        if wish is not None:
            request = {"ask": "picture", "file": str(wish.file), "page": wish.page, "width": wish.width}
            self._send(request, partial(self._keep, wish), partial(self._faults.add, wish))

    def _missing(self, who: str) -> Wish | None:
        wishes = self._wishes.get(who, ())
        return next((wish for wish in wishes if wish not in self._pictures and wish not in self._faults), None)

    def _send(
        self, request: dict[str, Any], done: Callable[[dict[str, Any]], object], lost: Callable[[], object]
    ) -> None:
        number = next(self._ids)
        self._under_way = (number, done, lost)
        self._server.ask({"id": number, **request})

    def _take(self, answer: dict[str, Any]) -> None:
        if self._under_way is None or answer.get("id") != self._under_way[0]:
            return
        _number, done, lost = self._under_way
        self._under_way = None
        if "fault" in answer:
            lost()
        else:
            done(answer)
        self.arrived.emit()
        self._next()

    def _lose(self) -> None:
        if self._under_way is not None:
            lost = self._under_way[2]
            self._under_way = None
            lost()
            self.arrived.emit()
        self._next()

    def _keep(self, wish: Wish, answer: dict[str, Any]) -> None:
        path = Path(answer["path"])
        pixels = path.read_bytes()
        path.unlink()
        width, height = answer["width"], answer["height"]
        image = QImage(pixels, width, height, width * _PIXEL, QImage.Format.Format_RGB32)
        self._pictures[wish] = (image, pixels)
        self._held += len(pixels)
        wanted = {one for wishes in self._wishes.values() for one in wishes}
        for old in [one for one in self._pictures if one not in wanted]:
            if self._held <= self._room:
                break
            self._drop(old)

    def _drop(self, wish: Wish) -> None:
        _image, pixels = self._pictures.pop(wish)
        self._held -= len(pixels)


def _stop(server: Server, *_gone: object) -> None:
    if shiboken6.isValid(server):  # the window may have closed before
        server.stop()


def _found(told: Sequence[Any]) -> Iterator[Found]:
    for page, around, boxes in told:
        yield Found(page, around, tuple((box[0], box[1], box[2], box[3]) for box in boxes))
