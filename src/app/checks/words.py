"""What the rules say: the sentence of each finding and the one on how to mend it.

English message ids; ``{field}`` is the label of the field, ``{language}`` the language that a
finding bears on and ``{other}`` the other one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.i18n import N_


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong, and how to mend it."""

    message: str
    mend: str


_REGISTRY: Final = {
    "required": Words(
        N_("“{field}” is blank, and the registry asks for it."),
        N_("Fill it in."),
    ),
    "choice": Words(
        N_("“{value}” in “{field}” is not a code of the registry."),
        N_("Choose one of the list."),
    ),
    "choices": Words(
        N_("“{value}” in “{field}” holds a code that the registry does not have."),
        N_("Choose from the list."),
    ),
    "max_length": Words(
        N_("“{field}” is longer than the {limit} characters that the registry takes."),
        N_("Shorten it."),
    ),
    "no_comma": Words(
        N_("The identifier “{value}” holds a comma."),
        N_("Remove the comma."),
    ),
    "count_format": Words(
        N_("“{value}” in “{field}” is not a count."),
        N_("Write a whole number, or choose “not applicable” or “no data”."),
    ),
    "not_negative": Words(
        N_("“{field}” is below zero ({value})."),
        N_("Write a number that is not below 0."),
    ),
    "number_range": Words(
        N_("The number in “{field}” is larger than the registry can store ({value})."),
        N_("Check the number."),
    ),
    "whole_number": Words(
        N_("“{value}” in “{field}” is not a whole number."),
        N_("Write a whole number, or leave it blank."),
    ),
    "decimal_number": Words(
        N_("“{value}” in “{field}” is not a decimal number."),
        N_("Write it with a point, for example 0.8."),
    ),
    "target_range": Words(
        N_("The target {value} does not lie between 0 and 1."),
        N_("Write a share from 0 to 1, for example 0.8."),
    ),
    "volume_order": Words(
        N_("The volume that met the target ({value}) exceeds the total volume ({total})."),
        N_("Correct one of the two; until then the result counts as unknown."),
    ),
    "conditionally_required": Words(
        N_("“{field}” is blank, and another answer in this record asks for it."),
        N_("Fill it in, or change that answer."),
    ),
    "both_languages": Words(
        N_("“{field}” is written in {other} only."),
        N_("Write it in {language}."),
    ),
    "foreign_key": Words(
        N_("The service of this standard has no record in {year}."),
        N_("Add that record, or delete the standard."),
    ),
    "nul_character": Words(
        N_("“{field}” holds a character that cannot be stored."),
        N_("Write the text again."),
    ),
    "outer_space": Words(
        N_("“{field}” begins or ends with spaces, which the registry cuts."),
        N_("Remove them."),
    ),
    "upper_case": Words(
        N_("“{value}” in “{field}” is stored in capitals by the registry."),
        N_("Write it in capitals."),
    ),
    "code_order": Words(
        N_("The codes in “{field}” are stored sorted and without repeats by the registry."),
        N_("Choose them again; the list sorts them."),
    ),
    "key_control_character": Words(
        N_("The identifier holds invisible characters, which the registry removes."),
        N_("Write it again."),
    ),
    "derived_value": Words(
        N_("The value “{value}” that was published for “{field}” differs from what the exact ratio gives."),
        N_("Nothing needs to be done: the exact ratio is used everywhere; the published value is kept beside it."),
    ),
    "duplicate_key": Words(
        N_("Another service of {year} has the identifier {value} too; the registry keeps only one of the two."),
        N_("Correct the identifier of one of the two services."),
    ),
    "volume_without_total": Words(
        N_("A volume met the target, but the total volume is blank."),
        N_("Give the total volume too."),
    ),
    "program_not_of_department": Words(
        N_("The program {value} is not in the department’s list."),
        N_("Check the code, or choose another program."),
    ),
    "program_expired": Words(
        N_("The program {value} was no longer in the department’s list in {year}."),
        N_("Choose the program that took its place."),
    ),
}

_INVENTORY: Final = {
    "service_id_reused": Words(
        N_("The identifier {value} also names a service of {department}."),
        N_("Ask the registry which service it belongs to, and correct the other."),
    ),
    "fiscal_year_out_of_scope": Words(
        N_("{year} lies after the last year of the plan, {last}."),
        N_("Correct the year, or extend the period of the plan."),
    ),
    "service_without_identifier": Words(
        N_("The registry has not given this service an identifier yet; it is left out of what goes to the registry."),
        N_("Ask for an identifier and enter it here."),
    ),
    "standard_volume_without_service_volume": Words(
        N_("Standards report a volume ({count}), the service itself reports none."),
        N_("Enter the volumes of the service by channel, or check those of the standards."),
    ),
    "feedback_contradiction": Words(
        N_("Issues can be settled online, but “online” is not among the feedback channels."),
        N_("Add the channel, or correct the interaction point."),
    ),
    "feedback_contradiction.not_online": Words(
        N_("“Online” is among the feedback channels, but issues cannot be settled online."),
        N_("Correct the interaction point, or remove the channel."),
    ),
    "business_number_applicability": Words(
        N_("Businesses are clients of this service, but the use of the business number is “not applicable”."),
        N_("Answer yes or no, or correct the client groups."),
    ),
    "business_number_applicability.no_businesses": Words(
        N_("Businesses are not among the clients, but the use of the business number is not “not applicable”."),
        N_("Choose “not applicable”, or add businesses to the client groups."),
    ),
    "no_application_volume": Words(
        N_("No channel reports an application."),
        N_("Enter the volumes; where there is no way to know, explain it in the special remarks."),
    ),
    "no_standard_volume": Words(
        N_("The standard reports no total volume, so its result is unknown."),
        N_("Enter the total volume and the volume that met the target."),
    ),
    "extreme_volume_variation": Words(
        N_("{volume} applications lie far from the mean of the earlier years ({mean})."),
        N_("Check the volumes by channel."),
    ),
    "no_volume_variation": Words(
        N_("The same {volume} applications were reported in {count} years."),
        N_("Check that the figure was not merely carried over."),
    ),
    "volume_unexplained": Words(
        N_("This volume stands out from the other years and nothing explains it."),
        N_("Write why in “{note}”, in both languages."),
    ),
    "offline_point_without_reason": Words(
        N_("This priority service has an interaction point that is not online, without a reason or an initiative."),
        N_("Record the reason (law, security, feasibility), or plan an initiative for it."),
    ),
    "services_missing": Words(
        N_("No service has a record for {year}, so the documents of that year have nothing to stand on."),
        N_("Import the inventory, add the services, or carry those of the year before forward."),
    ),
    "inventory_not_approved": Words(
        N_("The inventory of {year} is not approved, and the time to do so has begun."),
        N_("Have it approved by {until}."),
    ),
    "inventory_not_approved.late": Words(
        N_("The inventory of {year} is not approved, and its closing period ended on {until}."),
        N_("Have the inventory approved."),
    ),
    "inventory_not_approved.void": Words(
        N_("A record of {year} changed after its inventory was approved, so the approval no longer holds."),
        N_("Have the inventory approved again."),
    ),
}

_PRIORITIES: Final = {
    "round_missing": Words(
        N_("There is no round of selection for {year}, so nothing says which services are priority."),
        N_("Start the round, decide and freeze it."),
    ),
    "round_missing.draft": Words(
        N_("The round of selection for {year} is not frozen, so its decisions do not count yet."),
        N_("Decide on every service and freeze the round."),
    ),
    "rationale_missing": Words(
        N_("The decision on this service has no rationale in {language}."),
        N_("Write why, in both languages."),
    ),
    "rating_missing": Words(
        N_("Considerations of this service that are not assessed: {names}."),
        N_("Rate them, or take over the suggestions."),
    ),
    "too_many_or_no_priority": Words(
        N_("More than half of the services are priority ({count} of {total}): the list no longer focuses effort."),
        N_("Raise the cut line, or decide again."),
    ),
    "too_many_or_no_priority.none": Words(
        N_("No service is priority."),
        N_("Lower the cut line, or decide again."),
    ),
    "internal_service_priority": Words(
        N_("This service is designated priority, but it is neither an external nor an internal enterprise service."),
        N_("Take the decision back, or correct the scope of the service."),
    ),
    "priority_review_overdue": Words(
        N_("This priority service was not reviewed in the last {years} years (7.4)."),
        N_("Plan a review, or enter the year of the last one."),
    ),
    "priority_without_standard": Words(
        N_("This priority service has no service standard (7.7)."),
        N_("Add a standard with a target."),
    ),
    "priority_not_published": Words(
        N_("Not every standard of this priority service has its address and its results published (7.7)."),
        N_("Enter both addresses in both languages; for an internal service, the internal location."),
    ),
    "authenticated_not_online": Words(
        N_("This priority service authenticates its clients and is not online from end to end (7.10)."),
        N_("Plan an initiative for it."),
    ),
}

_STRATEGY: Final = {
    "element_empty": Words(
        N_("The strategy must hold “{element}” ({id}); nothing is written in {language}."),
        N_("Write the section “{section}”."),
    ),
    "section_empty": Words(
        N_("This section is kept, but nothing is written in it."),
        N_("Write it, or leave it out."),
    ),
    "figure_unknown": Words(
        N_("The text shows the figure {value}, which has no source in the plan."),
        N_("Choose another figure or another year."),
    ),
    "objective_without_initiative": Words(
        N_("No initiative works towards this objective."),
        N_("Add an initiative, or remove the objective."),
    ),
    "initiative_without_objective": Words(
        N_("This initiative serves no objective."),
        N_("Choose its objective."),
    ),
    "initiative_without_target": Words(
        N_("The objective of this initiative has no target, so its result cannot be measured."),
        N_("Set a target for the objective."),
    ),
    "target_without_result": Words(
        N_("The target of {year} has no result: the indicator is not available."),
        N_("Complete what the indicator is computed from, or enter its figures."),
    ),
    "share_does_not_rise": Words(
        N_("The planned proportion of e-services does not rise from {before} to {year} (7.9)."),
        N_("Raise the target of {year}."),
    ),
    "share_fell": Words(
        N_("The reported proportion of e-services fell from {before} to {now} (7.9)."),
        N_("Check the interaction points, and explain the fall in the strategy."),
    ),
}

_ASSESSMENT: Final = {
    "assessment_missing": Words(
        N_("The self-assessment of {year} has not been started."),
        N_("Rate the requirements that are in effect."),
    ),
    "requirement_unrated": Words(
        N_("This requirement is not rated in {year}."),
        N_("Rate it, or say why it does not apply."),
    ),
    "not_met_without_action": Words(
        N_("This requirement is not met, or only partly, and has no open corrective action."),
        N_("Add a corrective action with an owner and a date."),
    ),
    "action_overdue": Words(
        N_("This corrective action was due on {date}."),
        N_("Complete it, or agree on another date."),
    ),
    "rating_without_evidence": Words(
        N_("The rating says that the requirement is met, or mostly met, but no evidence is named."),
        N_("Name the evidence."),
    ),
    "rating_moved_without_reason": Words(
        N_("The rating moved since last year and no reason is given."),
        N_("Write the reason in both languages."),
    ),
    "rating_moved_without_reason.proposal": Words(
        N_("The rating differs from what the indicators propose and no reason is given."),
        N_("Write the reason in both languages."),
    ),
    "rating_moved_without_reason.not_applicable": Words(
        N_("The requirement is said not to apply and no reason is given."),
        N_("Say in both languages why no service is concerned."),
    ),
}

_TEXTS: Final = {
    "translation_missing": Words(
        N_("“{field}” is written in {other} only."),
        N_("Write it in {language}."),
    ),
    "wrong_language": Words(
        N_("“{field}” seems to be written in {other}, not in {language}."),
        N_("Write it in {language}; or, if it is meant to be so, confirm that both languages say the same."),
    ),
    "translation_out_of_date": Words(
        N_("“{field}” changed in {other} since both languages were confirmed."),
        N_("Review the text in {language} and confirm it."),
    ),
    "translation_draft": Words(
        N_("The two languages of “{field}” have not been confirmed as equivalent yet."),
        N_("Compare and confirm them."),
    ),
    "same_text_both_languages": Words(
        N_("“{field}” holds the same text in both languages."),
        N_("Translate one of them."),
    ),
    "numbers_disagree": Words(
        N_("Numbers in “{field}” differ between the languages: {english} in English, {french} in French."),
        N_("Correct the text that is wrong."),
    ),
}

WORDS: Final[dict[str, Words]] = {
    **_REGISTRY,
    **_INVENTORY,
    **_PRIORITIES,
    **_STRATEGY,
    **_ASSESSMENT,
    **_TEXTS,
}

ASKERS: Final = {
    "registry": N_("the registry’s rules"),
    "review": N_("the quality review of the inventory"),
    "policy": N_("the policy"),
    "plan": N_("the plan itself"),
}
"""Who asks for a rule, by ``app.checks.rules.Asker``."""
