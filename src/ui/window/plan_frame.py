"""What surrounds the pages of an open plan: rail, top bar, guide and foot. It knows no rule of a plan."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.messages import sentence
from ui.look.measure import LEAST_HEIGHT, LEAST_WIDTH, letters, px
from ui.look.tokens import Role
from ui.pages.steps import Step
from ui.shell import Breadth, GuideContext, Place, breadth_of
from ui.tasks import Tasks
from ui.widgets.frames import column, row
from ui.widgets.pill import Tone
from ui.widgets.texts import Retranslated
from ui.window.foot import Foot
from ui.window.guide import Guide
from ui.window.guide_place import GuidePlace
from ui.window.page_area import PageArea
from ui.window.rail import StepRail
from ui.window.shortcuts import Keys, add_shortcuts
from ui.window.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from ui.settings import Settings
    from ui.widgets.texts import Words
    from ui.window.contents import Contents

GUIDE_REST: Final = 150  # milliseconds that the focus rests before the guide follows
MANY_ROWS: Final = 2000  # from so many on it is felt that they are written


class PlanFrame(Retranslated, QWidget):
    """The window of one open plan; implements ``ui.shell.Shell``."""

    other_plan_asked = Signal()
    close_asked = Signal()
    copy_asked = Signal()

    def __init__(self, settings: Settings, switch_language: Callable[[], None]) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self.session: Contents | None = None
        self._step = Step.OVERVIEW
        self.top_bar, self.rail, self.area = TopBar(), StepRail(), PageArea()
        self.guide, self.foot = Guide(), Foot(self.tasks)
        self._context = GuideContext()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(GUIDE_REST)
        self._rest.timeout.connect(self.refresh_guide)
        self._lay_out()
        self._place = GuidePlace(self.guide, self.area, self._middle, settings)
        self._connect(switch_language)
        self._fold()  # a frame that is wide at first would widen the window

    def _lay_out(self) -> None:
        whole = column(self)
        whole.addWidget(self.top_bar)
        self._middle = row()
        self._middle.addWidget(self.rail)
        self._middle.addWidget(self.area, 1)
        self._middle.addWidget(self.guide)
        self._end = QWidget()
        self._end.setFixedWidth(px(8))
        self._middle.addWidget(self._end)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.foot)

    def _connect(self, switch_language: Callable[[], None]) -> None:
        self.rail.chosen.connect(self.go)
        self.guide.closed.connect(self.toggle_guide)
        self.top_bar.guide_asked.connect(self.toggle_guide)
        self.top_bar.language_asked.connect(switch_language)
        self.top_bar.undo_asked.connect(self._undo)
        self.top_bar.redo_asked.connect(self._redo)
        self.area.toast.undo_asked.connect(self._undo)
        self.area.resized.connect(self._place.place)
        keys = Keys(
            go=self.go,
            search=self.top_bar.search_asked.emit,
            guide=self.open_guide,
            round=self.go_round,
            undo=self._undo,
            redo=self._redo,
        )
        add_shortcuts(self, keys)

    def _undo(self) -> None:
        if self.session is not None:
            self.session.undo()

    def _redo(self) -> None:
        if self.session is not None:
            self.session.redo()

    # what pages ask (ui.shell.Shell)

    def go(self, step: Step, place: Place | None = None) -> None:
        """Show a step, and put the cursor where ``place`` says."""
        if self.session is None:
            return
        self._step = step
        focused = self.window().focusWidget()
        was_in_rail = focused is not None and self.rail.isAncestorOf(focused)
        was_in_page = focused is not None and self._is_in_page(focused)
        self.rail.set_current(step)
        if was_in_rail:
            self.rail.take_focus()
        page = self.session.page(step, place)
        self._context = GuideContext()
        self.keep(page)
        self.area.show_page(page)
        self._fold()
        page.activate()
        self.refresh_guide()
        if place is not None and (place.entity or place.field):
            page.focus_place(place)
            now = self.window().focusWidget()
            is_elsewhere = now is None or not self._is_in_page(now)
        else:  # what had the focus in a page is hidden now
            is_elsewhere = was_in_page or (place is not None and bool(place.view))
        if is_elsewhere:
            page.take_focus()

    def keep(self, page: QWidget) -> None:
        """Have a page ready to be shown."""
        if self.area.keep(page):
            self._order_tabs()

    def toast(self, words: Words, *, undo: bool = False) -> None:
        """Say what was done, for eight seconds; ``undo`` offers to take it back."""
        self.area.toast.has_motion = self.settings.has_motion
        self.area.toast.say(words, undo=undo)

    def show_banner(
        self,
        words: Words,
        *,
        tone: Tone,
        icon: str,
        action: Words | None = None,
        do: Callable[[], object] | None = None,
    ) -> None:
        """Say something about the whole plan, below the page's header; one at a time."""
        self.area.show_banner(words, tone=tone, icon=icon, action=action, do=do)

    @contextmanager
    def working(self, words: Words, rows: int) -> Iterator[None]:
        """Say that the window works and answers nobody until the block ends; with few rows it ends at once."""
        if rows < MANY_ROWS:
            yield
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self.foot.set_working(words)
        try:
            yield
        finally:
            self.foot.set_working(None)
            QApplication.restoreOverrideCursor()

    def refuse(self, error: Exception) -> None:
        """Say why something was not done, in a sentence that tells how to mend it."""
        self.show_banner(lambda: sentence(error), tone=Tone.BAD, icon="circle-alert")

    def breadth(self) -> Breadth:
        """Return how wide the window is."""
        return breadth_of(letters(self.width()))

    def open_guide(self) -> None:
        """Show the guide."""
        was_shown = self.guide.isVisible()
        self._place.want(wanted=True)
        self._fold()
        if not was_shown:
            self._place.slide()

    def window_widget(self) -> QWidget:
        """Return the window, as the parent of dialogs."""
        return self.window()

    def open_path(self, path: Path) -> None:
        """Show a file or folder with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # the session

    def show_session(self, session: Contents) -> None:
        """Show a plan that was opened."""
        self.session = session
        session.refresh_shell()
        self.go(Step.OVERVIEW)
        self.rail.take_focus()

    def step(self) -> Step:
        """Return the step that is shown."""
        return self._step

    # the guide

    def follow(self, context: GuideContext) -> None:
        """Let the guide follow the focus, once it rests."""
        self._context = context
        self._rest.start()

    def is_guide_waiting(self) -> bool:
        """Whether the guide waits for the focus to rest."""
        return self._rest.isActive()

    def refresh_guide(self) -> None:
        """Show in the guide what belongs to what has the focus."""
        if self.session is not None:
            self.guide.show_content(self.session.guide_content(self._step, self._context))

    def toggle_guide(self) -> None:
        """Open the guide, or close it."""
        if not self.guide.isVisible():
            self.open_guide()
            return
        self._place.want(wanted=False)
        self._fold()
        if self.guide.isAncestorOf(self.window().focusWidget() or self):
            self.top_bar.guide.setFocus()

    def go_round(self) -> None:
        """Take the focus from rail to page to guide and round again."""
        now = self.window().focusWidget()
        if now is not None and self.rail.isAncestorOf(now):
            page = self.area.current()
            take = getattr(page, "take_focus", None)
            if take is not None:
                take()
        elif now is not None and self._is_in_page(now) and self.guide.isVisible():
            self.guide.take_focus()
        else:
            self.rail.take_focus()

    def _order_tabs(self) -> None:
        """Let Tab come to the foot after the page, which joined the window later."""
        before = self.window().previousInFocusChain() or self.window()
        for part in self.foot.tab_stops():
            QWidget.setTabOrder(before, part)
            before = part

    def _is_in_page(self, widget: QWidget) -> bool:
        return self.area.isAncestorOf(widget) and not self.guide.isAncestorOf(widget)  # it may float over the page

    # layout

    def _fold(self) -> None:
        breadth = self.breadth()
        self.rail.set_narrow(narrow=breadth is Breadth.NARROW)
        self._place.fold(breadth, beside_text=self._step is Step.STRATEGY)

    # Qt

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with the least window, whatever is unfolded now: it folds as it shrinks."""
        return QSize(px(LEAST_WIDTH), px(LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold for the new width."""
        super().resizeEvent(event)
        self._fold()

    def close_plan(self) -> None:
        """Everything is saved: end what runs and let the plan go."""
        self.tasks.cancel_all()
        self._rest.stop()
        if self.session is None:
            return
        self.session.commit()
        self.area.remove_pages()
        # pages go before the plan does: what they show is read from it
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.session.close()
        self.session = None

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Fold again when the platform's font has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._fold()

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        if self.session is not None:
            # names and guidance were said in the other language; pages say theirs again when they follow
            self._context = replace(self._context, path=(), guidance="")
            self.refresh_guide()
            self.session.follow_language()

    def set_saved(self, words: Words, *, icon: str = "circle-check", role: Role = Role.GOOD) -> None:
        """Say in the foot what is on disk."""
        self.foot.set_saved(words, icon=icon, role=role)
