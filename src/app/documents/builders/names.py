"""What the registry's fields and codes are called in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.registry.schema import Kind, field, schema
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.language import Language

COUNTS = {
    "num_applications_online": N_("Applications online"),
    "num_applications_by_phone": N_("Applications by telephone"),
    "num_applications_in_person": N_("Applications in person"),
    "num_applications_by_mail": N_("Applications by mail"),
    "num_applications_by_email": N_("Applications by email"),
    "num_applications_by_fax": N_("Applications by fax"),
    "num_applications_by_other": N_("Applications by other channels"),
    "num_phone_enquiries": N_("Telephone enquiries received"),
    "num_website_visits": N_("Website visits"),
}
CHANNELS = {
    "num_applications_online": N_("Online"),
    "num_applications_by_phone": N_("Telephone"),
    "num_applications_in_person": N_("In person"),
    "num_applications_by_mail": N_("Mail"),
    "num_applications_by_email": N_("Email"),
    "num_applications_by_fax": N_("Fax"),
    "num_applications_by_other": N_("Other channels"),
}
POINTS = {
    "os_account_registration": N_("Account registration or enrolment"),
    "os_authentication": N_("Authentication"),
    "os_application": N_("Application"),
    "os_decision": N_("Decision"),
    "os_issuance": N_("Issuance"),
    "os_issue_resolution_feedback": N_("Issue resolution and feedback"),
}


def list_of(name: str, *, kind: Kind = Kind.SERVICE) -> str:
    """Return the id of the code list of a field."""
    return field(kind, name).choices


def code_label(list_id: str, code: str) -> Bilingual:
    """Return the label of a code; a code that the list lacks stands for itself."""
    found = schema().lists[list_id].label(code) if list_id in schema().lists else None
    return found or Bilingual(code, code)


def labels(list_id: str, codes: Iterable[str], language: Language) -> list[str]:
    """Return the labels of some codes in one language."""
    return [code_label(list_id, code).text(language) for code in codes]
