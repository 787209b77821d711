"""The plan file: made, opened, locked, checked, backed up and copied here and nowhere else.

A plan is one SQLite file. ``connect`` is the only place with pragmas. The truth about who
writes is a lock of the operating system beside the plan; the row ``session`` tells who.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import socket
import sqlite3
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from model import migrations, schema
from model.plan_errors import (
    DamagedPlanError,
    ForeignFileError,
    Holder,
    MissingPlanError,
    NewerPlanError,
    NoSpaceError,
    PlanExistsError,
    PlanFileError,
    PlanHeldError,
    UnreadablePlanError,
    UnwritableError,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "DamagedPlanError",
    "ForeignFileError",
    "Holder",
    "MissingPlanError",
    "NewerPlanError",
    "NoSpaceError",
    "PlanExistsError",
    "PlanFileError",
    "PlanHeldError",
    "UnreadablePlanError",
    "UnwritableError",
    "Upgraded",
    "Writer",
    "account",
    "back_up",
    "check_content",
    "connect",
    "copy_into_memory",
    "create",
    "holder",
    "is_alive",
    "is_held",
    "lock_path",
    "making",
    "schema_of",
    "takes_writing",
    "told",
]

_HEADER = b"SQLite format 3\x00"
_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # without it INSERT OR REPLACE hides a delete from the journal
    "busy_timeout = 5000",
    "temp_store = MEMORY",
    "cache_size = -65536",  # KiB: what a large change touches; with 2 MB the same pages are read again and again
)


def account() -> str:
    """Return the name of the account this process runs under; its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account that no list of users has
        return str(os.getuid()) if os.name == "posix" else "?"


def connect(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """Open a plan's database with our settings.

    Args:
        path: the file.
        mode: ``rw``, ``rwc`` to make it, or ``ro`` where nothing can be written.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    database = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    try:
        for pragma in _PRAGMAS:
            database.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        database.close()
        raise
    return database


def lock_path(path: Path) -> Path:
    """Return where the lock of a plan lies while it is open: beside the file itself, whatever link led to it."""
    real = path.resolve()
    return real.with_name(f".{real.name}.jalon.lock")


@contextlib.contextmanager
def making(path: Path) -> Iterator[Path]:
    """Yield an empty plan that gets the name ``path`` when the block ends: what is killed meanwhile leaves no plan.

    Raises:
        PlanExistsError: something of that name is there.
        UnwritableError: the folder takes no files.
        NoSpaceError: the disk is full; nothing is left behind.
    """
    _reserve(path)
    hidden = path.with_name(f".{path.name}.new")
    try:
        hidden.unlink(missing_ok=True)  # left by a process that was killed
        create(hidden)
        yield hidden
        hidden.replace(path)
    except BaseException as error:
        for left in (hidden, path):
            left.unlink(missing_ok=True)
        if isinstance(error, PlanFileError):
            error.path = path  # nobody knows the hidden name
        raise


def create(path: Path) -> None:
    """Make an empty plan.

    Raises:
        PlanExistsError: something of that name is there.
        UnwritableError: the folder takes no files.
        NoSpaceError: the disk is full; nothing is left behind.
    """
    _reserve(path)
    try:
        with contextlib.closing(connect(path)) as database:
            database.execute("BEGIN IMMEDIATE")
            schema.create(database)
            database.execute("COMMIT")
    except BaseException as error:  # whatever stops it leaves nothing behind
        path.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise told(path, error) from error
        raise


def _reserve(path: Path) -> None:
    """Make an empty file, and fail if anything has the name: of two who make a plan, one is refused."""
    try:
        path.open("xb").close()
    except FileExistsError:
        raise PlanExistsError(path) from None
    except OSError as error:
        raise NoSpaceError(path) if error.errno == errno.ENOSPC else UnwritableError(path) from error


def schema_of(path: Path) -> int:
    """Return the version of a plan's schema; must not be called while this process has the plan open.

    Raises:
        PlanFileError: it is missing, unreadable, no plan of ours, or of a later version.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never answer
            raise UnreadablePlanError(path)
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise MissingPlanError(path) from None
    except OSError as error:
        raise UnreadablePlanError(path) from error
    if len(header) < 100 or not header.startswith(_HEADER):
        raise ForeignFileError(path)
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise ForeignFileError(path)
    version = int.from_bytes(header[60:64], "big")
    if version > schema.SCHEMA_VERSION:
        raise NewerPlanError(path, version)
    return version


def check_content(path: Path, database: sqlite3.Connection, *, thorough: bool) -> None:
    """Refuse a database whose schema is not exactly that of its version, or whose pages are damaged.

    Raises:
        ForeignFileError: something else than this program made or changed the schema.
        DamagedPlanError: pages are damaged; looked for only when ``thorough``.
    """
    try:
        ours = schema.is_exact(database)
        sound = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" if thorough else True
    except sqlite3.DatabaseError as error:
        raise told(path, error) from error
    if not ours:
        raise ForeignFileError(path)
    if not sound:
        raise DamagedPlanError(path)


def copy_into_memory(path: Path, tell: Callable[[float], object] = lambda _share: None) -> sqlite3.Connection:
    """Return the plan as it stands, in memory; the file is closed again at once.

    A writer elsewhere is never blocked, and what is read is one moment of the plan.

    Args:
        path: the plan.
        tell: hears now and then which share of an older plan's rows is in today's form.

    Raises:
        PlanFileError: the plan is missing, foreign, newer or damaged.
    """
    schema_of(path)
    memory = _memory()
    try:
        _copy(path, memory)
        check_content(path, memory, thorough=True)
        return memory if schema.version(memory) == schema.SCHEMA_VERSION else _brought_up(path, memory, tell)
    except BaseException:
        memory.close()
        raise


def _memory() -> sqlite3.Connection:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    memory.execute("PRAGMA trusted_schema = OFF")
    memory.execute("PRAGMA foreign_keys = ON")
    return memory


def _brought_up(path: Path, older: sqlite3.Connection, tell: Callable[[float], object]) -> sqlite3.Connection:
    """Return an older plan's copy in today's schema and let the copy go; nobody recorded it, so no set says so."""
    memory = _memory()
    try:
        migrations.copy(older, memory, None, tell)
        check_content(path, memory, thorough=False)
    except BaseException as error:
        memory.close()
        if isinstance(error, sqlite3.Error):
            raise DamagedPlanError(path) from error
        raise
    older.close()
    return memory


def _copy(path: Path, memory: sqlite3.Connection) -> None:
    # rw, so that a journal left by a crash is rolled back; ro only where nothing can be written
    mode = "rw" if takes_writing(path) else "ro"
    try:
        with contextlib.closing(connect(path, mode=mode)) as database:
            database.backup(memory)
    except sqlite3.Error as error:
        raise told(path, error) from error


def takes_writing(path: Path) -> bool:
    """Whether this account may write a plan and files beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def holder(database: sqlite3.Connection) -> Holder | None:
    """Return who is written down as having the plan open."""
    found = database.execute('SELECT "user", host, pid, since FROM session').fetchone()
    return None if found is None else Holder(*found)


def is_held(path: Path) -> bool:
    """Whether a process has the plan open for writing now, whatever its session row says."""
    beside = lock_path(path)
    if not beside.exists():
        return False
    lock = FileLock(beside, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return True
    _let_go(lock, beside)  # left by a crash
    return False


def _let_go(lock: FileLock, beside: Path) -> None:
    if os.name == "posix":  # while it is held: whoever waits for the old file looks again
        beside.unlink(missing_ok=True)
        lock.release()
    else:
        lock.release()
        with contextlib.suppress(OSError):  # another process took it in between
            beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An older plan was brought to today's schema; ``kept`` is where the old one lies."""

    version: int
    kept: Path


class Writer:
    """A plan that this process has open for writing, alone.

    Args:
        path: the file.
        upgrade: brings an older plan to today's schema while it is held; without it one is refused.

    Raises:
        PlanFileError: the plan is missing, foreign, newer, damaged, held or cannot be written.
    """

    def __init__(self, path: Path, upgrade: Callable[[Path], Upgraded | None] | None = None) -> None:
        self.path = path
        schema_of(path)
        if not takes_writing(path):
            raise UnwritableError(path)
        self._lock = FileLock(lock_path(path), timeout=0.3, thread_local=False)  # a reader looks at it for a moment
        try:
            self._lock.acquire()
        except Timeout:
            raise PlanHeldError(path, holder_of(path)) from None
        except OSError as error:
            raise UnwritableError(path) from error
        try:
            self.upgraded = None if upgrade is None else upgrade(path)
            self.left_by = self._open()
        except BaseException:
            _let_go(self._lock, lock_path(path))
            raise

    def _open(self) -> Holder | None:
        """Open the database and write down who holds it; return who was written there before."""
        try:
            self.database = connect(self.path)
        except sqlite3.Error as error:
            raise told(self.path, error) from error
        try:
            left = holder(self.database) if schema.is_ours(self.database) else None
            check_content(self.path, self.database, thorough=left is not None)
            since = datetime.now(UTC).isoformat(timespec="seconds")
            self.database.execute(
                'INSERT OR REPLACE INTO session(one, "user", host, pid, since) VALUES (1, ?, ?, ?, ?)',
                (account(), socket.gethostname(), os.getpid(), since),
            )
        except sqlite3.Error as error:
            self.database.close()
            raise told(self.path, error) from error
        except BaseException:
            self.database.close()
            raise
        return left

    def close(self) -> None:
        """Clear the session and let the plan go; closed, it is exactly one file."""
        if not self._lock.is_locked:
            return
        try:
            with contextlib.suppress(sqlite3.OperationalError):  # full disk: the lock tells the truth
                self.database.execute("DELETE FROM session")
        finally:
            self.database.close()
            _let_go(self._lock, lock_path(self.path))


def holder_of(path: Path) -> Holder | None:
    """Return who is written down in a plan as having it open; None also where it cannot be read."""
    try:
        with contextlib.closing(connect(path)) as database:
            return holder(database)
    except sqlite3.Error:
        return None


def is_alive(found: Holder) -> bool | None:
    """Whether the process of ``found`` still runs; None when that cannot be told from here."""
    if found.host != socket.gethostname() or os.name != "posix":  # elsewhere signal 0 would end the process
        return None
    try:
        os.kill(found.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def back_up(database: sqlite3.Connection, target: Path) -> None:
    """Write a verified copy of an open plan, through a temporary name.

    Raises:
        NoSpaceError: the disk is full; nothing is left behind.
        UnwritableError: the copy could not be written or does not check; nothing is left behind.
    """
    temporary = target.with_name(f"{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        database.execute("VACUUM INTO ?", (str(temporary),))
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        _check_copy(temporary)
        temporary.replace(target)
    except BaseException as error:  # whatever stops it leaves nothing behind
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error) and isinstance(told(target, error), NoSpaceError):
            raise NoSpaceError(target) from error
        if isinstance(error, sqlite3.Error | OSError):
            raise UnwritableError(target) from error
        raise


def _check_copy(path: Path) -> None:
    with contextlib.closing(connect(path)) as copy:
        copy.execute("DELETE FROM session")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or not schema.is_exact(copy):
            raise UnwritableError(path)
