from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.i18n import _
from model.language import Language
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch

pytestmark = pytest.mark.usefixtures("look")


def test_our_own_words_follow_the_language(qtbot: QtBot, languages: LanguageSwitch) -> None:
    label = Label(lambda: _("Guidance"))
    qtbot.addWidget(label)

    languages.switch(Language.FR)

    assert label.text() == "Conseils"


def test_data_that_was_set_later_survives_the_switch(qtbot: QtBot, languages: LanguageSwitch) -> None:
    label = Label("")
    qtbot.addWidget(label)
    label.setText("84%")

    languages.switch(Language.FR)

    assert label.text() == "84%"


def test_words_that_were_replaced_by_data_do_not_come_back(qtbot: QtBot, languages: LanguageSwitch) -> None:
    label = Label(lambda: _("Guidance"))
    qtbot.addWidget(label)
    label.say("Mountain huts")

    languages.switch(Language.FR)

    assert label.text() == "Mountain huts"


def test_an_elided_label_keeps_the_whole_text_for_tooltip_and_reader(qtbot: QtBot) -> None:
    label = ElidedLabel("Stratégie de gestion des services")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()

    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == "Stratégie de gestion des services"
