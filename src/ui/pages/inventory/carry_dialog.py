"""Carry the year forward: for which services, what comes along, and what that gives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.cli.messages import sentence
from app.formats import format_number, format_year
from app.i18n import _, ngettext
from app.inventory.carrying import carry_forward, preview
from app.refusals import REFUSALS
from ui.look.tokens import Role
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import WIDE, Dialog, show
from ui.widgets.frames import Hairline
from ui.widgets.label import Label
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.inventory.carrying import CarryPreview
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from ui.pages.inventory.command_host import Inventory
    from ui.widgets.texts import Words

ALL, SHOWN, CHOSEN = "all", "shown", "chosen"
REVIEW: Final = "review"
"""The id of the screen that walks through what was carried."""


class CarryDialog(Dialog):
    """Asks which services get a record of the next year, and says beforehand what comes of it."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, year: FiscalYear, *, shown: Sequence[str], chosen: Sequence[str]
    ) -> None:
        super().__init__(parent, lambda: _title(year), width=WIDE)
        self._keys: dict[str, Sequence[str] | None] = {ALL: None, SHOWN: shown, CHOSEN: chosen}
        self._found = {name: preview(workspace, year, keys) for name, keys in self._keys.items()}
        offered = [name for name in (ALL, SHOWN, CHOSEN) if name == ALL or self._differs(name)]
        options = [Option(name, partial(self._option_words, name)) for name in offered]
        self.which = Segments(lambda: _("Services"), options)
        self.which.setObjectName("carry_which")
        self.which.set_value(offered[-1] if CHOSEN in offered else ALL)
        self.which.chosen.connect(lambda _name: self._say())
        self.which.setVisible(len(offered) > 1)
        self.body.addWidget(self.which)
        self.result_label = self._line("")
        self.result_label.setObjectName("carry_result")
        self._left_out = self._line("", role=Role.TEXT2)
        self.body.addWidget(Hairline())
        self._line(lambda: _("Comes along"), strong=True)
        self._line(lambda: _("Texts, codes, programs, online points, addresses, standards and their targets."))
        self._line(lambda: _("Begins blank"), strong=True)
        self._line(
            lambda: _(
                "Volumes (“not applicable” stays), results of standards, explanations of volumes, confirmation dates."
            )
        )
        self._line(
            lambda: _("What must be looked at each year is marked, and the review leads through it."),
            role=Role.TEXT2,
        )
        self._accept = self.add_button(lambda: _("Carry forward"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self._accept)
        self._say()

    def services(self) -> Sequence[str] | None:
        """Return the keys of the services that were chosen; None for every one."""
        return self._keys[self.which.value()]

    def found(self) -> CarryPreview:
        """Return what carrying them does."""
        return self._found[self.which.value()]

    def _differs(self, name: str) -> bool:
        keys = self._keys[name]
        least = 1 if name == SHOWN else 2  # one service is always current: that is no choice of several
        return keys is not None and len(keys) >= least and self._found[name].services != self._found[ALL].services

    def _option_words(self, name: str) -> str:
        words = {ALL: _("All ({count})"), SHOWN: _("Shown in the table ({count})"), CHOSEN: _("Selected ({count})")}
        return words[name].format(count=format_number(len(self._found[name].services)))

    def _line(self, words: Words, *, strong: bool = False, role: Role = Role.TEXT) -> Label:
        label = Label(words, strong=strong, role=role, wrap=True)
        self.body.addWidget(label)
        return label

    def _say(self) -> None:
        found = self.found()
        self.result_label.say(lambda: result_words(found))
        self._left_out.say(lambda: left_out_words(found))
        self._left_out.setVisible(bool(found.already or found.ended))
        if found.services:
            self._accept.enable()
        else:
            self._accept.disable(lambda: _("None of these services can be carried forward."))
        self.fit_words()


def _title(year: FiscalYear) -> str:
    return _("Carry {year} forward to {next}").format(year=format_year(year), next=format_year(year + 1))


def result_words(found: CarryPreview) -> str:
    """Return how many services and standards get a record of the next year."""
    count = len(found.services)
    services = ngettext("{count} service", "{count} services", count).format(count=format_number(count))
    many = format_number(found.standards)
    standards = ngettext("{count} standard", "{count} standards", found.standards).format(count=many)
    words = _("{services} and {standards} get a record of {year}.")
    return words.format(services=services, standards=standards, year=format_year(found.target))


def left_out_words(found: CarryPreview) -> str:
    """Return how many stay as they are, and why."""
    parts = []
    if found.already:
        words = ngettext(
            "{count} is reported in {year} already and stays as it is.",
            "{count} are reported in {year} already and stay as they are.",
            found.already,
        )
        parts.append(words.format(count=format_number(found.already), year=format_year(found.target)))
    if found.ended:
        words = ngettext(
            "{count} is retired, merged or transferred by then.",
            "{count} are retired, merged or transferred by then.",
            found.ended,
        )
        parts.append(words.format(count=format_number(found.ended)))
    return " ".join(parts)


def carry_year(page: Inventory) -> None:
    """Ask which services, carry them into the next year, and lead to their review."""
    plan, shell = page.plan, page.shell
    dialog = CarryDialog(
        shell.window_widget(),
        plan.workspace,
        plan.year,
        shown=page.list.shown_keys(),
        chosen=page.list.selected_keys(),
    )

    def carry() -> None:
        try:
            with shell.working(lambda: _("The year is being carried forward…"), len(dialog.found().services)):
                done = carry_forward(plan.workspace, plan.year, dialog.services())
        except REFUSALS as error:
            told = error
            shell.show_banner(lambda: sentence(told), tone=Tone.BAD, icon="circle-alert")
            return
        count = len(done.services)
        plan.set_year(done.target)
        shell.go(Step.INVENTORY, Place(view=REVIEW))
        shell.toast(
            lambda: ngettext(
                "{count} service carried into {year}.", "{count} services carried into {year}.", count
            ).format(count=format_number(count), year=format_year(done.target)),
            undo=True,
        )

    show(dialog, carry)
