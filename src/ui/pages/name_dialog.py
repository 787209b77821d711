"""The question what something new is called, in one language or in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from model.bilingual import Bilingual
from model.language import Language
from ui.look.tokens import Role
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.widgets.texts import Words


class NameDialog(Dialog):
    """Asks what a new service is called; one language will do to begin with."""

    def __init__(self, parent: QWidget, title: Words, body: Words, accept: Words, *, french_first: bool) -> None:
        super().__init__(parent, title, width=WIDE)
        self.body.addWidget(Label(body, role=Role.TEXT2, wrap=True))
        self.field = BilingualField(lambda: _("Name"), french_first=french_first, max_length=350)
        self.field.setObjectName("new_service_name")
        self.body.addWidget(self.field)
        self._accept = self.add_button(accept, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.field.editor(Language.FR if french_first else Language.EN))
        self.field.drafted.connect(lambda _language, _text: self._judge())
        self.field.committed.connect(lambda _language, _text: self._judge())
        self._judge()

    def name(self) -> Bilingual:
        """Return what is typed."""
        return Bilingual(*(self.field.editor(language).text().strip() for language in (Language.EN, Language.FR)))

    def set_name(self, name: Bilingual) -> None:
        """Propose a name."""
        self.field.set_value(name)
        self._judge()

    def _judge(self) -> None:
        if self.name().is_blank:
            self._accept.disable(lambda: _("Give the service a name, in one language at least."))
        else:
            self._accept.enable()
