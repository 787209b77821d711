"""The data that ``jalon export`` writes: services, standards, both as one workbook, and the plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import i18n
from app.cli.departments import department
from app.cli.options import filled
from app.documents.errors import WrongFormatError
from app.documents.files import FileSet, file_part
from app.i18n import _
from app.plan_facts import own_department
from app.registry.export_data import Choice, check_choice, plan_json, services_csv, standards_csv, workbook
from app.registry.schema import Kind
from app.workspace import Workspace
from model.language import Language

if TYPE_CHECKING:
    from typing import BinaryIO

_TABLES: Final = {"services": services_csv, "standards": standards_csv}
_WORKBOOKS: Final = {"services": (Kind.SERVICE,), "standards": (Kind.STANDARD,), "workbook": tuple(Kind)}
DATA: Final = {"services": ("csv", "xlsx"), "standards": ("csv", "xlsx"), "workbook": ("xlsx",), "plan": ("json",)}
"""The data by name, with the formats that it can be had in."""


def choice_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose what an export of data holds."""
    parser.add_argument(
        "--service",
        dest="services",
        action="append",
        type=filled,
        metavar=_("ID"),
        help=_("only this service, by its registry identifier; may be given several times"),
    )
    parser.add_argument(
        "--program",
        dest="programs",
        action="append",
        type=filled,
        metavar=_("CODE"),
        help=_("only services of this program; may be given several times"),
    )
    parser.add_argument(
        "--keys", type=Path, help=argparse.SUPPRESS
    )  # of the window: a file with a service's key a line


def export_data(args: argparse.Namespace) -> tuple[Path, ...]:
    """Write one kind of data in each format that was asked for; return the paths.

    Raises:
        WrongFormatError: the data cannot be had in such a format.
        app.registry.errors.NothingChosenError: no service is what was chosen.
        app.errors.TargetError: the folder cannot be written to.
    """
    possible = DATA[args.document]
    formats = tuple(dict.fromkeys(args.format or possible))
    for wanted in formats:
        if wanted not in possible:
            raise WrongFormatError(args.document, wanted)
    with Workspace.read(args.plan) as workspace:
        department(args, workspace)  # one that nobody knows is refused
        owner = args.department or own_department(workspace)
        choice = choice_of(args)
        check_choice(workspace, choice)
        made = [(format_, _content(workspace, args, choice, format_)) for format_ in formats]
    name = f"{file_part(owner)}-{args.document}{_suffix(args, choice)}"
    with FileSet(args.out, args.work) as files:
        for at, (format_, content) in enumerate(made, 1):
            files.add(f"{name}.{format_}", _Content(content).write)
            args.output.progress(at, len(made))
        return files.put()


def choice_of(args: argparse.Namespace) -> Choice:
    """Return what the options choose."""
    return Choice(
        years=frozenset({str(args.year)}) if args.year else None,
        department=None if args.department in {None, "all"} else args.department,
        services=frozenset(args.services) if args.services else None,
        programs=frozenset(args.programs) if args.programs else None,
        keys=frozenset(args.keys.read_text(encoding="utf-8").split()) if args.keys else None,
    )


def _suffix(args: argparse.Namespace, choice: Choice) -> str:
    """Return what tells a file from that of the whole: its year, and that it holds some services only."""
    if args.document == "plan":
        return ""
    year = f"-{args.year}" if args.year else ""
    return f"{year}-selection" if choice.is_of_services else year


def _content(workspace: Workspace, args: argparse.Namespace, choice: Choice, format_: str) -> bytes:
    """Return one file; CSV holds every department of the plan unless one is asked for, a workbook only one."""
    if args.document == "plan":
        return plan_json(workspace)
    if format_ == "csv":
        return _TABLES[args.document](workspace, choice)
    headings = Language(args.lang) if args.lang in {"en", "fr"} else i18n.language()
    return workbook(workspace, _WORKBOOKS[args.document], choice, headings)


class _Content:
    """Bytes that are written to a file once it is open."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def write(self, file: BinaryIO) -> None:
        """Write them."""
        file.write(self._content)
