"""Sets of files: all come in, or the folder is as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from app.documents.files import FileSet
from app.errors import TargetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OLD = {"a.txt": b"old a", "c.txt": b"old c"}
NOBODY = 65534
OTHER_DISK = Path("/dev/shm")  # noqa: S108  a disk, not a name that somebody could guess


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(params=["beside", "in a work folder", "on another disk"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | None]:
    """Yield where files are written first; None is beside their targets."""
    if request.param == "beside":
        yield None
        return
    other = OTHER_DISK if request.param == "on another disk" and OTHER_DISK.is_dir() else tmp_path
    with tempfile.TemporaryDirectory(dir=other, prefix="jalon-work-") as folder:
        yield Path(folder)


def held(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, hidden files too; a folder in it is blank."""
    return {path.name: b"" if path.is_dir() else path.read_bytes() for path in folder.iterdir()}


def say(text: str, file: BinaryIO) -> None:
    file.write(text.encode())


def fail(file: BinaryIO) -> None:
    file.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


def put_all(
    out: Path,
    work: Path | None,
    names: Sequence[str],
    *,
    then: Callable[[], object] = lambda: None,
    last: Callable[[BinaryIO], object] | None = None,
) -> tuple[Path, ...]:
    """Write a set, do something else, and put it into place."""
    with FileSet(out, work) as files:
        for name in names:
            files.add(name, last if last is not None and name == names[-1] else partial(say, f"new {name}"))
        then()
        return files.put()


def test_a_set_of_files_comes_in_together(out: Path, work: Path | None) -> None:
    seen: dict[str, bytes] = {}

    paths = put_all(out, work, ("a.txt", "b.txt", "c.txt"), then=lambda: seen.update(held(out)))

    assert {name: content for name, content in seen.items() if not name.startswith(".")} == OLD
    assert [path.name for path in paths] == ["a.txt", "b.txt", "c.txt"]
    assert held(out) == {name: f"new {name}".encode() for name in ("a.txt", "b.txt", "c.txt")}


def test_when_the_third_file_cannot_be_written_the_folder_is_as_it_was(out: Path, work: Path | None) -> None:
    with pytest.raises(OSError, match="No space") as told:
        put_all(out, work, ("a.txt", "b.txt", "c.txt"), last=fail)

    assert told.value.filename == str(out / "c.txt")
    assert held(out) == OLD


def test_when_the_third_file_cannot_be_put_there_the_others_are_taken_back(out: Path, work: Path | None) -> None:
    with pytest.raises(TargetError) as told:
        put_all(out, work, ("a.txt", "b.txt", "d.txt"), then=(out / "d.txt").mkdir)  # somebody else's, meanwhile

    assert told.value.path == str(out / "d.txt")
    assert held(out) == OLD | {"d.txt": b""}


def test_a_folder_that_was_made_for_files_that_did_not_come_is_gone_again(tmp_path: Path, work: Path | None) -> None:
    deep = tmp_path / "deep"

    with pytest.raises(OSError, match="No space"):
        put_all(deep / "out", work, ("a.txt", "b.txt"), last=fail)

    assert not deep.exists()


@contextlib.contextmanager
def as_nobody(*folders: Path | None) -> Iterator[None]:
    """Have no more rights than any account: root may replace everything."""
    root = os.geteuid() == 0
    if root:
        for folder in folders:
            for path in (folder, *folder.parents) if folder is not None else ():
                path.chmod(path.stat().st_mode | 0o055)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another account")
def test_a_file_of_somebody_else_leaves_the_others_as_they_were(out: Path, work: Path | None) -> None:
    out.chmod(0o1777)  # everybody may add files, and replace their own
    os.chown(out / "a.txt", NOBODY, NOBODY)
    if work is not None:
        work.chmod(0o777)

    with as_nobody(out, work), pytest.raises(PermissionError) as told:
        put_all(out, work, ("a.txt", "b.txt", "c.txt"))

    assert told.value.filename == str(out / "c.txt")
    assert held(out) == OLD


def test_a_folder_that_takes_nothing_any_more_is_as_it_was(out: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir(mode=0o777)
    work.chmod(0o777)
    out.chmod(0o555)

    with as_nobody(out, work), pytest.raises(PermissionError) as told:
        put_all(out, work, ("a.txt", "b.txt"))

    out.chmod(0o755)
    assert told.value.filename == str(out / "a.txt")
    assert held(out) == OLD
    assert list(work.iterdir()) == []
