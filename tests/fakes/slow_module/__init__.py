"""A module that takes as long to load as a test wants, and the two events between them."""

from __future__ import annotations

import threading
from typing import Final

REACHED: Final = threading.Event()
GATE: Final = threading.Event()


def start_again() -> None:
    """Shut the gate before it is loaded."""
    REACHED.clear()
    GATE.clear()
