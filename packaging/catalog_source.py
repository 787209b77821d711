"""Finds the messages of the program: in its Python source and in the list of the parser's own."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKERS = {
    "_": "gettext",
    "N_": "gettext",
    "gettext": "gettext",
    "ngettext": "ngettext",
    "pgettext": "pgettext",
    "npgettext": "npgettext",
}
_ARGUMENTS = {"gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
_COMMENT = re.compile(r"#\s*(Translators:.*)")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What tells one message from another: the ids without the place where they stand."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """Return the id as Babel's catalogs take it."""
        return (self.singular, self.plural) if self.plural else self.singular

    @property
    def merge_id(self) -> str:
        """Return the id as a JSON file of translations writes it."""
        text = f"{self.singular}|{self.plural}" if self.plural else self.singular
        return f"{self.context}\u0004{text}" if self.context else text


@dataclass(slots=True)
class Found:
    """Where a message is used and what its translator should know."""

    files: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Source:
    """Every message of the program, and every call that cannot be extracted."""

    messages: dict[Key, Found] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, key: Key, file: str, comments: list[str]) -> None:
        """Record one use of a message."""
        found = self.messages.setdefault(key, Found())
        found.files.add(file)
        found.comments.update(comments)


def read_source(root: Path, *, list_file: Path) -> Source:
    """Return the messages of every Python file below ``root``/src and of ``list_file``."""
    source = Source()
    for path in sorted((root / "src").rglob("*.py")):
        _read_python(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix(), source)
    name = list_file.relative_to(root).as_posix()
    for line in list_file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            ids = json.loads(line)
            singular, plural = ids if isinstance(ids, list) else (ids, "")
            source.add(Key(singular, plural), name, [])
    return source


def _read_python(text: str, name: str, source: Source) -> None:
    tree = ast.parse(text, name)
    lines = text.splitlines()
    aliases = MARKERS | _aliases(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        kind = _kind(call.func, aliases)
        if kind is None:
            continue
        literals, faulty = _literals(call.args[: _ARGUMENTS[kind]])
        if faulty:
            source.faults.append(f"{name}:{call.lineno}: a message is put together before it is looked up")
        if len(literals) == _ARGUMENTS[kind]:
            source.add(_key(kind, literals), name, _comments(lines, call.lineno))


def _aliases(tree: ast.Module) -> dict[str, str]:
    """Return the file's own names of the functions: ``say = catalog(language).gettext``, ``import _ as t``."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "app.i18n":
            names |= {a.asname: MARKERS[a.name] for a in node.names if a.asname and a.name in MARKERS}
        elif isinstance(node, ast.Assign):
            for target, value in _pairs(node):
                if isinstance(value, ast.Attribute) and value.attr in _ARGUMENTS:
                    names[_name(target)] = value.attr
    names.pop("", None)
    return names


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=False)
        else:
            yield target, node.value


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _kind(function: ast.expr, aliases: dict[str, str]) -> str | None:
    return aliases.get(_name(function))


def _literals(arguments: list[ast.expr]) -> tuple[list[str], bool]:
    """Return the literal texts, and whether one of the arguments is glued or filled in too early."""
    texts = [node.value for node in arguments if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    faulty = any(
        isinstance(node, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "format"
            and isinstance(node.func.value, ast.Constant)
        )
        for node in arguments
    )
    return texts, faulty


def _key(kind: str, texts: list[str]) -> Key:
    match kind, texts:
        case "ngettext", [singular, plural]:
            return Key(singular, plural)
        case "pgettext", [context, singular]:
            return Key(singular, context=context)
        case "npgettext", [context, singular, plural]:
            return Key(singular, plural, context)
        case _:
            return Key(texts[0])


def _comments(lines: list[str], number: int) -> list[str]:
    """Return what ``# Translators:`` says at line ``number`` or just above it."""
    here = _COMMENT.search(lines[number - 1])
    block: list[str] = []
    at = number - 2
    while at >= 0 and lines[at].lstrip().startswith("#"):
        block.insert(0, lines[at].strip().lstrip("# "))
        at -= 1
    above = " ".join(block)
    start = above.find("Translators:")
    return ([here.group(1)] if here else []) + ([above[start:]] if start >= 0 else [])
