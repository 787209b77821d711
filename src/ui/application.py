"""Start-up: the window with the start page paints first, everything heavy is loaded after."""

from __future__ import annotations

import gc
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import i18n
from ui.language import LanguageSwitch
from ui.look.icons import icon
from ui.look.theme import Theme
from ui.look.tokens import Role
from ui.main_window import MainWindow
from ui.pages.start.page import StartPage
from ui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from model.language import Language
    from ui.plan_actions import PlanActions

FUSION: Final = ("-style", "fusion")  # as an argument: asking for the style object costs 6 ms before the first paint

WATCH: Final = 20  # milliseconds between looks whether it is loaded

LOADING: Final = "loading"  # the thread's name

HEAVY: Final = (
    "app.workspace",
    "app.checks.findings",
    "app.cli.messages",
    "app.overview",
    "app.documents.strategy_sources",
    "app.documents.builders.strategy",
    "app.documents.import_report",
    "app.documents.symbol_files",
    "app.inventory.history",
    "app.inventory.review_queue",
    "app.inventory.succession",
    "app.reference.comparing",
    "app.collection.returning",
    "app.sample",
)
"""What knows no widget: it is loaded in a thread."""

WIDGETS: Final = (
    "ui.widgets.code_picker",
    "ui.tables.wide_table",
    "ui.pages.inventory.service_list",
    "ui.pages.inventory.volumes_section",
    "ui.pages.inventory.record_view",
    "ui.pages.inventory.import_flow",
    "ui.pages.inventory.page",
    "ui.pages.overview.page",
    "ui.pages.priorities.page",
    "ui.pages.strategy.text_edit",
    "ui.pages.strategy.page",
    "ui.pages.translation.page",
    "ui.pages.assessment.page",
    "ui.pages.documents.preview_pane",
    "ui.pages.documents.page",
    "ui.pages.quality.page",
    "ui.pages.review.page",
    "ui.pages.collection.page",
    "ui.pages.further_register",
    "ui.session",
)
"""What has widgets: it is loaded after that, one between two looks at what the planner does."""


class Editor(QObject):
    """Settings, theme, language and the one window; what needs a plan is loaded after the first paint."""

    def __init__(self, application: QApplication, settings: Settings, *, author: str = "") -> None:
        super().__init__(application)
        self.settings = settings
        self.author = author
        self.theme = Theme(application, settings.theme, settings.system_look)
        settings.system_look = self.theme.system_look()
        self.languages = LanguageSwitch(application)
        self.languages.switch(settings.language)
        self.languages.switched.connect(self._keep_language)
        self.window = MainWindow()
        self._actions: PlanActions | None = None
        self._first_plan: Path | None = None
        self._unloaded = iter(WIDGETS)
        self._warming = threading.Thread(target=_warm, name=LOADING, daemon=True)
        self._watch = QTimer(self, interval=WATCH)
        self._watch.timeout.connect(self._look_whether_warm)
        self.window.painted.connect(self._ask_system)
        self.window.painted.connect(self._load)
        self.window.closed.connect(self._stop_warming)
        self.show_start()

    def start(self, plan: Path | None = None) -> None:
        """Show the window; open ``plan`` once it is on the screen."""
        self._first_plan = plan
        self.window.show()

    def show_start(self) -> None:
        """Show the start page."""
        page = StartPage(self.settings)
        page.new_asked.connect(lambda: self.actions().new_plan())
        page.open_asked.connect(lambda: self.actions().choose_plan())
        page.sample_asked.connect(lambda: self.actions().open_sample())
        page.import_asked.connect(lambda: self.actions().import_into_new())
        page.plan_chosen.connect(lambda path: self.actions().open(path))
        page.settings_asked.connect(lambda: self.actions().show_settings())
        page.language_asked.connect(self.languages.toggle)
        self.window.show_start(page)
        page.take_focus()

    def actions(self) -> PlanActions:
        """Return what opens and makes plans, loaded at its first use."""
        if self._actions is None:
            # one of the four places where something is imported late: after the first paint
            from ui.plan_actions import PlanActions  # noqa: PLC0415

            self._actions = PlanActions(self, self)
        return self._actions

    @property
    def is_loaded(self) -> bool:
        """Whether everything is there that a plan needs."""
        return self._actions is not None

    def _load(self) -> None:
        """Load what is heavy: at once where a plan waits, else beside the window, which stays alive."""
        QApplication.setWindowIcon(icon("milestone", Role.ACCENT, 64))
        if self._first_plan is not None:
            gc.enable()
            self.actions().open(self._first_plan)
            return
        # A collection runs in whatever thread allocates: in that one it would delete widgets beside the window's back
        gc.disable()
        self._warming.start()
        self._watch.start()

    def _look_whether_warm(self) -> None:
        if self._warming.is_alive():
            return
        gc.enable()
        self._watch.setInterval(0)
        name = next(self._unloaded, None)
        if name is not None and self._actions is None:
            import_module(name)
            return
        self._stop_warming()
        self.actions()

    def _stop_warming(self) -> None:
        """Wait for what is being loaded, which cannot be broken off, and collect garbage again."""
        self._watch.stop()
        if self._warming.is_alive():
            self._warming.join()
        gc.enable()

    def _ask_system(self) -> None:
        self.theme.ask_system()
        self.settings.system_look = self.theme.system_look()

    def _keep_language(self, language: Language) -> None:
        self.settings.language = language


def _warm() -> None:
    for name in HEAVY:
        import_module(name)


def run(plan: Path | None, *, language: Language, author: str = "") -> int:
    """Show the editor until it is closed.

    Args:
        plan: a plan to open; None shows the start page.
        language: what the command line asks for; it counts where it differs from the system's.
        author: the planner's name; blank takes the settings'.

    Returns:
        The exit code.
    """
    application = QApplication.instance() or QApplication([*sys.argv[:1], *FUSION])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    application.setApplicationName("Jalon")
    application.setDesktopFileName("jalon")
    settings = Settings()
    if language is not i18n.language_of_system():
        settings.language = language
    editor = Editor(application, settings, author=author)
    editor.start(plan)
    return int(application.exec())
