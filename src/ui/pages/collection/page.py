"""A collection round in the window: open it, make the workbooks, see who is late, take back what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.collection.cards import RequestState, collection_rounds
from app.collection.returning import request_for
from app.collection.rounds import mark_unreturned, open_round
from app.formats import format_number
from app.i18n import _, ngettext
from app.plan_facts import plan_card, years_with_records
from app.refusals import REFUSALS
from app.registry.code_lists import programs_with
from ui.pages.collection.making import Making
from ui.pages.collection.request_table import RequestTable
from ui.pages.collection.returns import Returns
from ui.pages.collection.round_dialog import RoundDialog
from ui.pages.collection.round_menu import RoundMenu
from ui.pages.collection.words import facts_words, label_words, round_words
from ui.pages.collection_place import ASK, VIEW
from ui.pages.further import FurtherPage
from ui.pages.steps import Step
from ui.shell import GuideContext
from ui.widgets.button import Button, Kind, menu_action
from ui.widgets.choice import Choice, Option
from ui.widgets.dialog import show
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import choose_files, choose_folder
from ui.widgets.frames import row
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from app.collection.cards import RequestCard, RoundCard
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.shell import Place, Shell

_ROUND = "collection_round"
_REQUEST = "collection_request"
_NARROW = 760  # letters: below that, what can be done with a request is in the menu


class CollectionPage(FurtherPage):
    """Shows one round at a time."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = VIEW
    icon: ClassVar[str] = "mail"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.rounds: tuple[RoundCard, ...] = ()
        self._shown = ""
        self._is_narrow = False
        self.returns = Returns(plan, shell, self)
        self.making = Making(plan, shell, self)
        self.making.ended.connect(self._judge)
        self._build_header()
        self.choice = Choice(lambda: _("Collection round"), icon="calendar")
        self.choice.chosen.connect(self._choose)
        line = row()
        line.addWidget(self.choice)
        line.addStretch(1)
        self.body.addLayout(line)
        self.table = RequestTable(lambda: programs_with(plan.workspace))
        self.body.addWidget(self.table, 1)
        self._build_foot()
        self.empty = EmptyState(
            "mail",
            lambda: _("No collection round yet"),
            lambda: _(
                "Ask owners or programs to fill in their services: each gets one workbook of the registry, and what "
                "comes back is taken over as one change."
            ),
            primary=lambda: _("Open a round…"),
            primary_icon="plus",
        )
        self.empty.primary_clicked.connect(self.begin)
        self.body.addWidget(self.empty, 1)
        plan.changed.connect(lambda _change: self._follow())
        self.table.current_changed.connect(lambda _key: self._judge())
        self.table.opened.connect(lambda _key: self._take_current())

    def _build_header(self) -> None:
        self.more = RoundMenu(self.plan, self.shell, lambda: self.card, self.begin)
        menu = self.more.menu()
        self._one = menu_action(menu, self.one_words, icon="download", do=self._take_current)
        self._again = menu_action(menu, self.again_words, icon="file-down", do=self._make_current)
        self._unreturn = menu_action(menu, self.unreturn_words, icon="rotate-ccw", do=self._ask_again)
        self._take = menu_action(menu, self.take_words, icon="download", do=self._choose_files)
        self.more.fill()
        self.take_button = Button(self.take_words, icon="download")
        self.take_button.setObjectName("take_back")
        self.take_button.clicked.connect(self._choose_files)
        self.make_button = Button(self._make_words, kind=Kind.PRIMARY, icon="file-down")
        self.make_button.setObjectName("make_workbooks")
        self.make_button.clicked.connect(lambda: self._choose_folder(None))
        for button in (self.more, self.take_button, self.make_button):
            self.header.add_action(button)

    def _build_foot(self) -> None:
        self.again_button = Button(self.again_words, kind=Kind.QUIET, icon="file-down")
        self.again_button.clicked.connect(self._make_current)
        self.one_button = Button(self.one_words, kind=Kind.QUIET, icon="download")
        self.one_button.clicked.connect(self._take_current)
        self.unreturn_button = Button(self.unreturn_words, kind=Kind.QUIET, icon="rotate-ccw")
        self.unreturn_button.clicked.connect(self._ask_again)
        foot = row(gap=8)
        for button in (self.one_button, self.again_button, self.unreturn_button):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)

    @staticmethod
    def take_words() -> str:
        """Return how workbooks are taken back."""
        return _("Take back workbooks…")

    @staticmethod
    def one_words() -> str:
        """Return how the current request's workbook is taken back."""
        return _("Take back its workbook…")

    @staticmethod
    def again_words() -> str:
        """Return how the current request's workbook is made again."""
        return _("Make its workbook again…")

    @staticmethod
    def unreturn_words() -> str:
        """Return how the current request is sent once more."""
        return _("Ask again")

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Collection round")

    def facts(self) -> str:
        """Return what the round asks, until when, and how much came back."""
        return facts_words(self.card) if self.card is not None else ""

    @property
    def card(self) -> RoundCard | None:
        """Return the round that is shown."""
        return next((card for card in self.rounds if card.key == self._shown), None)

    def activate(self) -> None:
        """Read the rounds: a day may have passed."""
        self._read()
        super().activate()
        self.tell_guide(lambda: GuideContext(path=(self.title(),), requirement="7.1", guidance=_guidance()))

    def fit(self, width: float) -> None:
        """Leave the files' names out where there is little room, and actions to the menu."""
        self._is_narrow = width < _NARROW
        self.table.fit_width(width)
        self._judge()

    def retranslate(self) -> None:
        """Say days and states in the other language."""
        super().retranslate()
        self._show()

    def focus_place(self, place: Place) -> bool:
        """Show a round or a request; or open a round for some services."""
        self._read()
        if place.entity == ASK:
            self.begin(frozenset(place.key.split()))
            return True
        for card in self.rounds:
            keys = {request.key for request in card.requests}
            if (place.entity == _ROUND and card.key == place.key) or (place.entity == _REQUEST and place.key in keys):
                self._choose(card.key)
                return place.entity == _ROUND or self.table.select_key(place.key)
        return False

    def begin(self, services: Collection[str] | None = None) -> None:
        """Ask what a new round is to ask, and open it."""
        if self.plan.read_only:
            return
        dialog = RoundDialog(
            self.shell.window_widget(),
            self.plan.workspace,
            self._years(),
            self.plan.year,
            services or None,
            french_first=self.plan.french_first,
        )
        show(dialog, lambda: self._open(dialog))

    def _years(self) -> list[FiscalYear]:
        """Return the years that can be asked about: those with records, the year shown and the one after."""
        held = years_with_records(self.plan.workspace)
        card = plan_card(self.plan.workspace)
        every = {*held, self.plan.year, max((*held, card.first_year)) + 1}
        return sorted(every, reverse=True)

    def _open(self, dialog: RoundDialog) -> None:
        draft, chosen = dialog.draft(), dialog.chosen()
        if self._do(lambda: self._remember(open_round(self.plan.workspace, draft, chosen))):
            self.shell.toast(lambda: _("Round opened. Now make its workbooks."), undo=True)

    def _remember(self, key: str) -> None:
        self._shown = key
        self._read()

    def _do(self, use: Callable[[], object]) -> bool:
        """Do something with the plan; tell why not when it is refused."""
        try:
            use()
        except (*REFUSALS, OSError) as error:
            self.shell.refuse(error)
            return False
        return True

    def _follow(self) -> None:
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        self.rounds = collection_rounds(self.plan.workspace)
        if self.card is None:
            newest = next((card for card in self.rounds if card.is_open), self.rounds[0] if self.rounds else None)
            self._shown = newest.key if newest is not None else ""
        self._show()

    def _choose(self, key: str) -> None:
        self._shown = key
        self._show()

    def _show(self) -> None:
        card = self.card
        self.choice.set_options([Option(one.key, _words_of(one)) for one in self.rounds])
        self.choice.set_value(self._shown)
        self.choice.setVisible(len(self.rounds) > 1)
        self.table.show_round(card)
        self.table.setVisible(card is not None)
        self.empty.setVisible(card is None)
        if card is not None and not self.table.current_key():
            self.table.select_first()
        self._judge()
        self.refresh_header()

    def _judge(self) -> None:
        """Offer what can be done with the round and with the request that is current."""
        card, request = self.card, self._current()
        may_write = card is not None and card.is_open and not self.plan.read_only
        for button in (self.make_button, self.more):
            button.setVisible(card is not None)
        self.take_button.setVisible(card is not None and not self._is_narrow)
        self._take.setVisible(may_write and self._is_narrow)
        is_back = request is not None and request.state is RequestState.RETURNED
        offers = (
            (self.one_button, self._one, not is_back),
            (self.again_button, self._again, True),
            (self.unreturn_button, self._unreturn, is_back),
        )
        for button, action, offered in offers:
            is_offered = request is not None and may_write and offered
            button.setVisible(is_offered and not self._is_narrow)
            action.setVisible(is_offered and self._is_narrow)
        self.make_button.say(self._make_words)
        for button in (self.take_button, self.make_button):
            self._allow(button, may_write=may_write)
        self.more.judge()

    def _allow(self, button: Button, *, may_write: bool) -> None:
        if may_write and self.making.is_under_way and button is self.make_button:
            button.disable(lambda: _("Workbooks are being made."))
        elif may_write:
            button.enable()
        elif self.plan.read_only:
            button.disable(lambda: _("The plan is open for reading only."))
        else:
            button.disable(lambda: _("The round is closed."))

    def _current(self) -> RequestCard | None:
        key = self.table.current_key()
        return next((one for one in self.card.requests if one.key == key), None) if self.card is not None else None

    def _make_words(self) -> str:
        waiting = sum(one.state is not RequestState.RETURNED for one in self.card.requests) if self.card else 0
        return ngettext("Make {count} workbook…", "Make {count} workbooks…", waiting).format(
            count=format_number(waiting)
        )

    def _make_current(self) -> None:
        if key := self.table.current_key():
            self._choose_folder(frozenset({key}))

    def _choose_folder(self, requests: frozenset[str] | None) -> None:
        folder = choose_folder(self.shell.window_widget(), _("Folder for the workbooks"))
        if folder is not None:
            self.make(folder, requests)

    def make(self, folder: Path, requests: Collection[str] | None = None) -> None:
        """Make workbooks into a folder; None makes those of all that have not returned."""
        if self.card is not None and not self.making.is_under_way:
            self.making.make(self.card, folder, requests)
            self._judge()

    def _choose_files(self) -> None:
        paths = choose_files(self.shell.window_widget(), _("Returned workbooks"), _("Workbooks") + " (*.xlsx)")
        if paths:
            self.take_back(paths)

    def _take_current(self) -> None:
        request = self._current()
        if request is None or self.card is None or not self.card.is_open or self.plan.read_only:
            return
        name = label_words(request, self.card.grouping, programs_with(self.plan.workspace))
        title = _("Workbook returned by {name}").format(name=name)
        paths = choose_files(self.shell.window_widget(), title, _("Workbooks") + " (*.xlsx)")
        if paths:
            self.returns.take([(request, path) for path in paths[:1]], self.card.grouping)

    def take_back(self, paths: Sequence[Path]) -> None:
        """Take workbooks over; each is known by its name."""
        card = self.card
        if card is None:
            return
        known: list[tuple[RequestCard, Path]] = []
        unknown: list[str] = []
        for path in paths:
            request = request_for(card, path.name)
            if request is None:
                unknown.append(path.name)
            else:
                known.append((request, path))
        if unknown:
            self.shell.show_banner(
                lambda: _(
                    "Nobody was sent a workbook of this name: {names}. "
                    "Choose the line of whoever returned it, then “Take back its workbook…”."
                ).format(names=", ".join(unknown)),
                tone=Tone.WARN,
                icon="triangle-alert",
            )
        self.returns.take(known, card.grouping)

    def _ask_again(self) -> None:
        request, card = self._current(), self.card
        if request is not None and card is not None:
            self._do(lambda: mark_unreturned(self.plan.workspace, card.key, request.key))


def _words_of(card: RoundCard) -> Callable[[], str]:
    return lambda: round_words(card)


def _guidance() -> str:
    return _(
        "A workbook holds the services of one owner or program as the plan has them. What comes back is compared with "
        "the plan: a value that was changed here since stays."
    )
