"""The symbols of the title page that a plan keeps: the signature of each language, and the Canada wordmark.

Each is a setting of the plan, so it is journalled, can be undone, goes into canonical JSON and travels with the file.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.documents.symbol import KeptPicture, SymbolKind
from app.i18n import N_
from model.base import natural_key
from model.plan import PLAN_SETTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace

_NAMES: Final = tuple(kind.value for kind in SymbolKind)


def kept_symbols(workspace: Workspace) -> dict[SymbolKind, KeptPicture]:
    """Return the pictures that the plan keeps; a setting that is none counts as not set."""
    column = PLAN_SETTING.c
    rows = workspace.rows(select(column.name, column.value).where(column.name.in_(_NAMES)))
    read = {row.name: _read(row.value) for row in rows}
    found = ((kind, read.get(kind.value)) for kind in SymbolKind)
    return {kind: picture for kind, picture in found if picture is not None}


def change_symbols(workspace: Workspace, wanted: Mapping[SymbolKind, KeptPicture | None]) -> None:
    """Keep other pictures, or none where None is given, as one change; those that are there already are no change."""
    now = kept_symbols(workspace)
    changed = {kind: picture for kind, picture in wanted.items() if picture != now.get(kind)}
    if not changed:
        return
    column = PLAN_SETTING.c
    with workspace.change(N_("Change the symbols of the title page")) as connection:
        for kind, picture in changed.items():
            if picture is None:
                connection.execute(PLAN_SETTING.delete().where(column.name == kind.value))
                continue
            written = {"value": _write(picture)}
            if connection.execute(PLAN_SETTING.update().where(column.name == kind.value).values(**written)).rowcount:
                continue
            key = natural_key("plan_setting", kind.value)
            connection.execute(PLAN_SETTING.insert().values(id=key, name=kind.value, **written))


def _write(picture: KeptPicture) -> str:
    png = base64.b64encode(picture.png).decode("ascii")
    written = {"name": picture.name, "width": picture.width, "height": picture.height, "png": png}
    return json.dumps(written, ensure_ascii=False)


def _read(value: str) -> KeptPicture | None:
    """Return the picture of a setting; None when something else than this program wrote it."""
    try:
        held = json.loads(value)
        name, width, height = held["name"], held["width"], held["height"]
        png = base64.b64decode(held["png"], validate=True)
    except (ValueError, TypeError, KeyError, binascii.Error):
        return None
    is_ours = isinstance(name, str) and type(width) is int and type(height) is int and min(width, height) > 0
    return KeptPicture(name, width, height, png) if is_ours else None
