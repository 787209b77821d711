"""Waits while it is loaded."""

from __future__ import annotations

from tests.fakes import slow_module

slow_module.REACHED.set()
slow_module.GATE.wait()
