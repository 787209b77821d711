"""Prints four times of the inventory's table with 20,000 services, in milliseconds.

    probe_search.py PLAN

A key is a letter typed into the search of the inventory page, the first one too, or one taken away again.
Printed are: how long the slowest key takes to find its rows, none of them searched for shortly before; how
long the table takes to paint what was found; the time of a repaint of the same table with nothing asked; and
how many rows the table holds.
"""

from __future__ import annotations

import statistics
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.workspace import Workspace
from ui.look.theme import Theme
from ui.open_plan import OpenPlan
from ui.pages.inventory.list_model import ServiceListModel
from ui.pages.inventory.service_list import ServiceList
from ui.settings import Settings

RUNS = 15
TYPED = ("services en ligne", "recherche agricole", "0", "permis étranger", "ation", "d'un")
FORGOTTEN = 100  # other words after which nothing is known any more of what was searched for


def main() -> None:
    """Show the table as the window does, and type into its search."""
    application = QApplication(["search"])
    settings = Settings()
    theme = Theme(application, settings.theme)
    with Workspace.open(Path(sys.argv[1])) as workspace:
        plan = OpenPlan(workspace)
        services = ServiceList(ServiceListModel(plan), settings)
        services.model.reload()
        services.model.reading.complete()
        services.resize(1280, 760)
        services.show()
        while services.model.table.prepare_search(1000):
            pass
        application.processEvents()
        found, painted, still = measure(application, services)
        count = len(services.model.table.rows())
        del theme
    print(found, painted, still, count)


def measure(application: QApplication, services: ServiceList) -> tuple[float, float, float]:
    """Return the slowest key, the median paint after a key and the median paint with nothing asked."""
    table, view = services.model.table, services.table.viewport()
    keys: dict[str, list[float]] = {}
    painted: list[float] = []
    still: list[float] = []
    for _run in range(RUNS):
        for number in range(FORGOTTEN):
            table.search(f"zz{number}")
        table.search("")
        for phrase in TYPED:
            typed = [phrase[:length] for length in range(1, len(phrase) + 1)]
            taken_away = [f"{phrase[:length]}←" for length in range(len(phrase) - 1, -1, -1)]
            for key in (*typed, *taken_away):
                text = key.rstrip("←")
                keys.setdefault(key, []).append(timed(partial(table.search, text)))
                if table.rowCount() * services.table.rowHeight(0) > view.height():  # as full as without a search
                    painted.append(timed(view.repaint))
                    still.append(timed(view.repaint))
            table.search("")
            application.processEvents()
    return (
        max(statistics.median(times) for times in keys.values()),
        statistics.median(painted),
        statistics.median(still),
    )


def timed(work: object) -> float:
    """Return how many milliseconds of processor a call takes, so that a busy machine is no slow table."""
    assert callable(work)
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
