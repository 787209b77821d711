"""Writes files so that a target is either the old one or the whole new one."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.errors import TargetError

if TYPE_CHECKING:
    from collections.abc import Callable
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
    if target.exists() and not target.is_file():  # a folder, or a device that a file would take the place of
        raise TargetError(target)
    try:
        _put(target, write, work or target.parent)
    except FileNotFoundError as error:
        raise TargetError(work if work is not None and not work.is_dir() else target) from error
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(target)) from error  # nobody knows the temporary name


def _put(target: Path, write: Callable[[BinaryIO], object], work: Path) -> None:
    with tempfile.NamedTemporaryFile("w+b", dir=work, prefix=".jalon-", delete=False) as file:
        temporary = Path(file.name)
        try:
            write(cast("BinaryIO", file))
            file.flush()
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise
    try:
        _move(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _move(temporary: Path, target: Path) -> None:
    temporary.chmod(0o644)  # a temporary file is its maker's alone
    if temporary.parent.stat().st_dev == target.parent.stat().st_dev:
        temporary.replace(target)
        return
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(temporary, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
        temporary.unlink(missing_ok=True)
