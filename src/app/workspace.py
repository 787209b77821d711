"""An open plan: the only owner of its connection, and the only way to change it.

Every change runs inside ``workspace.change(label)``: one transaction, one change set, on
disk when the block ends. The journal is written by the database itself.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from app import backups
from app.errors import NothingToUndoError, ReadOnlyError, SealedError
from app.i18n import N_
from model import journal, plan_file
from model.base import new_key
from model.change_set import ChangeKind, ChangeSet
from model.plan import DEPARTMENT, PLAN
from model.upgrade import Upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Table

    from model.plan_file import Holder


def _reader(database: sqlite3.Connection) -> Engine:
    """Return an engine that begins nothing: a read takes no lock that outlives it."""
    return create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool, hide_parameters=True)


def _engine(database: sqlite3.Connection) -> Engine:
    engine = _reader(database)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Python's own transaction handling leaves schema changes outside: we say when it begins
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a planner says of a plan before it exists.

    ``names`` are the applied titles of the department; ``first_year`` is ``YYYY-YYYY``.
    """

    department: str
    name_en: str
    name_fr: str
    first_year: str
    years: int = 3
    framework: str = "policy-on-service-2014"
    framework_version: str = ""
    title_en: str = ""
    title_fr: str = ""
    abbreviation_en: str = ""
    abbreviation_fr: str = ""
    marking: str = "unclassified"
    office_language: str = "en"
    parliamentary_office: bool = False


class Workspace:
    """An open plan.

    Opened for writing it holds the plan alone; read-only it is a copy in memory of one
    moment, and the file is free.
    """

    def __init__(self, path: Path, database: sqlite3.Connection, writer: plan_file.Writer | None, author: str) -> None:
        self.path = path
        self.author = author
        self.database = database
        self._writer = writer
        self._engine = _engine(database)
        self._reader = _reader(database)
        self._replica = new_key()
        self._observers: list[Callable[[ChangeSet], None]] = []
        self._open_change: Connection | None = None

    @classmethod
    def create(cls, path: Path, new: NewPlan, *, author: str = "") -> Self:
        """Make a plan and open it for writing.

        Raises:
            model.plan_file.PlanFileError: something of that name is there, or it cannot be written.
        """
        with (
            plan_file.making(path) as hidden,
            cls.open(hidden, author=author) as workspace,
            workspace.change(N_("Create plan"), kind=ChangeKind.SEAL) as connection,
        ):
            _fill(connection, new)
        return cls.open(path, author=author)

    @classmethod
    def open(cls, path: Path, *, author: str = "", tell: Callable[[int], object] = lambda _hundredths: None) -> Self:
        """Open a plan for writing; an older one is brought to today's form first, and ``upgraded`` tells so.

        Args:
            path: the plan.
            author: the planner's name; blank takes the account's.
            tell: hears how far an older plan is brought up, in hundredths.

        Raises:
            model.plan_file.PlanFileError: it is missing, foreign, newer, damaged, held or cannot be written.
        """
        named = author or plan_file.account()
        heading = journal.Heading(N_("Bring the plan to today’s form"), named, new_key(), ChangeKind.MIGRATE)
        writer = plan_file.Writer(path, Upgrade(heading, partial(backups.back_up_database, path), tell))
        return cls(path, writer.database, writer, named)

    @classmethod
    def read(
        cls, path: Path, made: Path | None = None, tell: Callable[[float], object] = lambda _share: None
    ) -> Workspace:
        """Open a plan for reading: a copy in memory, whoever holds the file; an older one stays as it is on disk.

        Args:
            path: the plan.
            made: where a copy of it lies in today's form, if one was made.
            tell: hears now and then which share of an older plan is in today's form.

        Raises:
            model.plan_file.PlanFileError: it is missing, foreign, newer or damaged.
        """
        return cls(path, plan_file.copy_into_memory(made or path, tell), None, "")

    def close(self) -> None:
        """Let the plan go. Everything was saved before; closing twice is closing once."""
        if self._writer is not None:
            self._writer.close()
        self.database.close()
        self._engine.dispose()
        self._reader.dispose()

    def __enter__(self) -> Self:
        """Return itself; leaving the block closes it."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close."""
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return self._writer is None

    @property
    def left_by(self) -> Holder | None:
        """Return whose session was still written down at opening: a crash, or a copy made while open."""
        return None if self._writer is None else self._writer.left_by

    @property
    def upgraded(self) -> plan_file.Upgraded | None:
        """Return what was done to an older plan at opening, or None."""
        return None if self._writer is None else self._writer.upgraded

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for reading; inside ``change`` it sees what was changed so far."""
        if self._open_change is not None:  # both share one connection: ending a read would end the change
            yield self._open_change
            return
        with self._reader.connect() as connection:
            yield connection

    def rows(self, query: Any) -> list[Any]:
        """Return all rows of a Core ``select`` as named tuples."""
        with self.reading() as connection:
            return list(connection.execute(query).all())

    def row(self, table: Table, key: str) -> Mapping[str, Any] | None:
        """Return one row of ``table`` by its key, or None."""
        found = self.rows(select(table).where(table.c.id == key))
        return dict(found[0]._mapping) if found else None  # noqa: SLF001  SQLAlchemy's public name for it

    @contextmanager
    def change(
        self, label: str, *, kind: ChangeKind = ChangeKind.EDIT, reverts: int | None = None
    ) -> Iterator[Connection]:
        """Yield a connection whose writes are one change set; leaving by an exception changes nothing.

        Args:
            label: English message id that says what is done; the menu translates it.
            kind: why; see ``ChangeKind``.
            reverts: number of the set that an undo or redo takes back.

        Raises:
            ReadOnlyError: the plan was opened for reading.
            SealedError: a row belongs to a frozen round, an attested assessment or a version.
            model.plan_file.NoSpaceError: the disk is full.
        """
        if self._writer is None:
            raise ReadOnlyError
        heading = journal.Heading(label, self.author, self._replica, kind, reverts)
        done: ChangeSet | None = None
        try:
            with self._engine.begin() as connection:
                self._open_change = connection
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                seq = journal.begin(self.database, heading)
                yield connection
                done = journal.end(self.database, seq)
        except DBAPIError as error:
            raise self._told(error.orig) from error
        except sqlite3.Error as error:
            raise self._told(error) from error
        finally:
            self._open_change = None
            if self.database.in_transaction:  # a full disk may have ended it already
                self.database.execute("ROLLBACK")
        if done is not None:
            for observer in tuple(self._observers):
                observer(done)

    @contextmanager
    def beside_journal(self) -> Iterator[sqlite3.Connection]:
        """Yield the database for what is no change of the plan: texts being typed, the log of exports.

        Each statement is on disk when it ends.

        Raises:
            model.plan_file.NoSpaceError: the disk is full.
        """
        try:
            yield self.database
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: BaseException | None) -> Exception:
        """Return what an error of the database means for a planner."""
        if isinstance(error, sqlite3.IntegrityError) and "sealed" in str(error):
            return SealedError("", "")
        name = getattr(error, "sqlite_errorname", "") or ""
        expected = isinstance(error, sqlite3.IntegrityError) or name.startswith(("SQLITE_ERROR", "SQLITE_MIS"))
        if isinstance(error, sqlite3.Error) and not expected:
            return plan_file.told(self.path, error)
        return error if isinstance(error, Exception) else RuntimeError(str(error))

    def observe(self, observer: Callable[[ChangeSet], None]) -> None:
        """Tell ``observer`` of each committed change set from now on."""
        self._observers.append(observer)

    @property
    def undo_label(self) -> str | None:
        """Return the label of what undo would take back, as an English message id, or None."""
        found = None if self.read_only else journal.undo_target(self.database)
        return None if found is None else found.label

    @property
    def redo_label(self) -> str | None:
        """Return the label of what redo would bring back, as an English message id, or None."""
        found = None if self.read_only else journal.redo_target(self.database)
        return None if found is None else found.label

    @property
    def undo_size(self) -> int:
        """Return how many lines of the journal undo would take back."""
        found = None if self.read_only else journal.undo_target(self.database)
        return 0 if found is None else journal.size(self.database, found.seq)

    @property
    def redo_size(self) -> int:
        """Return how many lines of the journal redo would bring back."""
        found = None if self.read_only else journal.redo_target(self.database)
        return 0 if found is None or found.reverts is None else journal.size(self.database, found.reverts)

    def undo(self) -> str:
        """Take back the newest change set; return its label.

        Raises:
            NothingToUndoError: nothing is left, or a seal stands before it.
        """
        found = journal.undo_target(self.database)
        if found is None:
            raise NothingToUndoError
        with self.change(found.label, kind=ChangeKind.UNDO, reverts=found.seq):
            journal.revert(self.database, found.seq)
        return found.label

    def redo(self) -> str:
        """Bring back what was undone last; return its label.

        Raises:
            NothingToUndoError: nothing was undone since the last change.
        """
        found = journal.redo_target(self.database)
        if found is None or found.reverts is None:
            raise NothingToUndoError
        with self.change(found.label, kind=ChangeKind.REDO, reverts=found.reverts):
            journal.revert(self.database, found.reverts)
        return found.label

    def snapshot(self, target: Path) -> None:
        """Write the plan as it stands to a new file, for a child process."""
        plan_file.back_up(self.database, target)


def _fill(connection: Connection, new: NewPlan) -> None:
    connection.execute(
        PLAN.insert().values(
            id=new_key(),
            title_en=new.title_en or "Service Management Strategy",
            title_fr=new.title_fr or "Stratégie de gestion des services",
            department=new.department,
            framework=new.framework,
            framework_version=new.framework_version,
            first_yr=new.first_year,
            years=new.years,
            marking=new.marking,
            office_language=new.office_language,
        )
    )
    connection.execute(
        DEPARTMENT.insert().values(
            id=new_key(),
            code=new.department,
            name_en=new.name_en,
            name_fr=new.name_fr,
            abbreviation_en=new.abbreviation_en,
            abbreviation_fr=new.abbreviation_fr,
            parliamentary_office="Y" if new.parliamentary_office else "N",
        )
    )
