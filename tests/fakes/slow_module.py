"""Takes as long to load as a test wants."""

from __future__ import annotations

from tests.fakes import gate

gate.REACHED.set()
gate.GATE.wait()
