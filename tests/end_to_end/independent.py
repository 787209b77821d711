"""The indicators of an inventory, computed from its published CSV files with the ``csv`` module alone.

Written from the definitions, without the program: what both give is compared. It also runs by
itself: ``python independent.py FOLDER DEPARTMENT YEAR``.
"""

from __future__ import annotations

import csv
import sys
from fractions import Fraction
from pathlib import Path

Row = dict[str, str]
Figure = tuple[Fraction | int, int | None]
"""Numerator and denominator; a plain count has no denominator."""

POINTS = ("account_registration", "authentication", "application", "decision", "issuance", "issue_resolution_feedback")
CHANNELS = ("by_phone", "online", "in_person", "by_mail", "by_email", "by_fax", "by_other")
NEVER_MANDATORY = {
    "last_service_review",
    "last_service_improvement",
    "service_uri_en",
    "service_uri_fr",
    "program_name_en",
    "program_name_fr",
    "num_applications_total",
    "owner_org",
    "owner_org_title",
}
SOMETIMES_MANDATORY = ("automated_decision_system_description", "os_comments_client_interaction", "special_remarks")


def read(path: Path) -> list[Row]:
    """Return the rows of a published file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def is_refused(standard: Row) -> bool:
    """Whether the registry refuses a standard today: more volume met the target than there was."""
    met, total = standard["volume_meeting_target"], standard["total_volume"]
    return bool(met and total) and int(met) > int(total)


def taken(services: list[Row], standards: list[Row], department: str) -> tuple[list[Row], list[Row]]:
    """Return the department's rows that an import takes."""
    return (
        [row for row in services if row["owner_org"] == department],
        [row for row in standards if row["owner_org"] == department and not is_refused(row)],
    )


def number(text: str) -> int:
    """Return a count's number; not applicable, no data and blank add nothing."""
    return int(text) if text.lstrip("-").isdigit() else 0


def points(row: Row) -> list[str]:
    """Return the answers of the six interaction points that are Y or N."""
    return [answer for point in POINTS if (answer := row[f"os_{point}"]) in {"Y", "N"}]


def is_end_to_end(row: Row) -> bool:
    """Whether no point is N and at least one is Y."""
    return set(points(row)) == {"Y"}


def applications(row: Row) -> int:
    """Return the applications over the seven channels."""
    return sum(number(row[f"num_applications_{channel}"]) for channel in CHANNELS)


def transactions(row: Row) -> int:
    """Return applications and telephone enquiries."""
    return applications(row) + number(row["num_phone_enquiries"])


def within(row: Row, column: str, year: str, years: int) -> bool:
    """Whether the year in ``column`` is at most ``years`` before ``year``, and not after it."""
    return bool(row[column]) and 0 <= int(year[:4]) - int(row[column][:4]) <= years


def mandatory(row: Row) -> list[str]:
    """Return the fields that this record must fill."""
    holds = {
        "automated_decision_system_description": row["automated_decision_system"] == "Y",
        "os_comments_client_interaction": any(row[f"os_{point}"] == "NA" for point in POINTS),
        "special_remarks": number(row["num_applications_by_other"]) > 0,
    }
    asked = {f"{stem}_{side}" for stem in SOMETIMES_MANDATORY for side in ("en", "fr") if holds[stem]}
    spared = {f"{stem}_{side}" for stem in SOMETIMES_MANDATORY for side in ("en", "fr")} | NEVER_MANDATORY
    return [column for column in row if column in asked or column not in spared]


def indicators(services: list[Row], standards: list[Row], year: str) -> dict[str, Figure]:
    """Return the indicators that the inventory alone gives, for one department's rows and one year."""
    scope = [
        row
        for row in services
        if row["fiscal_yr"] == year and {"EXTERN", "ENTERPRISE"} & set(row["service_scope"].split(","))
    ]
    count = len(scope)
    return _of_services(scope, year, count) | _of_standards(scope, standards, year, count) | _of_volumes(scope)


def _of_services(scope: list[Row], year: str, count: int) -> dict[str, Figure]:
    online = sum(map(is_end_to_end, scope))
    answers = [answer for row in scope for answer in points(row)]
    with_points = [row for row in scope if points(row)]
    fields = [row[name] for row in scope for name in mandatory(row)]
    shares = (Fraction(points(row).count("Y"), len(points(row))) for row in with_points)
    return {
        "services_total": (count, None),
        "online_end_to_end": (online, count),
        "online_end_to_end_applicable": (online, len(with_points)),
        "interaction_points_online": (answers.count("Y"), len(answers)),
        "online_points_mean": (sum(shares, Fraction(0)), len(with_points)),
        "improved_from_feedback": (sum(within(row, "last_service_improvement", year, 1) for row in scope), count),
        "improved_five_years": (sum(within(row, "last_service_improvement", year, 5) for row in scope), count),
        "reviewed_five_years": (sum(within(row, "last_service_review", year, 5) for row in scope), count),
        "feedback_channel": (
            sum(bool(set(row["client_feedback_channel"].split(",")) - {"NON", ""}) for row in scope),
            count,
        ),
        "inventory_complete": (sum(bool(value.strip()) for value in fields), len(fields)),
    }


def _of_standards(scope: list[Row], standards: list[Row], year: str, count: int) -> dict[str, Figure]:
    ours = {row["service_id"] for row in scope}
    held = [row for row in standards if row["fiscal_yr"] == year and row["service_id"] in ours]
    met = [row["target_met"] for row in held]
    return {
        "services_with_standards": (len({row["service_id"] for row in held}), count),
        "standards_met": (met.count("Y"), met.count("Y") + met.count("N")),
    }


def _of_volumes(scope: list[Row]) -> dict[str, Figure]:
    total = sum(map(transactions, scope))
    by_phone = sum(number(row["num_applications_by_phone"]) + number(row["num_phone_enquiries"]) for row in scope)
    # online where the service is, and every channel either counted or not applicable
    known = [
        row
        for row in scope
        if is_end_to_end(row)
        and row["num_applications_online"].isdigit()
        and all(row[f"num_applications_{channel}"] not in {"", "ND"} for channel in CHANNELS)
    ]
    busy = [row for row in scope if "EXTERN" in row["service_scope"].split(",") and applications(row) >= 45_000]
    return {
        "transactions_total": (total, None),
        "online_share": (sum(number(row["num_applications_online"]) for row in scope), total),
        "phone_share": (by_phone, total),
        "in_person_share": (sum(number(row["num_applications_in_person"]) for row in scope), total),
        "online_uptake": (
            sum(number(row["num_applications_online"]) for row in known),
            sum(map(applications, known)),
        ),
        "high_volume_end_to_end": (sum(map(is_end_to_end, busy)), len(busy)),
    }


if __name__ == "__main__":
    folder, department, year = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    rows = taken(read(folder / "service.csv"), read(folder / "service-std.csv"), department)
    for name, (numerator, denominator) in indicators(*rows, year).items():
        print(f"{name}: {numerator} / {denominator}")  # noqa: T201  a script's answer
