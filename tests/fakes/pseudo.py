"""A catalogue that brackets every message: what stays bare on a screen was not looked up."""

from __future__ import annotations

import gettext

OPEN, CLOSE = "⟦", "⟧"


class PseudoTranslations(gettext.NullTranslations):
    """Answers each message with itself in brackets, a third longer."""

    def gettext(self, message: str) -> str:
        """Return the message in brackets."""
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that English uses, in brackets."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  brackets need no context
        """Return the message in brackets."""
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  gettext asks for all four
        """Return the form that English uses, in brackets."""
        return self.ngettext(msgid1, msgid2, n)
