"""A comparison as JSON, and back: the window asks the command line for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.framework.parts import Unit
from app.reference.comparing import Compared, Comparison, Peer
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison in the keys of the contract."""
    return {
        "fiscal_year": str(found.year),
        "reference_year": str(found.reference_year) if found.reference_year is not None else None,
        "department": found.department,
        "services": found.services,
        "departments": found.departments,
        "peers": [{"department": peer.code, "services": peer.services} for peer in found.peers],
        "indicators": [
            {
                "id": row.id,
                "unit": row.unit.value,
                "own": row.own,
                "whole": row.whole,
                "peers": row.peers,
                "low": row.low,
                "high": row.high,
                "above": row.above,
                "of": row.of,
            }
            for row in found.rows
        ],
    }


def from_json(document: Mapping[str, Any]) -> Comparison:
    """Return the comparison that ``to_json`` wrote."""
    year = document["reference_year"]
    return Comparison(
        year=FiscalYear.parse(document["fiscal_year"]),
        reference_year=None if year is None else FiscalYear.parse(year),
        department=document["department"],
        services=document["services"],
        departments=document["departments"],
        peers=tuple(Peer(peer["department"], peer["services"]) for peer in document["peers"]),
        rows=tuple(Compared(**{**row, "unit": Unit(row["unit"])}) for row in document["indicators"]),
    )
