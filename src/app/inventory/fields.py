"""What each field of a record can hold, told from the registry's schema; and what changing it is called.

Only what cannot be stored is refused here: a code that is not in its list, a number that is
none, a character that no file carries. What should be otherwise is a finding.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from app.errors import UnknownCodeError
from app.i18n import N_
from app.inventory.errors import NotACountError, NotADateError, NotATargetError, NotAVolumeError, UnstorableTextError
from app.inventory.results import written_number
from app.registry.schema import FieldKind, Kind, join_codes, schema
from model.inventory import INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Entity(StrEnum):
    """The tables whose fields a planner fills; the values are the entities' names."""

    SERVICE = "service"
    SERVICE_RECORD = "service_record"
    STANDARD_RECORD = "standard_record"


POINTS: Final = INTERACTION_POINTS
"""The six online interaction points, in the registry's order."""

YES_NO: Final = frozenset({"Y", "N"})
OWN_CODES: Final[dict[str, frozenset[str]]] = {
    "is_critical": YES_NO,
    "is_essential": YES_NO,
    "service_agreements": YES_NO | {"NA"},
    "offline_reason": frozenset({"law", "security", "feasibility"}),
    "authentication_applies": YES_NO,
    "real_time_status": YES_NO,
    "exclusion": frozenset({"law", "security"}),
}
"""Codes of the fields that the registry does not have (guideline on service management, table 5)."""

_KEPT: Final = frozenset({"id", "service", "owner_org", "fiscal_yr", "state", "state_since", "merged_into"})
_TABLES: Final = {
    Entity.SERVICE: SERVICE,
    Entity.SERVICE_RECORD: SERVICE_RECORD,
    Entity.STANDARD_RECORD: STANDARD_RECORD,
}
_KINDS: Final = {
    Entity.SERVICE: Kind.SERVICE,
    Entity.SERVICE_RECORD: Kind.SERVICE,
    Entity.STANDARD_RECORD: Kind.STANDARD,
}


@cache
def editable_fields(entity: Entity) -> tuple[str, ...]:
    """Return every field of an entity that a planner fills, in the table's order."""
    return tuple(column.name for column in _TABLES[entity].columns if column.name not in _KEPT)


def stored(entity: Entity, field: str, value: str) -> str:
    """Return ``value`` in the form that the plan keeps.

    Line breaks become LF; counts and targets keep their written form.

    Raises:
        UnknownCodeError: a code is not in the field's list, or there is no such field.
        NotACountError, NotAVolumeError, NotATargetError, NotADateError: a number or date is none.
        UnstorableTextError: a character that no file can carry, or a key with a comma.
    """
    if field not in editable_fields(entity):
        raise UnknownCodeError(f"{entity.value}.{field}", value)
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnstorableTextError(field, value)
    if field == "confirmed_on":
        return _day(field, text)
    if field in OWN_CODES:
        return _code(field, text, OWN_CODES[field])
    known = schema().resource(_KINDS[entity]).fields.get(field)
    if known is None:
        return text
    if known.kind is FieldKind.CODE:
        return _code(field, text, schema().lists[known.choices].codes)
    if known.kind is FieldKind.CODES:
        return _codes(field, text, known.choices)
    check = _CHECKS.get(known.kind)
    return check(field, text) if check else text


def _code(field: str, text: str, allowed: frozenset[str]) -> str:
    if text and text not in allowed:
        raise UnknownCodeError(field, text)
    return text


def _codes(field: str, text: str, list_id: str) -> str:
    codes = [code.strip() for code in text.split(",") if code.strip()]
    known = schema().lists.get(list_id)
    if known is not None and known.codes:  # the list of programs lies elsewhere and departments outgrow it
        for code in codes:
            if code not in known.codes:
                raise UnknownCodeError(field, code)
    return join_codes(codes)


def _count(field: str, text: str) -> str:
    written = text.strip().upper() if text.strip().lower() in {"na", "nd"} else text.strip()
    try:
        return Quantity(written).written
    except ValueError:
        raise NotACountError(field, text) from None


def _volume(field: str, text: str) -> str:
    written = text.strip()
    if written and not (written.isascii() and written.isdigit()):
        raise NotAVolumeError(field, text)
    return written


def _target(field: str, text: str) -> str:
    written = text.strip()
    value = written_number(written)
    if written and (value is None or not 0 <= value <= 1):
        raise NotATargetError(field, text)
    return written


def _key(field: str, text: str) -> str:
    written = text.strip()
    if "," in written or any(ord(character) < 32 for character in written):
        raise UnstorableTextError(field, text)
    return written


def _day(field: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise NotADateError(field, text) from None


_CHECKS: Final[Mapping[FieldKind, Callable[[str, str], str]]] = {
    FieldKind.COUNT: _count,
    FieldKind.VOLUME: _volume,
    FieldKind.DECIMAL: _target,
    FieldKind.KEY: _key,
}

_LABELS: Final = {
    Entity.SERVICE: {"service_id": N_("Change service identifier")},
    Entity.SERVICE_RECORD: {
        "service_name": N_("Rename service"),
        "service_description": N_("Edit service description"),
        "service_type": N_("Change service type"),
        "service_recipient_type": N_("Change recipient type"),
        "service_scope": N_("Change service scope"),
        "client_target_groups": N_("Change client groups"),
        "program_id": N_("Change programs"),
        "client_feedback_channel": N_("Change feedback channels"),
        "automated_decision_system": N_("Change automated decisions"),
        "automated_decision_system_description": N_("Edit description of automated decisions"),
        "service_fee": N_("Change service fees"),
        "os_comments_client_interaction": N_("Edit comments on online services"),
        "last_service_review": N_("Change year of last review"),
        "last_service_improvement": N_("Change year of last improvement"),
        "sin_usage": N_("Change use of the social insurance number"),
        "cra_bn_identifier_usage": N_("Change use of the business number"),
        "special_remarks": N_("Edit special remarks"),
        "service_uri": N_("Change address of the service"),
        "responsibility_area": N_("Edit responsibility area"),
        "authority": N_("Edit authority"),
        "is_critical": N_("Change designation as critical"),
        "is_essential": N_("Change designation as essential"),
        "service_agreements": N_("Change service agreements"),
        "offline_reason": N_("Change reason for staying offline"),
        "offline_note": N_("Edit reason for staying offline"),
        "authentication_applies": N_("Change whether authentication applies"),
        "real_time_status": N_("Change real-time status"),
        "exclusion": N_("Change exclusion from e-services"),
        "exclusion_note": N_("Edit reason for the exclusion"),
        "volume_note": N_("Edit explanation of volumes"),
        "confirmed_on": N_("Change confirmation date"),
        **dict.fromkeys(INTERACTION_POINTS, N_("Change online interaction point")),
    },
    Entity.STANDARD_RECORD: {
        "service_standard_id": N_("Change standard identifier"),
        "service_standard": N_("Edit service standard"),
        "type": N_("Change type of standard"),
        "channel": N_("Change channel of standard"),
        "target": N_("Change target of standard"),
        "volume_meeting_target": N_("Change results of standard"),
        "total_volume": N_("Change results of standard"),
    },
}


def label_of(entity: Entity, field: str) -> str:
    """Return the English message id of what changing ``field`` is called in the undo menu."""
    labels = _LABELS[entity]
    pair = field.removesuffix("_en").removesuffix("_fr")
    if field.startswith("num_"):
        return N_("Change volume")
    general = N_("Edit standard") if entity is Entity.STANDARD_RECORD else N_("Edit service")
    return labels.get(field) or labels.get(pair) or general
