"""Writes files so that all targets are the whole new ones, or all are as they were."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from app.errors import TargetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import BinaryIO


def prepare_folder(folder: Path) -> None:
    """Make sure that files can be put into ``folder``, which is made when it is not there.

    Raises:
        TargetError: something else has that name.
    """
    if folder.exists() and not folder.is_dir():
        raise TargetError(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise TargetError(folder) from None


def file_part(code: str) -> str:
    """Return a department's code as a part of a file name: it leads to no other folder on any system."""
    return re.sub(r"[^\w-]+", "-", code).strip("-")[:60] or "department"


class FileSet:
    """Files that come into a folder together, or not at all.

    Each is written beside its target first; ``put`` moves them into place. When anything goes wrong
    before its end, the folder holds what it held, and is gone if it was not there.
    """

    def __init__(self, folder: Path, work: Path | None = None) -> None:
        """Write files for ``folder``, which is made when it is not there; first in ``work`` if there is one."""
        self._folder, self._work = folder, work
        self._staged: list[tuple[Path, Path]] = []  # where it is, where it goes
        self._made: tuple[Path, ...] = ()
        self._is_put = False

    def __enter__(self) -> Self:
        """Make the folder.

        Raises:
            TargetError: something else has that name.
        """
        above = (self._folder, *self._folder.parents)
        self._made = tuple(folder for folder in above if not folder.exists())
        prepare_folder(self._folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing that is not wanted."""
        if self._is_put:
            return
        for staged, _target in self._staged:
            with suppress(OSError):  # the others still are to go
                staged.unlink()
        for folder in self._made:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()

    def add(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Write a file of the set.

        Args:
            name: of the file; one that is there will be replaced.
            write: fills the open file.

        Raises:
            TargetError: what has that name is no file, or there is no such folder to work in.
            OSError: it cannot be written.
        """
        target = self._folder / name
        self._staged.append((_stage(target, write, self._work), target))

    def put(self) -> tuple[Path, ...]:
        """Move the files into place and return their paths in the order in which they were added.

        Raises:
            TargetError: the folder went away, or a target became something else.
            OSError: one cannot be put there; all are as they were.
        """
        _place(self._staged)
        self._is_put = True
        return tuple(target for _staged, target in self._staged)


def put(target: Path, write: Callable[[BinaryIO], object], work: Path | None = None) -> None:
    """Write a file beside ``target`` and move it into place.

    Args:
        target: what is written; an existing file is replaced.
        write: fills the open file.
        work: where the file is written first, instead of beside the target.

    Raises:
        TargetError: there is no such folder, no such folder to work in, or the target is no file.
        OSError: it cannot be written; the old target is as it was.
    """
    staged = _stage(target, write, work)
    try:
        _place([(staged, target)])
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def _stage(target: Path, write: Callable[[BinaryIO], object], work: Path | None) -> Path:
    """Return where the file lies until it is moved to ``target``."""
    _refuse_what_is_no_file(target)
    with _told_of(target, work), _temporary(work or target.parent) as file:
        write(file)
        file.flush()
    return Path(file.name)


def _refuse_what_is_no_file(target: Path) -> None:
    if target.exists() and not target.is_file():  # a folder, or a device that a file would take the place of
        raise TargetError(target)


@contextmanager
def _temporary(folder: Path) -> Iterator[BinaryIO]:
    """Yield an open file that is gone when it could not be filled."""
    with tempfile.NamedTemporaryFile("w+b", dir=folder, prefix=".jalon-", delete=False) as file:
        try:
            yield cast("BinaryIO", file)
        except BaseException:
            with suppress(OSError):  # what waits in memory does not fit either
                file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
    Path(file.name).chmod(0o644)  # a temporary file is its maker's alone


@contextmanager
def _told_of(target: Path, work: Path | None = None) -> Iterator[None]:
    """Tell of ``target`` what the system says of a name that nobody knows."""
    try:
        yield
    except FileNotFoundError as error:
        raise TargetError(work if work is not None and not work.is_dir() else target) from error
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(target)) from error


def _place(staged: Iterable[tuple[Path, Path]]) -> None:
    """Move every file to its target; on a failure all targets are as they were."""
    beside: list[Path] = []
    moved: list[tuple[Path, Path | None]] = []
    try:
        ready = [(_bring_beside(held, target, beside), target) for held, target in staged]
        for held, target in ready:
            with _told_of(target):
                _refuse_what_is_no_file(target)
                old = _keep(target)
                moved.append((target, old))
                held.replace(target)
    except BaseException:
        for target, old in reversed(moved):
            _take_back(target, old)
        for copy in beside:
            copy.unlink(missing_ok=True)
        raise
    for _target, old in moved:
        if old is not None:
            with suppress(OSError):  # the new file is in place all the same
                old.unlink()


def _bring_beside(held: Path, target: Path, copies: list[Path]) -> Path:
    """Return a file on the disk of its target, so that it only needs another name; a copy is noted."""
    with _told_of(target):
        if held.stat().st_dev == target.parent.stat().st_dev:
            return held
        copy = target.with_name(f".{target.name}.part")
        copies.append(copy)
        shutil.copyfile(held, copy)
        copy.chmod(0o644)
    held.unlink()
    return copy


def _keep(target: Path) -> Path | None:
    """Return a second name of the file that is there, under which it waits until all went well."""
    if not os.path.lexists(target):
        return None
    old = target.with_name(f".{target.name}.old")
    old.unlink(missing_ok=True)
    if not target.is_symlink():
        with suppress(OSError):  # a disk on which a file has one name only
            old.hardlink_to(target)
            return old
    target.rename(old)
    return old


def _take_back(target: Path, old: Path | None) -> None:
    with suppress(OSError):  # the others still are to be taken back
        if old is None:
            target.unlink(missing_ok=True)
        else:
            old.replace(target)
            old.unlink(missing_ok=True)  # two names of one file: nothing was renamed
