"""Beside the pages: their contents, small pictures of them, the words of the page in sight, and a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QWidget

from app.i18n import _, ngettext, pgettext
from ui.look.measure import font, px
from ui.look.tokens import Role, Size
from ui.pages.documents.finder import MOST, Finder
from ui.pages.documents.page_lists import HeadingDelegate, HitDelegate, Line, PageList, PictureList
from ui.widgets.aside import Aside
from ui.widgets.choice import Option, Segments
from ui.widgets.frames import column
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.documents.page_source import PageSource
    from ui.pages.documents.preview_model import MadePages

CONTENTS: Final = "contents"
PICTURES: Final = "pictures"
TEXT: Final = "text"
_REST: Final = 200  # milliseconds after the last key before the search begins
_SHORT: Final = 2  # letters from which it begins by itself


class _Words(Retranslated, QPlainTextEdit):
    """The words of the page in sight, to be read aloud, selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_text")
        self.setReadOnly(True)
        ways = Qt.TextInteractionFlag
        self.setTextInteractionFlags(ways.TextSelectableByMouse | ways.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFont(font())
        self.document().setDocumentMargin(px(10))
        self.bind(self.setAccessibleName, lambda: _("Text of the page"))

    def say(self, text: str) -> None:
        """Show other words, from their beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.Start)


class PagePanel(Retranslated, Aside, QWidget):
    """Leads to pages by their headings, their pictures and their words."""

    heading_picked = Signal(str)  # its name
    page_picked = Signal(int)
    hit_picked = Signal(object)  # Hit
    hits_changed = Signal(object)  # the hits
    kind_chosen = Signal(str)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self._source = source
        self._shown: tuple[MadePages, ...] = ()
        self._place = (0, -1)
        self._text_of: tuple[object, int] | None = None
        self.finder = Finder(source, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        whole = column(self, gap=8, margins=(6, 0, 8, 0))
        self.search = SearchField(lambda: _("Find in the document"), lambda: _("Find in the document"))
        self.search.editor.setObjectName("find")
        whole.addWidget(self.search)
        self.kinds = Segments(
            lambda: _("Ways to the pages"),
            [
                Option(CONTENTS, lambda: pgettext("preview", "Contents")),
                Option(PICTURES, lambda: _("Pages")),
                Option(TEXT, lambda: _("Text")),
            ],
        )
        self.kinds.setObjectName("panel_kinds")
        whole.addWidget(self.kinds)
        self.found = Label("", role=Role.TEXT2, size=Size.CAPTION, wrap=True)
        whole.addWidget(self.found)
        self._make_lists()
        whole.addWidget(self._stack, 1)
        self._connect()
        self._show_kind()

    def _make_lists(self) -> None:
        self.contents = PageList(lambda: _("Contents of the document"), HeadingDelegate)
        self.contents.setObjectName("contents")
        self.pictures = PictureList(lambda: _("Pages of the document"), self._source)
        self.text = _Words()
        self.hits = PageList(lambda: _("Places found"), HitDelegate)
        self.hits.setObjectName("hits")
        self._stack = QStackedWidget()
        for widget in (self.contents, self.pictures, self.text, self.hits):
            self._stack.addWidget(widget)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._choose_kind)
        self.search.searched.connect(self._wait)
        self.search.left_down.connect(self._enter_hits)
        self._rest.timeout.connect(self._search)
        self.finder.changed.connect(self._show_hits)
        self.contents.picked.connect(lambda row: self.heading_picked.emit(self._shown[0].index.headings[row].name))
        self.pictures.picked.connect(lambda row: self.page_picked.emit(row + 1))
        self.hits.picked.connect(lambda row: self.hit_picked.emit(self.finder.hits[row]))

    # what is shown

    def show_documents(self, shown: Sequence[MadePages]) -> None:
        """Lead to the pages of these documents; the lists are those of the first one."""
        if tuple(shown) == self._shown:
            return
        self._shown, self._text_of = tuple(shown), None
        first = shown[0] if shown else None
        headings = first.index.headings if first is not None else ()
        self.contents.set_lines([Line(one.text, one.page, one.level) for one in headings])
        self.pictures.show_document(first)
        self._search()

    def follow(self, page: int, heading: int) -> None:
        """Show where the reader is: a page, and which of the headings."""
        self._place = (page, heading)
        self.contents.follow(heading)
        self.pictures.follow(page - 1)
        self._read()

    def set_kind(self, kind: str) -> None:
        """Show contents, pictures or text."""
        self.kinds.set_value(kind if kind in {CONTENTS, PICTURES, TEXT} else CONTENTS)
        self._show_kind()

    def take_focus(self) -> None:
        """Begin a search."""
        self.search.take_focus()
        self.search.editor.selectAll()

    def _choose_kind(self, kind: str) -> None:
        self.search.set_text("")
        self._show_kind()
        self.kind_chosen.emit(kind)

    def _show_kind(self) -> None:
        is_found = bool(self.search.text().strip())
        kinds: dict[str, QWidget] = {CONTENTS: self.contents, PICTURES: self.pictures, TEXT: self.text}
        self._stack.setCurrentWidget(self.hits if is_found else kinds[self.kinds.value()])
        self.found.setVisible(is_found)
        self._read()

    def _read(self) -> None:
        """Fetch the words of the page in sight while they are shown."""
        page = self._place[0]
        wanted = (self._shown[0].file, page) if self._shown and page else None
        if self._stack.currentWidget() is self.text and self.isVisible() and wanted not in {None, self._text_of}:
            self._text_of = wanted
            self._source.text(self._shown[0].file, page, partial(self._take_text, wanted))

    def _take_text(self, wanted: tuple[object, int], text: str) -> None:
        if wanted == self._text_of:
            self.text.say(text or _("This page has no text."))

    # the search

    def _wait(self, words: str) -> None:
        self._show_kind()
        if len(words.strip()) >= _SHORT:
            self._rest.start()
        else:
            self._rest.stop()
            self._search()

    def _search(self) -> None:
        self._rest.stop()
        words = self.search.text().strip()
        self.finder.search(self._shown, words if len(words) >= _SHORT else "")

    def _enter_hits(self) -> None:
        if self._rest.isActive():
            self._search()
        if self.finder.hits:
            if not self.hits.currentIndex().isValid():
                self.hits.setCurrentIndex(self.hits.model().index(0, 0))
            self.hits.setFocus()

    def _show_hits(self) -> None:
        row = self.hits.currentIndex().row()  # more of them may come while somebody goes through the first
        self.hits.set_lines([Line(hit.found.around, hit.found.page) for hit in self.finder.hits])
        self.hits.follow(row)
        self.found.say(self._count_words)
        self.hits_changed.emit(self.finder.hits)

    def _count_words(self) -> str:
        count = len(self.finder.hits)
        if len(self.search.text().strip()) < _SHORT:
            return _("Write two letters at least.")
        if count >= MOST:
            return _("The first {count} places").format(count=count)
        if self.finder.is_searching:
            return ngettext("{count} place so far…", "{count} places so far…", count).format(count=count)
        if not count:
            return _("Nothing found.")
        return ngettext("{count} place", "{count} places", count).format(count=count)

    # Qt

    def showEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Read what was not read while nobody saw it."""
        super().showEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self._read()

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        for view in (self.contents, self.pictures, self.hits):
            view.viewport().update()
