"""Counting, the register of uses, and what is told of small numbers."""

from .mutant import Mutant

_INGEST = "usage/services/ingest.py"
_USES = "usage/services/uses.py"
_TAKING_OVER = "tests/integration/usage/test_ingest.py"
_KILLED = "tests/integration/faults/test_killed_while_counting.py"
_REGISTER = "tests/web/usage/test_register.py"
_READERS = "tests/web/usage/test_uses.py"
_REPORTS = "tests/web/usage/test_what_reports_tell.py"
_DIGEST = "tests/web/usage/test_digest.py"

MUTANTS = (
    Mutant(
        "usage: a power cut loses what was taken over",
        _INGEST,
        "with on_disk(), transaction.atomic(durable=True):",
        "with transaction.atomic(durable=True):",
        (f"{_KILLED}::test_what_is_taken_over_is_on_the_disk_before_its_file_is_deleted",),
    ),
    Mutant(
        "usage: what a file left out is counted each time it comes",
        _INGEST,
        "store(lines if is_new else [line for line in lines if isinstance(line, CountedLine)])",
        "store(lines)",
        (f"{_TAKING_OVER}::test_the_same_file_again_counts_nothing_again",),
    ),
    Mutant(
        "usage: events come back to days whose events are deleted",
        _INGEST,
        "if not closed:",
        "if closed or not closed:",
        (f"{_TAKING_OVER}::test_events_go_after_35_days_and_what_comes_later_still_is_set_aside",),
    ),
    Mutant(
        "usage: who does not want to be counted is",
        "usage/decision.py",
        "return Reason.OPTED_OUT if has_opted_out(request) else None",
        "return None",
        ("tests/web/usage/test_counting_rules.py",),
    ),
    Mutant(
        "usage: two clicks within thirty seconds count twice",
        "usage/services/rollup.py",
        "DOUBLE_CLICK_MS = 30_000",
        "DOUBLE_CLICK_MS = 0",
        ("tests/web/usage/test_counting_rules.py",),
    ),
    Mutant(
        "usage: the page of an item tells that three people read it",
        "usage/small_numbers.py",
        "return Untold.SMALL if is_small(number) else number",
        "return number",
        ("tests/web/usage/test_badge.py",),
    ),
    Mutant(
        "usage: a use of a hidden item shows on the other items",
        "usage/models/uses.py",
        ".exclude(Exists(rows.exclude(item__in=seen)))",
        "",
        (f"{_READERS}::test_a_use_of_a_hidden_item_is_hidden_where_its_other_items_are_read",),
    ),
    Mutant(
        "usage: a meeting with a ministry cannot be told of",
        "usage/use_codes.py",
        'AUTHORITY_TALKS = "authority_talks", _("Meeting or talks with a ministry or other authority")',
        "",
        (f"{_READERS}::test_talks_with_an_authority_and_what_has_no_kind_of_its_own_can_be_told_of_and_show",),
    ),
    Mutant(
        "usage: a use that has no kind of its own cannot be told of",
        "usage/use_codes.py",
        'OTHER = "other", _("Something else")',
        "",
        (f"{_READERS}::test_talks_with_an_authority_and_what_has_no_kind_of_its_own_can_be_told_of_and_show",),
    ),
    Mutant(
        "usage: everybody is told of a use that waits",
        "usage/services/notices.py",
        "people_with(Role.COORDINATOR)",
        "people_with(*Role)",
        (f"{_READERS}::test_coordinators_are_told_of_it_once_with_a_link_and_without_its_words",),
    ),
    Mutant(
        "usage: a digest goes to a closed account",
        "usage/permissions.py",
        "if not can_read_network(user):",
        "if False:",
        (f"{_DIGEST}::test_who_takes_the_tick_away_and_whose_account_is_closed_are_not_told",),
    ),
    Mutant(
        "usage: a digest goes out before the days of its quarter are closed",
        "usage/services/digests.py",
        "today() >= quarter.last + CLOSED_AFTER",
        "today() > quarter.last",
        (f"{_DIGEST}::test_who_asked_is_told_once_when_the_quarter_is_over",),
    ),
    Mutant(
        "usage: a report tells of a use whose items are no longer shared",
        "usage/reports/reading.py",
        'Use.objects.shown_to(anonymous_viewer()).filter(pk__in=report.content["uses"])',
        'Use.objects.filter(pk__in=report.content["uses"])',
        (f"{_REPORTS}::test_of_a_use_that_everybody_may_no_longer_know_of_the_number_alone_stays",),
    ),
    Mutant(
        "usage: a report lets what it does not name be worked out",
        "usage/reports/reading.py",
        "rest.downloads if rest else None",
        "None",
        (f"{_REPORTS}::test_what_is_not_named_cannot_be_worked_out",),
    ),
    Mutant(
        "usage: a report does not say that editions are counted together",
        "usage/selectors/measuring.py",
        "has_editions=more",
        "has_editions=False",
        (f"{_REPORTS}::test_that_editions_are_counted_together_is_said_in_every_form",),
    ),
    Mutant(
        "usage: what a report does not name is in no table but that by kind",
        "usage/breakdowns.py",
        "rows=table.rows + unnamed",
        "rows=table.rows",
        (f"{_REPORTS}::test_every_table_has_what_is_not_named_as_the_table_by_kind_has_it",),
    ),
    Mutant(
        "usage: the months of a report in CSV are without their total",
        "usage/reports/tables.py",
        'yield (period, *described, figure, "", told)',
        "pass",
        (f"{_REPORTS}::test_the_totals_of_the_csv_are_those_of_the_page_and_what_is_not_told_is_said_above_them",),
    ),
    Mutant(
        "usage: a report in CSV does not say what is not told",
        "usage/reports/tables.py",
        "(*about(shown), (), HEADINGS",
        "((), HEADINGS",
        (f"{_REPORTS}::test_the_totals_of_the_csv_are_those_of_the_page_and_what_is_not_told_is_said_above_them",),
    ),
    Mutant(
        "usage: the file of a use that was not stored stays",
        "usage/register_forms.py",
        "self._new_evidence.delete()",
        "pass",
        (f"{_REGISTER}::test_a_file_whose_use_was_not_stored_is_kept_nowhere",),
    ),
    Mutant(
        "usage: a file stays when another takes its place",
        _USES,
        "_delete_evidence(Use.objects.filter(pk=use.pk))",
        "pass",
        (f"{_REGISTER}::test_a_file_goes_when_another_takes_its_place_and_with_the_last_item",),
    ),
    Mutant(
        "usage: what proved a use outlives the item",
        _USES,
        "_delete_evidence(without_items)",
        "pass",
        (f"{_REGISTER}::test_a_file_goes_when_another_takes_its_place_and_with_the_last_item",),
    ),
    Mutant(
        "usage: a use may be of tomorrow where whoever writes has tomorrow already",
        "usage/coarse_dates.py",
        "from cases.days import today\n",
        "from django.utils.timezone import localdate as today\n",
        (f"{_READERS}::test_a_use_is_not_of_a_day_that_the_site_has_not_reached",),
    ),
)
