"""Every error that a planner can meet has a sentence of its own, in both languages."""

from __future__ import annotations

import errno
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.cli.messages import exit_code, is_known, sentence
from app.errors import BlockedError, InputError, PlanError, TargetError, UnknownCodeError, UsageError
from app.i18n import set_language
from model import plan_file
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERAL = {PlanError, InputError, TargetError, UsageError, plan_file.PlanFileError}


class Standing:
    """Something that stands in the way of an approval."""

    def where(self) -> str:
        return "A service"

    def sentence(self) -> str:
        return "It is wrong. Mend it."


ARGUMENTS: dict[str, Any] = {
    "path": Path("plan.jalon"),
    "holder": plan_file.Holder("a.planner", "desk", 4242, "2026-01-01T08:00:00+00:00"),
    "findings": (Standing(),),
    "version": 9,
    "found": "pdf",
    "reason": "missing",
}


def below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


KINDS = sorted({*below(PlanError), *below(plan_file.PlanFileError)} - GENERAL, key=lambda kind: kind.__name__)


def made(kind: type[Exception]) -> Exception:
    """Return an error of a kind, each of its arguments as its name and type ask for."""
    if kind.__init__ is Exception.__init__:
        return kind()
    given, named = [], {}
    for name, parameter in inspect.signature(kind).parameters.items():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[name] = ARGUMENTS.get(name, True)
        elif parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD:
            numeric = str(parameter.annotation) in {"int", "int | None", "float"}
            given.append(ARGUMENTS.get(name, 7 if numeric else f"the-{name}"))
    return kind(*given, **named)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_has_a_sentence_of_its_own_in_both_languages(kind: type[Exception]) -> None:
    error = made(kind)
    told = []
    for side in Language:
        set_language(side)
        told.append(sentence(error))

    assert told[0] != told[1]
    assert is_known(error)
    for text in told:
        assert "{" not in text
        assert kind.__name__ not in text, "only the sentence of errors in general"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError(), 2),
        (UnknownCodeError("field", "x"), 2),
        (InputError("x.csv"), 3),
        (FileNotFoundError(errno.ENOENT, "no such folder", "out"), 4),
        (TargetError("out"), 4),
        (UnknownCodeError("framework", "x"), 4),
        (PermissionError(errno.EACCES, "denied", "out"), 4),
        (OSError(errno.ENOSPC, "full", "out"), 4),
        (plan_file.NoSpaceError(Path("plan.jalon")), 4),
        (plan_file.PlanHeldError(Path("plan.jalon"), None), 4),
        (BlockedError((Standing(),)), 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_has_its_exit_code(error: Exception, code: int) -> None:
    assert exit_code(error) == code
    assert sentence(error)


@pytest.mark.parametrize("number", [errno.ENAMETOOLONG, errno.EISDIR, errno.EROFS, errno.EXDEV])
def test_the_words_of_the_system_are_in_the_readers_language(number: int) -> None:
    error = OSError(number, "Words of the system", "out/x.pdf")
    told = []
    for side in Language:
        set_language(side)
        told.append(sentence(error))

    assert "Words of the system" not in "".join(told)
    assert all("out/x.pdf" in text for text in told)


def test_whoever_holds_a_plan_is_named() -> None:
    told = sentence(plan_file.PlanHeldError(Path("plan.jalon"), ARGUMENTS["holder"]))

    assert "a.planner on desk (process 4242)" in told


def test_a_refused_approval_names_the_first_thing_that_stands_in_its_way() -> None:
    told = sentence(BlockedError((Standing(), Standing())))

    assert told == "This cannot be approved while 2 errors stand. A service: It is wrong. Mend it."


def test_a_fault_of_the_program_is_not_taken_for_a_planners_error() -> None:
    assert not is_known(ZeroDivisionError())
