"""Verified copies of a plan in the user's data folder, thinned by age.

One is made before each import, merge and migration. The newest ten are kept, then one a day
for a month, then one a month.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.user_data import user_data
from model import plan_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

_NEWEST = 10
_DAILY = timedelta(days=31)
_LONGEST = 40
"""Letters of a plan's name that a backup's name keeps: a name has its limits."""
_STAMP = "%Y%m%dT%H%M%S%f"


def folder() -> Path:
    """Return where backups lie."""
    return user_data() / "backups"


class OpenPlan(Protocol):
    """What is backed up: an open plan."""

    @property
    def path(self) -> Path:
        """Return where it lies."""

    @property
    def database(self) -> sqlite3.Connection:
        """Return its connection."""


def back_up(plan: OpenPlan) -> Path:
    """Write a verified copy of an open plan and thin the older ones; return the copy.

    Raises:
        model.plan_file.UnwritableError: the copy cannot be written or does not check.
    """
    return back_up_database(plan.path, plan.database)


def back_up_database(path: Path, database: sqlite3.Connection) -> Path:
    """Write a verified copy of the plan ``path`` from its open connection; otherwise as :func:`back_up`.

    Raises:
        model.plan_file.UnwritableError: the copy cannot be written or does not check.
    """
    now = datetime.now(UTC)
    prefix = _prefix(path)
    target = folder() / f"{prefix}{now.strftime(_STAMP)}.jalon"
    plan_file.back_up(database, target)
    for old in superfluous(folder().glob(f"{glob.escape(prefix)}*.jalon"), prefix, now):
        if old != target:  # a clock that was set back makes the newest look old
            with contextlib.suppress(OSError):  # on Windows somebody may have it open: the next thinning takes it
                old.unlink(missing_ok=True)
    return target


def _prefix(path: Path) -> str:
    place = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{path.stem[:_LONGEST]}-{place}-"


def superfluous(paths: Iterable[Path], prefix: str, now: datetime) -> tuple[Path, ...]:
    """Return which backups of one plan may go, oldest first."""
    found = ((_made(path, prefix), path) for path in paths)
    dated = sorted(((made, path) for made, path in found if made is not None), reverse=True)
    kept: set[str] = set()
    gone = []
    for made, path in dated[_NEWEST:]:
        slot = made.strftime("%Y-%m-%d") if now - made <= _DAILY else made.strftime("%Y-%m")
        if slot in kept:
            gone.append(path)
        kept.add(slot)
    return tuple(reversed(gone))


def _made(path: Path, prefix: str) -> datetime | None:
    """Return when a backup was made; None for a file that somebody else put there."""
    try:
        return datetime.strptime(path.stem.removeprefix(prefix), _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
