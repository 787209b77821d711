"""Puts today's form of an older plan in its place and keeps the old one beside it.

Altering a plan in place drops triggers and leaves a schema that differs from a fresh one; so
a new file is made, filled, checked and moved into place.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shutil
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model import journal, migrations, schema
from model.plan_errors import DamagedPlanError, NoSpaceError, UnwritableError, told
from model.plan_file import Upgraded, check_content, connect, schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


_CHECKED, _BACKED_UP, _COPIED, _INDEXED, _DONE = 5, 25, 60, 70, 100
"""Hundredths of the time after which each part is done, as it was measured with 20,000 services."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How an older plan is brought to today's schema.

    Attributes:
        heading: what the change set says that records it.
        back_up: writes a verified copy of the old plan before anything is done.
        tell: hears how far it is, in hundredths.
    """

    heading: journal.Heading
    back_up: Callable[[sqlite3.Connection], object]
    tell: Callable[[int], object] = lambda _hundredths: None

    def __call__(self, path: Path) -> Upgraded | None:
        """Put today's form of an older plan in its place and keep the old one beside it; the lock is held.

        Killed at any moment, the plan is the old one or the new one, whole.

        Raises:
            PlanFileError: the plan is foreign or damaged, the disk is full or the folder takes no files; the plan
                is as it was.
        """
        version = schema_of(path)
        if version == schema.SCHEMA_VERSION:
            return None
        real = path.resolve()
        made = hidden(real)
        try:
            self._make(real, made)
            shutil.copymode(real, made)
            kept = _keep(real, version)
            made.replace(real)
        except BaseException as error:
            with contextlib.suppress(OSError):
                made.unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error):
                raise told(path, error) from error
            if isinstance(error, OSError):
                raise (NoSpaceError(path) if error.errno == errno.ENOSPC else UnwritableError(path)) from error
            raise
        _flush_folder(real)
        return Upgraded(version, kept)

    def _make(self, real: Path, made: Path) -> None:
        made.unlink(missing_ok=True)  # left by a process that was killed
        with contextlib.closing(connect(real)) as old:
            check_content(real, old, thorough=True)
            self.tell(_CHECKED)
            self.back_up(old)
            self.tell(_BACKED_UP)
            with contextlib.closing(connect(made, mode="rwc")) as new:
                old.execute("BEGIN")
                migrations.copy(old, new, self.heading, self._tell_copied)
                self.tell(_INDEXED)
                _check_whole(real, new)
        self.tell(_DONE)

    def _tell_copied(self, share: float) -> None:
        self.tell(_BACKED_UP + round(share * (_COPIED - _BACKED_UP)))


def hidden(real: Path) -> Path:
    """Return where today's form of a plan is made, beside it."""
    return real.with_name(f".{real.name}.upgrade")


def _check_whole(path: Path, database: sqlite3.Connection) -> None:
    """Refuse a database whose schema, pages, references or journal are not what they should be."""
    check_content(path, database, thorough=False)
    sound = database.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    try:
        journal.verify(database)
    except journal.BrokenJournalError as error:
        raise DamagedPlanError(path) from error
    if not sound or database.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DamagedPlanError(path)


def _keep(real: Path, version: int) -> Path:
    """Give an older plan a second name beside its own, one that nothing has; return that name."""
    for number in itertools.count(1):
        again = "" if number == 1 else f"-{number}"
        kept = real.with_name(f"{real.stem}.schema-{version}{again}{real.suffix}")
        if kept.exists():
            if kept.samefile(real):  # named by a process that was killed just after
                return kept
            continue
        try:
            os.link(real, kept)
        except FileExistsError:  # a link to nothing
            continue
        except OSError:  # the file system knows no second names
            _copy_whole(real, kept)
        return kept
    raise AssertionError


def _copy_whole(source: Path, target: Path) -> None:
    """Copy a closed plan under a temporary name and give it its own once it is on disk."""
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        shutil.copyfile(source, temporary)
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        temporary.rename(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _flush_folder(path: Path) -> None:
    """Make the names in a plan's folder last through a loss of power, where that can be asked for."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
