"""The sample plan's content: YAML files by subject, turned into rows of the plan's tables.

A row is written as its table has it, with ``{en, fr}`` for the two columns of a text, a name
for a row that others refer to, and a few short forms where a registry record would be long.
Keys follow from the names, so that the sample is the same plan every time it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from app.resources import resource
from app.section_text import section_key
from app.yaml_files import read_yaml
from model.base import natural_key
from model.inventory import COUNTS, INTERACTION_POINTS, NOTE, SERVICE_RECORD, STANDARD_RECORD
from model.priority import CONSIDERATION_WEIGHT, DECISION, SCORE, SELECTION_ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Table

CODE = "tasc-serc"
"""Code of the fictional department; the registry knows no such one."""

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table."""

    table: Table
    rows: tuple[_Row, ...]


@cache
def content(subject: str) -> dict[str, Any]:
    """Return one file of the sample, as it is written."""
    read: dict[str, Any] = read_yaml(resource("templates", "sample", f"{subject}.yaml"))
    return read


def key(entity: str, *names: str) -> str:
    """Return the key of the row that the sample calls by these names."""
    return natural_key("sample", entity, *names)


def row(table: Table, row_key: str, values: Mapping[str, Any]) -> _Row:
    """Return a whole row of ``table``: texts in their columns, references as keys, the rest blank."""
    written: _Row = {"id": row_key}
    for name, value in values.items():
        if isinstance(value, dict):
            written[f"{name}_en"], written[f"{name}_fr"] = value.get("en", ""), value.get("fr", "")
        elif name != "key":
            target = next(iter(table.c[name].foreign_keys), None)
            written[name] = key(target.column.table.name, value) if target else _plain(value)
    blank = {column.name: None if column.nullable else "" for column in table.columns}
    return {**blank, **written}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def named_rows(subject: str, table: Table) -> Rows:
    """Return the rows that a file lists under the table's own name."""
    listed = content(subject)[table.name]
    return Rows(table, tuple(row(table, key(table.name, item["key"]), item) for item in listed))


def service_records(year: str) -> Rows:
    """Return what was reported of the services in a year."""
    rows = []
    for service in content("services")["services"]:
        if year not in service["years"]:
            continue
        values = {**service["same"], **service["years"][year]}
        points = zip(INTERACTION_POINTS, values.pop("points").split(), strict=True)
        counts = zip(COUNTS, values.pop("volumes").split(), strict=True)
        values |= {"service": service["id"], "owner_org": CODE, "fiscal_yr": year, **dict(points), **dict(counts)}
        rows.append(row(SERVICE_RECORD, key("service_record", service["id"], year), values))
    return Rows(SERVICE_RECORD, tuple(rows))


def standard_records(year: str) -> Rows:
    """Return the standards of a year, each with the name under which its service was reported."""
    names = {item["service"]: item for item in service_records(year).rows}
    sites = content("standards")["sites"]
    rows = []
    for standard in content("standards")["standards"]:
        if year not in standard["results"]:
            continue
        met, total = (standard["results"][year] or " ").split(" ")
        reported = names[key("service", standard["service"])]
        values: _Row = {
            "service": standard["service"],
            "owner_org": CODE,
            "fiscal_yr": year,
            "service_name": {"en": reported["service_name_en"], "fr": reported["service_name_fr"]},
            "service_standard_id": standard["id"],
            "service_standard": standard["text"],
            "type": standard["type"],
            "channel": standard["channel"],
            "target": standard["target"],
            "volume_meeting_target": met,
            "total_volume": total,
            "standards_targets_uri": _addresses(sites, standard["at"]),
            "internal_location": standard.get("internal", ""),
        }
        if "channel_comments" in standard:
            values["channel_comments"] = standard["channel_comments"]
        if year in standard.get("comments", {}):
            values["comments"] = standard["comments"][year]
        if "live" in standard:
            values["performance_results_uri"] = _addresses(sites, standard["live"])
        rows.append(row(STANDARD_RECORD, key("standard_record", standard["id"], year), values))
    return Rows(STANDARD_RECORD, tuple(rows))


def _addresses(sites: Mapping[str, str], page: str) -> dict[str, str]:
    return {language: f"{site}/{page}" for language, site in sites.items()}


def selection_round(year: str) -> Iterator[Rows]:
    """Yield a round of a year, not frozen: the round, its weights, its scores and its decisions."""
    priorities = content("priorities")
    rounds = priorities["rounds"]
    chosen = next(item for item in rounds if item["fiscal_yr"] == year)
    head = {"fiscal_yr": year, "revision": 1, "state": "draft", "cut_score": chosen["cut_score"]}
    yield Rows(SELECTION_ROUND, (row(SELECTION_ROUND, key("selection_round", year), head),))
    yield Rows(
        CONSIDERATION_WEIGHT,
        tuple(
            row(
                CONSIDERATION_WEIGHT,
                key("consideration_weight", year, name),
                {"round": year, "consideration": name, "weight": weight},
            )
            for name, weight in priorities["weights"].items()
        ),
    )
    scores: dict[str, list[str]] = {}
    for item in rounds[: rounds.index(chosen) + 1]:  # a round starts from the scores of the one before
        scores |= item["scores"]
    yield Rows(
        SCORE, tuple(_score(year, service, *named) for service, given in scores.items() for named in _named(given))
    )
    yield Rows(DECISION, tuple(_decision(year, service, *given) for service, given in chosen["decisions"].items()))


def _named(given: list[str]) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Yield consideration, rating and analysis of a service's scores, which stand in the order of the weights."""
    priorities = content("priorities")
    for consideration, written in zip(priorities["weights"], given, strict=False):
        rating, _, name = written.partition(" ")
        yield consideration, int(rating), priorities["analyses"][consideration][name]


def _score(year: str, service: str, consideration: str, rating: int, analysis: dict[str, str]) -> _Row:
    values = {"round": year, "service": service, "consideration": consideration, "rating": rating, "analysis": analysis}
    return row(SCORE, key("score", year, service, consideration), values)


def _decision(year: str, service: str, priority: str, rationale: dict[str, str] | None = None) -> _Row:
    values: _Row = {"round": year, "service": service, "priority": priority}
    if rationale is not None:
        values["rationale"] = rationale
    return row(DECISION, key("decision", year, service), values)


def notes() -> Rows:
    """Return the notes on records of services and of standards."""
    rows = []
    for position, item in enumerate(content("assessments")["notes"], start=1):
        values = {name: item[name] for name in ("field", "text", "author", "written_at", "resolved")}
        entity, name = ("standard_record", "standard") if "standard" in item else ("service_record", "service")
        record = key(entity, item[name], item["fiscal_yr"])
        rows.append(row(NOTE, key("note", str(position)), {"entity": entity, "record": record, **values}))
    return Rows(NOTE, tuple(rows))


def section_rows(texts: Mapping[str, dict[str, str]], table: Table) -> Rows:
    """Return sections of the strategy by heading of the outline."""
    rows = [row(table, section_key(name), {"outline": name, "kept": "Y", "text": text}) for name, text in texts.items()]
    return Rows(table, tuple(rows))
