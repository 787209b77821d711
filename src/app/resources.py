"""Where resources lie: in a wheel, a frozen program or a checkout alike."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SHIPPED = files("app") / "_resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Traversable:
    """Return a file below ``resources/``."""
    root: Traversable = _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)
