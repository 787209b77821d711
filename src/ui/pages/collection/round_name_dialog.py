"""Another name for a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from model.language import Language
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.dialog import WIDE, Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from model.bilingual import Bilingual


class RoundNameDialog(Dialog):
    """Asks what the round is called, in both languages; blank is no name."""

    def __init__(self, parent: QWidget, name: Bilingual, *, french_first: bool) -> None:
        super().__init__(parent, lambda: _("What is the round called?"), width=WIDE)
        self.field = round_name_field(french_first=french_first)
        self.field.set_value(name)
        self.body.addWidget(self.field)
        self.accept_button = self.add_button(lambda: _("Name the round"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.field.editor(Language.FR if french_first else Language.EN))


def round_name_field(*, french_first: bool) -> BilingualField:
    """Return the field in which a round gets its name."""
    field = BilingualField(lambda: _("Name of the round (optional)"), french_first=french_first)
    field.setObjectName("title")
    return field
