"""Names of changes that say how many: stored in English, shown in the interface language."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from app.i18n import _, ngettext


class Counted(NamedTuple):
    """An English name of a change in both numbers, with ``{count}`` in it."""

    one: str
    many: str


SERVICES_EDITED: Final = Counted("Edit {count} service", "Edit {count} services")

RETURNED_BY: Final = "Returned by {name}"
"""Name of the change that takes a returned workbook over."""

_KNOWN: Final = (SERVICES_EDITED,)
_NUMBER: Final = re.compile(r"\d+")


def counted(name: Counted, count: int) -> str:
    """Return the name of a change of ``count`` things as the journal keeps it."""
    return (name.one if count == 1 else name.many).format(count=count)


def change_words(label: str) -> str:
    """Return the name of a change in the interface language."""
    start = RETURNED_BY.partition("{")[0]
    if label.startswith(start):
        return _("Returned by {name}").format(name=label.removeprefix(start))
    found = _NUMBER.search(label)
    if found is not None:
        count = int(found[0])
        for name in _KNOWN:
            if counted(name, count) == label:
                return _plural(name, count)
    return _(label)


def _plural(name: Counted, count: int) -> str:
    if name is SERVICES_EDITED:
        return ngettext("Edit {count} service", "Edit {count} services", count).format(count=count)
    return name.many.format(count=count)
