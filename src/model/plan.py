"""What the plan itself is: its department, programs, period and settings."""

from __future__ import annotations

from model.base import both, entity, number, text

PLAN = entity(
    "plan",
    *both("title"),
    text("department"),  # code of the plan's department, as in the registry
    text("framework"),  # stem of the framework file
    text("framework_version"),
    text("first_yr"),  # fiscal year, YYYY-YYYY
    number("years"),  # 2 to 5
    text("marking"),  # code of the framework's security markings
    text("office_language"),  # en or fr: working language of the issuing office; decides which comes first
)

DEPARTMENT = entity(
    "department",
    text("code"),
    *both("name"),  # applied title
    *both("legal"),
    *both("abbreviation"),
    text("parliamentary_office"),  # Y or N; policy 2014, 2.2: central reporting does not apply
    unique=("code",),
)

PROGRAM = entity(
    "program",  # a program of the department that the registry's list does not know yet
    text("department"),
    text("code"),
    *both("name"),
    unique=("department", "code"),
)

PLAN_SETTING = entity(
    "plan_setting",  # what this plan does otherwise than the templates say, such as variation_threshold
    text("name"),
    text("value"),
    unique=("name",),
)
