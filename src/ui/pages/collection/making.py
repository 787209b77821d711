"""Making the workbooks of a round: in a child process, on a copy of the plan."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.collection.rounds import mark_sent
from app.formats import format_number
from app.i18n import _, ngettext
from app.refusals import REFUSALS
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.collection.cards import RoundCard
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.tasks import Outcome


class Making(QObject):
    """Workbooks that are being made; one folder at a time."""

    ended = Signal()

    def __init__(self, plan: OpenPlan, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._shell = plan, shell
        self.is_under_way = False

    def make(self, card: RoundCard, folder: Path, requests: Collection[str] | None = None) -> None:
        """Make the workbooks of some requests; None makes those of all that have not returned."""
        arguments = ["collect", str(self._plan.path), "--round", card.key, "-o", str(folder), "--json"]
        for key in sorted(requests or ()):
            arguments += ["--request", key]

        def finish(outcome: Outcome) -> None:
            self.is_under_way = False
            self._finish(card.key, folder, outcome)
            self.ended.emit()

        self.is_under_way = True
        self._shell.tasks.run(lambda: _("Making workbooks"), [*arguments, "--ui-lang", i18n.language().value], finish)

    def _finish(self, round_key: str, folder: Path, outcome: Outcome) -> None:
        if outcome.cancelled:
            return
        if outcome.code:
            self._shell.show_banner(outcome.errors.strip(), tone=Tone.BAD, icon="circle-alert")
            return
        files = {one["request"]: Path(one["path"]).name for one in json.loads(outcome.output)["files"]}
        try:
            mark_sent(self._plan.workspace, round_key, files, datetime.now(UTC).astimezone().date())
        except (*REFUSALS, OSError) as error:
            self._shell.refuse(error)
            return
        count = len(files)
        self._shell.show_banner(
            lambda: ngettext(
                "{count} workbook is in the folder. Send it to whom it is for.",
                "{count} workbooks are in the folder. Send each to whom it is for.",
                count,
            ).format(count=format_number(count)),
            tone=Tone.GOOD,
            icon="circle-check",
            action=lambda: _("Open the folder"),
            do=lambda: self._shell.open_path(folder),
        )
