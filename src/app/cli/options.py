"""Options and arguments that several verbs share, and how their values are read."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.i18n import _
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Callable

ALL_YEARS: Final = "all"

_SHORT_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def fiscal_year(text: str) -> FiscalYear:
    """Return the fiscal year that an option gives.

    Raises:
        argparse.ArgumentTypeError: it is written in another way.
    """
    try:
        return FiscalYear.parse(text)
    except ValueError:
        told = _("“{value}” is not a fiscal year; write both years in full, for example 2024-2025").format(value=text)
        raise argparse.ArgumentTypeError(told) from None


def fiscal_year_or_all(text: str) -> FiscalYear | str:
    """Return the fiscal year that an option gives, or ``all``."""
    return ALL_YEARS if text == ALL_YEARS else fiscal_year(text)


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number from ``low`` to ``high``, both included."""

    def read(text: str) -> int:
        if not _SHORT_NUMBER.fullmatch(text) or not low <= int(text) <= high:
            told = _("“{value}” is not a whole number from {low} to {high}").format(value=text, low=low, high=high)
            raise argparse.ArgumentTypeError(told)
        return int(text)

    return read


def filled(text: str) -> str:
    """Return a text that must not be blank, nor hold bytes that are no text."""
    if not text.strip() or any("\ud800" <= character <= "\udfff" for character in text):
        raise argparse.ArgumentTypeError(_("this text must not be blank, and its characters must be readable"))
    return text


def common_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that stand everywhere; they may come before the verb or after it."""
    group = parser.add_argument_group(_("everywhere"))
    group.add_argument(
        "--ui-lang",
        choices=("en", "fr"),
        default=argparse.SUPPRESS,
        help=_("language of messages and help; otherwise the language of the system"),
    )
    group.add_argument(
        "--author",
        metavar=_("NAME"),
        default=argparse.SUPPRESS,
        help=_("name kept with each change in the history; otherwise the name of the account"),
    )
    group.add_argument(
        "--progress",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("write lines “@progress N TOTAL” on standard error"),
    )
    group.add_argument(
        "--work",
        type=Path,
        metavar=_("FOLDER"),
        default=argparse.SUPPRESS,
        help=_("folder for temporary files; whoever names it removes it"),
    )


def plan_argument(parser: argparse.ArgumentParser) -> None:
    """Add the plan file that a verb works on: ``args.plan``."""
    parser.add_argument("plan", type=Path, metavar=_("PLAN"), help=_("plan file (.jalon)"))


def json_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``: one document on standard output and nothing else."""
    parser.add_argument("--json", action="store_true", help=_("answer with one JSON document"))


def year_option(parser: argparse.ArgumentParser, *, all_years: bool = False) -> None:
    """Add ``--year``: ``args.year`` is a ``FiscalYear``, ``ALL_YEARS`` or None."""
    parser.add_argument(
        "--year",
        type=fiscal_year_or_all if all_years else fiscal_year,
        metavar=_("YEAR"),
        help=_("fiscal year, for example 2024-2025; otherwise every year")
        if all_years
        else _("fiscal year, for example 2024-2025; otherwise the working year"),
    )


def department_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--department``: read it with ``app.cli.departments.department``."""
    parser.add_argument(
        "--department",
        type=filled,
        metavar=_("CODE"),
        help=_("department code as in the registry, or “all” for every department held; otherwise the plan’s own"),
    )
