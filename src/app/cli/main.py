"""The command line's entry: finds language and verb, runs the verb, tells errors in a sentence."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
import traceback
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from app import i18n
from app.cli.options import common_options
from app.cli.output import Output, open_streams
from app.i18n import N_, _
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DONE: Final = 0
USAGE: Final = 2
TARGET: Final = 4
INTERRUPTED: Final = 130  # the shell's own code for Ctrl+C

# verb: what it does, and its module
_VERBS: Final = {
    "open": (N_("open the editor, on a plan if one is given"), ""),
    "new": (N_("make an empty plan"), "app.cli.new"),
    "sample": (N_("make the plan of a fictional department, filled in both languages"), "app.cli.sample"),
    "import": (N_("read services and standards, or a plan’s JSON, into a plan"), "app.cli.import_"),
    "export": (N_("write documents and data from a plan"), "app.cli.export"),
    "check": (N_("list everything that is missing, contradictory or untranslated"), "app.cli.check"),
    "indicators": (N_("compute every indicator of the policy"), "app.cli.indicators"),
    "priorities": (N_("rank the services and say which are priority"), "app.cli.priorities"),
    "compare": (N_("set the department beside the published inventory of all"), "app.cli.compare"),
    "reference": (N_("load the published inventory of all departments, outside the plans"), "app.cli.reference"),
    "collect": (N_("write the workbooks of a collection round, one for each owner or program"), "app.cli.collect"),
    "symbols": (
        N_("keep the department’s signature and the Canada wordmark for title pages, or say which are kept"),
        "app.cli.symbols",
    ),
    "info": (N_("say what a plan is and holds"), "app.cli.info"),
    "preview": ("", "app.cli.preview"),  # for the window: these three are not listed in help
    "pages": ("", "app.cli.pages"),
    "upgrade": ("", "app.cli.upgrade"),
}
_TAKE_A_VALUE: Final = ("--ui-lang", "--author", "--work")


class StartEditor(Protocol):
    """What starts the editor; given from outside, so that the command line knows no window."""

    def __call__(self, plan: Path | None, *, language: Language, author: str) -> int:
        """Show the editor until it is closed; return the exit code."""


class _Words(argparse.HelpFormatter):
    """Writes help with the typography of the interface language."""

    def start_section(self, heading: str | None) -> None:
        # up to Python 3.12 the colon after a heading is not looked up in the catalog
        french = i18n.language() is Language.FR and sys.version_info < (3, 13)
        super().start_section(f"{heading}\u00a0" if heading and french else heading)


class _ShowVersion(argparse.Action):
    """Writes the version; looked up only when asked, since that takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> None:
        metadata = import_module("importlib.metadata")  # 20 ms that no other command waits for
        sys.stdout.write(f"jalon {metadata.version('jalon')}\n")  # the parser itself would write to standard error
        parser.exit(DONE)


def main(argv: Sequence[str] | None, start_editor: StartEditor) -> int:
    """Run the command that ``argv`` gives.

    Args:
        argv: arguments without the program's name; None takes those of the process.
        start_editor: called by ``open`` and when there is no verb.

    Returns:
        The exit code: 0 done, 1 something was refused or found wrong, 2 usage, 3 input that
        cannot be read, 4 a plan or target that cannot be opened or written.
    """
    open_streams()
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        _speak(_language_of(arguments))
        return _run(arguments, start_editor)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output stopped reading
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001  a planner never meets a traceback
        return _tell_fault(error)


def _language_of(arguments: Sequence[str]) -> Language:
    """Return the language that the arguments ask for before they are parsed, else the system's."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--ui-lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--ui-lang="):
            asked = argument.partition("=")[2]
    return Language(asked) if asked in {"en", "fr"} else i18n.language_of_system()


def _speak(language: Language) -> None:
    i18n.set_language(language)
    words = i18n.catalog(language)
    # the parser looks its own texts up under these two names, and nothing else reads them
    vars(argparse).update({"_": words.gettext, "ngettext": words.ngettext})


def _run(arguments: list[str], start_editor: StartEditor) -> int:
    verb = _verb_of(arguments)
    try:
        args = _parser(verb).parse_args(arguments)
    except SystemExit as ended:  # the parser has said what it had to say
        return ended.code if isinstance(ended.code, int) else USAGE
    for name, default in (("author", ""), ("progress", False), ("work", None), ("plan", None)):
        vars(args).setdefault(name, default)
    if verb in {None, "open"}:
        return start_editor(args.plan, language=i18n.language(), author=args.author)
    args.output = Output(progress=args.progress)
    try:
        with _ended_in_order():
            code: int = _module(verb).run(args)
        args.output.release()
    except BrokenPipeError:
        raise
    except Exception as error:
        if _messages().is_known(error):
            return _refuse(error)
        raise
    return code


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let the system's request to end work as Ctrl+C does: nothing half-written stays behind."""
    if threading.current_thread() is not threading.main_thread():  # only there can signals be taken
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _verb_of(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is no option, or None when there is none."""
    taken = iter(arguments)
    for argument in taken:
        if argument in _TAKE_A_VALUE:
            next(taken, None)
        elif not argument.startswith("-"):
            return argument
    return None


def _parser(verb: str | None) -> argparse.ArgumentParser:
    """Return the parser; only the module of ``verb`` is loaded."""
    parser = argparse.ArgumentParser(
        prog="jalon",
        description=_("Bilingual departmental service strategies. Without a command, the editor opens."),
        formatter_class=_Words,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help=_("show program's version number and exit"))
    common_options(parser)
    verbs = parser.add_subparsers(title=_("commands"), dest="verb", metavar=_("COMMAND"))
    for name, (does, _module_name) in _VERBS.items():
        if does:
            added = verbs.add_parser(name, help=_(does), description=_sentence(_(does)), formatter_class=_Words)
        else:
            added = verbs.add_parser(name, formatter_class=_Words)
        added.allow_abbrev = False
        if name == verb:
            _configure(name, added)
            common_options(added)
    return parser


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."


def _configure(verb: str, parser: argparse.ArgumentParser) -> None:
    if verb == "open":
        parser.add_argument("plan", nargs="?", type=Path, metavar=_("PLAN"), help=_("plan file (.jalon)"))
    else:
        _module(verb).configure(parser)


def _module(verb: str | None) -> Any:
    # one of the four places where something is imported late: a verb loads what it needs and nothing else
    return import_module(_VERBS[verb or "open"][1])


def _messages() -> Any:
    return import_module("app.cli.messages")  # late for the same reason: it knows the errors of every verb


def _refuse(error: Exception) -> int:
    messages = _messages()
    sys.stderr.write(messages.sentence(error) + "\n")
    code: int = messages.exit_code(error)
    return code


def _tell_fault(error: Exception) -> int:
    """Say in a sentence that the program failed, and where the details lie; return the exit code."""
    details = "".join(traceback.format_exception(error))
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="jalon-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(details)
        told = _(
            "The program failed in a way that was not foreseen ({kind}). "
            "What was finished before is saved; this command may not be done. "
            "Please report it to whoever gave you the program, with the file {path}."
        ).format(kind=type(error).__name__, path=file.name)
    except OSError:
        told = _(
            "The program failed in a way that was not foreseen ({kind}). "
            "What was finished before is saved; this command may not be done. "
            "Please report it to whoever gave you the program: {details}"
        ).format(kind=type(error).__name__, details=" ".join(str(error).split()))
    sys.stderr.write(told + "\n")
    return TARGET
