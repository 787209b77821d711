"""The strategy page: outline at the left, the open section in both languages at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from app.errors import NothingToUndoError
from app.formats import format_year
from app.i18n import _, language
from app.plan_facts import years_with_records
from app.strategy.figures import figure_choices
from model.language import Language
from ui.look.measure import px
from ui.pages.page import Page
from ui.pages.steps import Step, step_name
from ui.pages.strategy.dialogs import FigureDialog, LinkDialog, show_over
from ui.pages.strategy.generated import GeneratedView, LeftOut
from ui.pages.strategy.outline_pane import OutlinePane
from ui.pages.strategy.outline_view import section_title
from ui.pages.strategy.section_model import SectionModel
from ui.pages.strategy.side import Side
from ui.pages.strategy.toolbar import Toolbar
from ui.shell import Breadth, GuideContext, Place
from ui.widgets.button import menu_action
from ui.widgets.choice import Option
from ui.widgets.frames import Hairline, Scroll, column

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.pages.strategy.text_edit import SectionEdit
    from ui.shell import Shell

_SIDE_HEIGHT: Final = 300  # least height of a text when the two are stacked


class StrategyPage(Page):
    """Where the strategy is written."""

    step: ClassVar[Step] = Step.STRATEGY
    has_header: ClassVar[bool] = False

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.model = SectionModel(plan, self)
        order = (Language.FR, Language.EN) if plan.french_first else (Language.EN, Language.FR)
        self.outline = OutlinePane(plan, shell, order)
        self.toolbar = Toolbar()
        self.sides = {side: Side(side, self.model.figures(side)) for side in order}
        self.generated = GeneratedView()
        self._left_out = LeftOut()
        self._has_stale_figures = False
        self._lay_out()
        self._connect()
        self._fill_more()
        self.outline.set_rows(self.model.rows)
        self._show(offer=True)
        self.fit(0)  # as narrow as it can be: the window never grows for it

    # layout

    def _lay_out(self) -> None:
        self._halves = QHBoxLayout()
        self._halves.setSpacing(0)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._halves, 1)
        self.body.setSpacing(0)
        self._halves.addWidget(self.outline)
        self._rule = Hairline(upright=True)
        self._halves.addWidget(self._rule)
        section = QWidget()
        inner = column(section)
        inner.addWidget(self.toolbar)
        inner.addWidget(Hairline())
        inner.addWidget(self._left_out)
        texts = QWidget()
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight, texts)
        self._texts.setSpacing(0)
        self._texts.setContentsMargins(0, 0, 0, 0)
        first, second = self.sides.values()
        self._middle = Hairline(upright=True)
        self._texts.addWidget(first, 1)
        self._texts.addWidget(self._middle)
        self._texts.addWidget(second, 1)
        self._scroll = Scroll(texts)
        inner.addWidget(self._scroll, 1)
        inner.addWidget(self.generated, 1)
        self._halves.addWidget(section, 1)

    def _connect(self) -> None:
        self.model.outline_changed.connect(lambda: self.outline.set_rows(self.model.rows))
        self.model.opened.connect(lambda: self._show(offer=True))
        self.model.changed.connect(lambda: self._show(offer=False))
        self.model.figures_changed.connect(self._refresh_figures)
        self.model.refused.connect(self.shell.refuse)
        self.outline.picked.connect(self.open_section)
        self.outline.opened.connect(self._write_in)
        for side in self.sides.values():
            edit = side.edit
            side.committed.connect(lambda text, side=side: self._commit(side.language, text))
            side.drafted.connect(lambda text, side=side: self._draft(side.language, text))
            edit.textChanged.connect(self._offer_confirm)
            edit.entered.connect(lambda edit=edit: self._entered(edit))
            edit.undo_asked.connect(lambda: self._undo(back=True))
            edit.redo_asked.connect(lambda: self._undo(back=False))
            edit.strong_asked.connect(edit.toggle_strong)
            edit.emphasis_asked.connect(edit.toggle_emphasis)
        self.toolbar.act_on(next(iter(self.sides.values())).edit)
        self.toolbar.link_asked.connect(self._ask_link)
        self.toolbar.figure_asked.connect(self._ask_figure)
        self.toolbar.confirm_asked.connect(self._confirm)
        self._left_out.kept.connect(lambda: self.model.keep(kept=True))
        self.generated.preview_asked.connect(self.show_on_page)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+P"), self)  # while this page is shown, wherever the focus is
        shortcut.activated.connect(self.show_on_page)
        self.plan.content_changed.connect(lambda _content: self._choose_sides())

    def _fill_more(self) -> None:
        menu = self.toolbar.menu(self.toolbar.more)
        menu.aboutToShow.connect(lambda: self._fill_menu(menu))

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        card = self.model.card.row
        footnote = menu_action(menu, lambda: _("Add a footnote"), icon="quote", do=self._add_footnote)
        footnote.setEnabled(not self.plan.read_only)
        on_page = menu_action(
            menu, lambda: _("Show on its page (Ctrl+Shift+P)"), icon="file-text", do=self.show_on_page
        )
        on_page.setEnabled(card.kept)
        menu.addSeparator()
        if card.kept:
            leave = menu_action(
                menu, lambda: _("Leave this section out"), icon="minus", do=lambda: self.model.keep(kept=False)
            )
            leave.setEnabled(card.can_be_left_out and not self.plan.read_only)
            if not card.can_be_left_out:
                leave.setToolTip(_("The policy asks for this section."))
        else:
            menu_action(menu, lambda: _("Keep this section"), icon="plus", do=lambda: self.model.keep(kept=True))
        place = Place("section", card.key, "text")
        menu_action(
            menu,
            lambda: _("Open in Translation"),
            icon="languages",
            do=lambda: self.shell.go(Step.TRANSLATION, place),
        )

    def fit(self, width: float) -> None:  # noqa: ARG002  the window's breadth decides
        """Fold the outline into a list above, and the texts below each other, when the window is narrow."""
        breadth = self.shell.breadth()
        narrow = breadth is Breadth.NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._halves.setDirection(way)
        self._rule.setVisible(not narrow)
        self.outline.fold(narrow=narrow, wide=breadth is Breadth.WIDE)
        self._texts.setDirection(way)
        for side in self.sides.values():
            side.setMinimumHeight(px(_SIDE_HEIGHT) if narrow else 0)
        self._choose_sides()

    def _choose_sides(self) -> None:
        shown = [side for side in self.sides if self.plan.content in {"both", side.value}]
        for language_, side in self.sides.items():
            side.setVisible(language_ in shown)
        stacked = self._texts.direction() is QBoxLayout.Direction.TopToBottom
        self._middle.setVisible(len(shown) == len(self.sides) and not stacked)
        edit = self.toolbar.edit()
        if shown and edit is not None and all(self.sides[side].edit is not edit for side in shown):
            self.toolbar.act_on(self.sides[shown[0]].edit)

    # what is shown

    def open_section(self, outline_id: str) -> None:
        """Show a section; what was typed in the one before is committed first."""
        if outline_id == self.model.card.row.id:
            return
        for side in self.sides.values():
            side.edit.commit()
        self.model.open(outline_id)

    def _write_in(self, outline_id: str) -> None:
        self.open_section(outline_id)
        edit = self.toolbar.edit()
        if edit is not None and self.model.card.row.is_written:
            edit.setFocus()

    def _show(self, *, offer: bool) -> None:
        card = self.model.card
        self.outline.select(card.row.id)
        written = card.row.is_written
        self._scroll.setVisible(written)
        self.toolbar.setVisible(written)
        self.generated.setVisible(not written)
        self._left_out.setVisible(not card.row.kept)
        if written:
            for side in self.sides.values():
                side.show_card(card, read_only=self.plan.read_only)
            self._offer_confirm()
            self.toolbar.follow()
        else:
            self.generated.show_card(card)
        if offer:
            self._offer_drafts()
            self._guide(field="")

    def _offer_confirm(self) -> None:
        card, confirm = self.model.card, self.toolbar.confirm
        typed = any(side.edit.is_being_typed() for side in self.sides.values())
        if self.plan.read_only:
            confirm.disable(lambda: _("The plan is open for reading only."))
        elif any(side.edit.document().isEmpty() for side in self.sides.values()):
            confirm.disable(lambda: _("Both languages must be written first."))
        elif card.confirmed == card.text and not typed:
            confirm.disable(lambda: _("Both languages are confirmed."))
        else:
            confirm.enable(lambda: _("Say that both languages say the same"))

    def _offer_drafts(self) -> None:
        for language_, side in self.sides.items():
            text = self.model.drafts().get(language_.value)
            if text is not None and text != self.model.card.text.text(language_):
                side.edit.offer_draft(text)
                self.shell.toast(lambda: _("What you were typing here was brought back."))

    def _refresh_figures(self) -> None:
        if not self.isVisible():
            self._has_stale_figures = True  # what nobody sees is computed when the page is shown
            return
        self._has_stale_figures = False
        for side in self.sides.values():
            side.refresh_figures()

    def _guide(self, field: str) -> None:
        self.tell_guide(lambda: self._context_of(field))

    def _context_of(self, field: str) -> GuideContext:
        card = self.model.card
        return GuideContext(
            path=(step_name(Step.STRATEGY), section_title(card.row)),
            requirement=card.requirement,
            definitions=card.terms,
            guidance=card.guidance.text(language()),
            entity="section",
            key=card.row.key,
            field=field,
        )

    # what is done

    def _commit(self, side: Language, markdown: str) -> None:
        self.model.write(self.model.card.row.id, side, markdown)

    def _draft(self, side: Language, markdown: str) -> None:
        self.model.keep_draft(self.model.card.row.id, side, markdown)

    def _entered(self, edit: SectionEdit) -> None:
        self.toolbar.act_on(edit)
        self._guide(field="text")

    def show_on_page(self) -> None:
        """Show the section on its page of the document, in the language of the text that had the cursor last."""
        for side in self.sides.values():
            side.edit.commit()
        row = self.model.card.row
        shown = next((side for side, held in self.sides.items() if held.edit is self.toolbar.edit()), None)
        self.shell.go(Step.DOCUMENTS, Place("section", row.id, language=shown if row.is_written else None))

    def _undo(self, *, back: bool) -> None:
        try:
            if back:
                self.plan.undo()
            else:
                self.plan.redo()
        except NothingToUndoError as error:
            self.shell.refuse(error)

    def _confirm(self) -> None:
        for side in self.sides.values():
            side.edit.commit()
        self.model.confirm()

    def _add_footnote(self) -> None:
        edit = self.toolbar.edit()
        if edit is not None:
            edit.setFocus()
            edit.insert_footnote()

    def _ask_link(self) -> None:
        edit = self.toolbar.edit()
        if edit is None:
            return
        words, address = edit.link()
        dialog = LinkDialog(self.shell.window_widget(), words, address)
        dialog.accepted.connect(lambda: edit.set_link(*dialog.answer()))
        show_over(dialog, edit)
        self.toolbar.follow()

    def _ask_figure(self) -> None:
        edit = self.toolbar.edit()
        if edit is None:
            return
        side = next(side for side in self.sides.values() if side.edit is edit)
        years = [Option(str(year), format_year(year)) for year in reversed(years_with_records(self.plan.workspace))]
        figures = self.model.figures(side.language)
        choices = figure_choices(self.plan.workspace, self.model.card.row.id)
        dialog = FigureDialog(self.shell.window_widget(), choices, years, language(), figures.text)

        def insert() -> None:
            token = dialog.token()
            if token is not None:
                edit.insert_figure(token)

        dialog.accepted.connect(insert)
        show_over(dialog, edit)

    # the window

    def title(self) -> str:
        """Return the page's name."""
        return step_name(Step.STRATEGY)

    def activate(self) -> None:
        """Show the plan as it is now."""
        super().activate()
        self.outline.refresh()
        if self._has_stale_figures:
            self._refresh_figures()
        self._guide(field="")

    def focus_place(self, place: Place) -> bool:
        """Open the section that ``place`` names, with the cursor in its text."""
        if place.entity == "version":
            self.outline.take_focus()
            return True
        outline_id = self.model.id_of(place.key) if place.entity == "section" else ""
        if not outline_id:
            return False
        self.open_section(outline_id)
        if self.model.card.row.is_written:
            first = next(side for side in self.sides.values() if not side.isHidden())
            wanted = self.sides[place.language] if place.language else first
            (wanted if not wanted.isHidden() else first).edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        self.outline.refresh()
        if not self.model.card.row.is_written:
            self.generated.show_card(self.model.card)
        self._offer_confirm()
