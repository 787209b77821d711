"""The gate at which ``tests.fakes.slow_module`` waits while it is loaded."""

from __future__ import annotations

import threading
from typing import Final

REACHED: Final = threading.Event()
GATE: Final = threading.Event()


def start_again() -> None:
    """Shut the gate before it is loaded."""
    REACHED.clear()
    GATE.clear()
