"""How much of the length that a text may have is used: told beside the text while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.formats import format_number
from app.i18n import _, ngettext
from ui.look.tokens import Role

if TYPE_CHECKING:
    from ui.widgets.label import Label

SHOWN_FROM: Final = 0.8  # the counter appears when four fifths of the length are used
NEAR: Final = 0.95
_OUTER: Final = "\t\n\x0b\x0c\r "  # what the registry cuts at both ends before it counts


def tell_length(label: Label, text: str, most: int) -> None:
    """Say how many characters of ``most`` a text uses, counted as the registry counts them.

    Nothing is refused: what is too long is said here at once, and stays a finding until it is mended.
    """
    used = len(text.strip(_OUTER))
    label.setVisible(used >= most * SHOWN_FROM)
    if used > most:
        label.say(lambda: _too_many(used - most))
        label.set_role(Role.BAD)
    else:
        label.say(lambda: _("{used} of {most}").format(used=format_number(used), most=format_number(most)))
        label.set_role(Role.WARN if used >= most * NEAR else Role.TEXT2)
    label.set_strong(strong=used >= most * NEAR)


def _too_many(count: int) -> str:
    return ngettext("{count} too many", "{count} too many", count).format(count=format_number(count))
