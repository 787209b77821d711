from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.resources import resource
from ui.look.icons import pixmap
from ui.look.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.look.theme import Theme

pytestmark = pytest.mark.usefixtures("look")

_SOURCE = Path(__file__).parents[3] / "src" / "ui"
_PLACES = {
    "pixmap": 0,
    "icon": 0,
    "draw_icon": 1,
    "IconButton": 1,
    "ActionRow": 0,
    "EmptyState": 0,
    "Pill": 2,
    "Entry": 0,
}
"""Which argument of a call is the name of an icon."""


def _files() -> set[str]:
    names = [entry.name for entry in resource("templates", "icons").iterdir()]
    return {name.removesuffix(".svg") for name in names if name.endswith(".svg")}


def _nodes() -> Iterator[ast.AST]:
    for path in _SOURCE.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _named(call: ast.Call) -> Iterator[str]:
    """Yield the icons that a call names."""
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    place = _PLACES.get(called)
    arguments = [keyword.value for keyword in call.keywords if keyword.arg == "icon"]
    if place is not None and place < len(call.args):
        arguments.append(call.args[place])
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def test_every_icon_that_is_named_has_a_file() -> None:
    named = {name for node in _nodes() if isinstance(node, ast.Call) for name in _named(node)}

    assert len(named) > 30
    assert named - _files() == set()


def test_every_icon_file_has_a_use() -> None:
    constants = {node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}

    assert _files() - constants == set()


def test_an_icon_takes_the_colour_of_its_role() -> None:
    accent = pixmap("check", Role.ACCENT, 16, 1.0).toImage()
    muted = pixmap("check", Role.TEXT2, 16, 1.0).toImage()

    assert accent.size() == muted.size()
    assert accent != muted


def test_an_icon_follows_the_scheme(look: Theme) -> None:
    from_light = pixmap("check", Role.ACCENT, 16, 1.0).toImage()

    look.choose(look.choice().DARK)

    assert pixmap("check", Role.ACCENT, 16, 1.0).toImage() != from_light
