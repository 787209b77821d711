"""Where resources lie: in a wheel, a frozen program or a checkout alike.

All three lay our files out in folders, so a path does; ``importlib.resources`` would take a
tenth of the time to the first painted window.
"""

from __future__ import annotations

from pathlib import Path

_SHIPPED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def resource(*parts: str) -> Path:
    """Return a file below ``resources/``."""
    return _ROOT.joinpath(*parts)
