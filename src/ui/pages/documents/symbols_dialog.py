"""Choosing the signatures and the wordmark of the title page; the plan keeps each as soon as it is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from app.cli.messages import sentence
from app.documents.symbol import SymbolKind
from app.documents.symbol_files import read_picture
from app.documents.symbol_words import concerns, symbol_name
from app.documents.symbols import change_symbols, kept_symbols
from app.i18n import _
from app.refusals import REFUSALS
from ui.look.measure import px
from ui.look.tokens import Role
from ui.widgets.button import Button, Kind
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.file_dialogs import choose_file, picture_filter
from ui.widgets.frames import column, row
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.documents.symbol import KeptPicture
    from ui.open_plan import OpenPlan
    from ui.widgets.texts import Words

_SHOWN: Final = (380, 44)  # units of length that a picture is shown in, on the white of the paper


class SymbolsDialog(Dialog):
    """Shows each picture, what should be mended about it, and the ways to another or none."""

    def __init__(self, parent: QWidget, plan: OpenPlan) -> None:
        super().__init__(parent, lambda: _("Symbols of the title page"), width=WIDE)
        self._plan = plan
        self._folder: Path | None = None
        self._refused: dict[SymbolKind, Exception] = {}
        self.body.addWidget(
            Label(
                lambda: _(
                    "Your communications branch has the approved files; take them as PNG, or as JPEG. The plan keeps "
                    "them, and every title page shows them in Word and PDF. Without them their places stay clear."
                ),
                role=Role.TEXT2,
                wrap=True,
            )
        )
        self.lines = {kind: SymbolLine(kind) for kind in SymbolKind}
        for kind, line in self.lines.items():
            self.body.addWidget(line)
            line.change.clicked.connect(partial(self._ask, kind))
            line.drop.clicked.connect(partial(self._keep, kind, None))
        self.focus_first(self.lines[SymbolKind.SIGNATURE_EN].change)
        self.add_button(lambda: _("Close"), accepts=False)
        plan.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the plan keeps now, and why a file was not taken."""
        kept = kept_symbols(self._plan.workspace)
        for kind, line in self.lines.items():
            line.show_picture(kept.get(kind), read_only=self._plan.read_only)
            if kind in self._refused:
                line.tell(partial(sentence, self._refused[kind]), Role.BAD)
            else:
                line.tell(lambda kind=kind: concerns(kept).get(kind, ""), Role.WARN)  # type: ignore[misc]  # a default binds it
        self.fit_words()

    def _ask(self, kind: SymbolKind) -> None:
        title = _("Choose the picture: {name}").format(name=symbol_name(kind))
        path = choose_file(self, title, picture_filter(), self._folder)
        if path is None:
            return
        self._folder = path.parent
        try:
            picture = read_picture(path)
        except REFUSALS as error:
            self._refuse(kind, error)
        else:
            self._keep(kind, picture)

    def _keep(self, kind: SymbolKind, picture: KeptPicture | None) -> None:
        self._refused.pop(kind, None)
        try:
            change_symbols(self._plan.workspace, {kind: picture})
        except REFUSALS as error:
            self._refuse(kind, error)
        else:
            self.refresh()

    def _refuse(self, kind: SymbolKind, error: Exception) -> None:
        self._refused[kind] = error
        self.refresh()


class SymbolLine(QWidget):
    """What one place of the title page is called, its picture and the name of its file."""

    def __init__(self, kind: SymbolKind) -> None:
        super().__init__()
        self._kind = kind
        self._shown: KeptPicture | None = None
        whole = column(self, gap=4, margins=(0, 6, 0, 0))
        head = row(gap=6)
        head.addWidget(Label(partial(symbol_name, kind), strong=True, wrap=True), 1)
        self.change = self._button(
            lambda: _("Choose…"), f"change_{kind.value}", lambda: _("Choose the picture: {name}")
        )
        self.drop = self._button(lambda: _("Remove"), f"drop_{kind.value}", lambda: _("Remove the picture: {name}"))
        head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        self.picture = QLabel()
        whole.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self.name = ElidedLabel("", role=Role.TEXT2)
        whole.addWidget(self.name)
        self.told = Label("", wrap=True)
        whole.addWidget(self.told)

    def _button(self, words: Words, name: str, said: Callable[[], str]) -> Button:
        button = Button(words, kind=Kind.LINK)
        button.setObjectName(name)
        button.bind(button.setAccessibleName, lambda: said().format(name=symbol_name(self._kind)))
        return button

    def show_picture(self, picture: KeptPicture | None, *, read_only: bool) -> None:
        """Show a picture, or that there is none yet."""
        self.name.say(picture.name if picture else lambda: _("Not chosen yet"))
        if picture is None and self.drop.hasFocus():
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.drop.setVisible(picture is not None)
        for button in (self.change, self.drop):
            if read_only:
                button.disable(lambda: _("The plan is open for reading only."))
            else:
                button.enable()
        if picture != self._shown:
            self._shown = picture
            self._draw()
        self.picture.setVisible(picture is not None)

    def tell(self, words: Words, role: Role) -> None:
        """Say what is to be mended, or nothing."""
        self.told.say(words)
        self.told.set_role(role)
        self.told.setVisible(bool(self.told.text()))

    def _draw(self) -> None:
        if self._shown is None:
            return
        dense = self.devicePixelRatioF()
        room = QSize(*(round(px(side) * dense) for side in _SHOWN))
        whole = QImage.fromData(self._shown.png)
        small = whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(dense)
        self.picture.setPixmap(QPixmap.fromImage(small))
        self.picture.setAccessibleName(symbol_name(self._kind))
