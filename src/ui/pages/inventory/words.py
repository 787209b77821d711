"""What fields, channels, points and codes are called on the inventory's screens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app import i18n
from app.formats import format_number, format_percent
from app.i18n import N_, _
from app.inventory.list_fields import year_words
from app.registry.schema import Kind, choices, field, schema
from ui.widgets.choice import Option
from ui.widgets.code_list import Code
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.registry.schema import Choice

FIELDS: Final = {
    "service_id": N_("Identifier"),
    "service_name": N_("Name"),
    "service_description": N_("Description"),
    "service_type": N_("Type of service"),
    "service_recipient_type": N_("Recipients"),
    "service_scope": N_("Scope"),
    "client_target_groups": N_("Client groups"),
    "program_id": N_("Programs"),
    "client_feedback_channel": N_("Feedback channels"),
    "automated_decision_system": N_("Automated decision system"),
    "automated_decision_system_description": N_("What the system decides"),
    "service_fee": N_("Service fee"),
    "os_account_registration": N_("Account registration"),
    "os_authentication": N_("Authentication"),
    "os_application": N_("Application"),
    "os_decision": N_("Decision"),
    "os_issuance": N_("Issuance"),
    "os_issue_resolution_feedback": N_("Issue resolution and feedback"),
    "os_comments_client_interaction": N_("Comments on the interaction points"),
    "last_service_review": N_("Last service review"),
    "last_service_improvement": N_("Last improvement from feedback"),
    "sin_usage": N_("Uses the social insurance number"),
    "cra_bn_identifier_usage": N_("Uses the business number"),
    "num_phone_enquiries": N_("Telephone enquiries"),
    "num_applications_by_phone": N_("Telephone"),
    "num_website_visits": N_("Website visits"),
    "num_applications_online": N_("Online"),
    "num_applications_in_person": N_("In person"),
    "num_applications_by_mail": N_("Mail"),
    "num_applications_by_email": N_("Email"),
    "num_applications_by_fax": N_("Fax"),
    "num_applications_by_other": N_("Other channels"),
    "special_remarks": N_("Special remarks"),
    "service_uri": N_("Web address"),
    "responsibility_area": N_("Responsibility area"),
    "authority": N_("Authority"),
    "is_critical": N_("Critical service"),
    "is_essential": N_("Essential service"),
    "service_agreements": N_("Service agreements in place"),
    "offline_reason": N_("Reason for staying offline"),
    "offline_note": N_("Why points stay offline"),
    "authentication_applies": N_("Clients must authenticate"),
    "real_time_status": N_("Clients see the status of their request"),
    "exclusion": N_("Excluded from e-services"),
    "exclusion_note": N_("Why it is excluded"),
    "volume_note": N_("What explains these volumes"),
    "confirmed_on": N_("Record confirmed on"),
    "owner_name": N_("Who answers for it"),
    "owner_email": N_("Email address"),
    "service_standard_id": N_("Identifier"),
    "service_standard": N_("Standard"),
    "type": N_("Type of standard"),
    "channel": N_("Channel"),
    "channel_comments": N_("Comments on the channel"),
    "target": N_("Target"),
    "volume_meeting_target": N_("Volume that met the target"),
    "total_volume": N_("Total volume"),
    "comments": N_("Comments"),
    "standards_targets_uri": N_("Address of standards and targets"),
    "performance_results_uri": N_("Address of real-time results"),
    "internal_location": N_("Internal location of results"),
}
"""Short names of fields; the registry's own labels are too long for a form, and stand in the guide."""

# In the order in which planners look for them: what is applied for, then what is asked.
VOLUME_ORDER: Final = (
    "num_applications_online",
    "num_applications_by_mail",
    "num_applications_by_email",
    "num_applications_by_phone",
    "num_applications_in_person",
    "num_applications_by_fax",
    "num_applications_by_other",
)
OTHER_VOLUMES: Final = ("num_phone_enquiries", "num_website_visits")

_OWN_CODES: Final = {
    "offline_reason": (("law", N_("Law")), ("security", N_("Security")), ("feasibility", N_("Feasibility"))),
    "exclusion": (("law", N_("By law")), ("security", N_("For security"))),
}
_SCOPES: Final = {
    "EXTERN": N_("External"),
    "ENTERPRISE": N_("Internal enterprise"),
    "CLUSTER": N_("Internal cluster"),
    "INTERN": N_("Internal"),
}


def field_name(name: str) -> str:
    """Return the short name of a field, or of a text in both languages, in the interface language."""
    pair = name if name in FIELDS else name.removesuffix("_en").removesuffix("_fr")
    return _(FIELDS[pair]) if pair in FIELDS else name


def named(name: str) -> Callable[[], str]:
    """Return the short name of a field as words that follow the interface language."""
    return lambda: field_name(name)


def label_words(choice: Choice) -> Callable[[], str]:
    """Return the official label of a code as words that follow the interface language."""
    return lambda: choice.label.text(i18n.language()).strip()


def codes_of(kind: Kind, name: str) -> tuple[Code, ...]:
    """Return the codes that a field of the registry accepts, with their official labels."""
    return tuple(Code(choice.code, label_words(choice)) for choice in choices(field(kind, name).choices))


def code_words(kind: Kind, name: str, code: str) -> str:
    """Return the official label of one code in the interface language; an unknown code as it is."""
    label = schema().lists[field(kind, name).choices].label(code)
    return label.text(i18n.language()) if label else code


def years_of(kind: Kind, name: str) -> tuple[Code, ...]:
    """Return the fiscal years that a field accepts, the newest first."""
    written = reversed(choices(field(kind, name).choices))
    return tuple(Code(one.code, partial(year_words, one.code), tail="") for one in written)


def own_options(name: str) -> tuple[Option, ...]:
    """Return the answers to a question that the registry does not ask; the first is no answer yet."""
    return tuple(Option(code, _later(words)) for code, words in _OWN_CODES[name])


def answer_words(kind: Kind, name: str, option: Option) -> str:
    """Return an answer in the registry's words with its code; one that the registry does not know in ours."""
    known = schema().resource(kind).fields.get(name)
    label = code_words(kind, name, option.value).strip() if known is not None else say(option.words)
    return _("{label} – code {code}").format(label=label, code=option.value)


def _later(message: str) -> Callable[[], str]:
    return lambda: _(message)


def yes_no() -> tuple[Option, ...]:
    """Return the two answers."""
    return (Option("Y", lambda: _("Yes")), Option("N", lambda: _("No")))


def yes_no_na() -> tuple[Option, ...]:
    """Return the two answers and *not applicable*."""
    return (*yes_no(), Option("NA", lambda: _("N/A")))


def scope_words(codes: Sequence[str]) -> str:
    """Return scopes in short words."""
    return ", ".join(_(_SCOPES[code]) if code in _SCOPES else code for code in codes)


def count_words(value: int | None) -> str:
    """Return a number of applications, or a dash where no channel gives one."""
    return "–" if value is None else format_number(value)


def change_words(change: float | None) -> str:
    """Return a change against last year as a signed percentage; blank where there is none."""
    if change is None:
        return ""
    shown = format_percent(abs(change))
    if shown == format_percent(0):
        return shown
    return ("+" if change > 0 else "−") + shown


def met_words(met: int, of: int) -> str:
    """Return how many standards met their target."""
    return _("{met} of {count}").format(met=met, count=of) if of else "–"
