"""What is odd about an address, said at its field; the registry takes any text, so nothing is refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.i18n import N_, _
from app.inventory.links import LinkFault, link_faults
from app.inventory.owners import is_email
from model.language import Language
from ui.widgets.finding_chip import FieldFinding, Level

if TYPE_CHECKING:
    from model.bilingual import Bilingual

_SENTENCES: Final = {
    LinkFault.NO_ADDRESS: N_(
        "This is no web address. Give one that begins with https://, or leave the field blank in both languages."
    ),
    LinkFault.NO_SCHEME: N_("Begin the address with https://, so that it can be followed."),
    LinkFault.OTHER_SCHEME: N_("Readers can follow addresses that begin with https:// or http:// only."),
    LinkFault.BLANKS: N_(
        "The address holds blanks or words. Keep the address alone; a blank inside it is written %20."
    ),
    LinkFault.SEVERAL: N_("Several addresses stand here. Keep the one that clients need first."),
    LinkFault.OTHER_LANGUAGE: N_("This address seems to lead to the page in the other language."),
}
_MILD: Final = frozenset({LinkFault.SEVERAL, LinkFault.OTHER_LANGUAGE})


def link_findings(text: Bilingual) -> tuple[FieldFinding, ...]:
    """Return what is odd about either side of an address, as its field shows it."""
    return tuple(
        FieldFinding(Level.SUGGESTION if fault in _MILD else Level.WARNING, partial(_told, language, fault))
        for language, fault in link_faults(text)
    )


def _told(language: Language, fault: LinkFault) -> str:
    side = _("French") if language is Language.FR else _("English")
    return _("{language}: {sentence}").format(language=side, sentence=_(_SENTENCES[fault]))


def email_findings(text: str) -> tuple[FieldFinding, ...]:
    """Return what is odd about an address of electronic mail."""
    if not text or is_email(text):
        return ()
    return (FieldFinding(Level.WARNING, lambda: _("Give one address of the form name@department.gc.ca.")),)
