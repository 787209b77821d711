"""Loads frameworks: once, whole, checked."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

import yaml

from app.errors import UnknownCodeError
from app.framework.crosscheck import check_references
from app.framework.framework import Framework
from app.framework.reading import BadPartError, FrameworkError, read_part
from app.i18n import N_
from app.resources import resource
from app.yaml_files import read_yaml

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["FrameworkError", "framework_ids", "load_framework", "read_framework"]


def framework_ids() -> tuple[str, ...]:
    """Return the ids of the frameworks that come with the program."""
    files = resource("templates", "frameworks").iterdir()
    return tuple(sorted(PurePath(file.name).stem for file in files if file.name.endswith(".yaml")))


@cache
def load_framework(framework_id: str) -> Framework:
    """Return one of the frameworks that come with the program; read once.

    Raises:
        UnknownCodeError: there is no such framework.
        FrameworkError: its file is not a framework.
    """
    if framework_id not in framework_ids():
        raise UnknownCodeError("framework", framework_id)
    return read_framework(resource("templates", "frameworks", f"{framework_id}.yaml"))


def read_framework(file: Traversable) -> Framework:
    """Return the framework of any file; its id is the file's stem.

    Raises:
        FrameworkError: the file cannot be read or is not a framework; says where and why.
    """
    try:
        content = read_yaml(file)
        if isinstance(content, dict):
            content["id"] = PurePath(file.name).stem
        framework = read_part(Framework, content)
        check_references(framework)
    except BadPartError as error:
        raise FrameworkError(str(file), error.key, error.reason, error.value) from error
    except yaml.YAMLError as error:
        raise FrameworkError(str(file), _place(error), N_("this is not YAML")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(str(file), "", N_("the file cannot be read: {value}"), str(error)) from error
    return framework


def _place(error: yaml.YAMLError) -> str:
    """Return where the reader stopped, as ``line:column``."""
    mark = getattr(error, "problem_mark", None)
    return f"{mark.line + 1}:{mark.column + 1}" if mark is not None else ""
