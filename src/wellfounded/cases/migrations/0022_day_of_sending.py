"""The day on which a decision was sent, from which the time to appeal may run, and what is not known of a term.

Of earlier services only what was handed over in person has a known day of sending. Terms of appeal that still run are
counted anew: by post they may have been shown too late.
"""

from typing import Any

from django.db import migrations, models


def name_the_day_of_what_was_handed_over(apps: Any, _editor: Any) -> None:
    handed = apps.get_model("cases", "Decision").objects.filter(served_how="in_person", state="served", sent_on=None)
    handed.update(sent_on=models.F("served_on"))


def count_running_terms_anew(apps: Any, _editor: Any) -> None:
    """By the rules of the profile now. The day only ever moves to the safe side; a later one stays beside it."""
    from wellfounded.cases.appeal_term import columns_of, service_of, term_after
    from wellfounded.cases.deadline_terms import rules_of
    from wellfounded.cases.models import DeadlineKind

    running = apps.get_model("cases", "Deadline").objects.filter(kind="appeal", settled_at=None)
    decisions = apps.get_model("cases", "Decision").objects
    for row in running.select_related("case"):
        served = decisions.filter(case=row.case, state="served", replaced_at=None).order_by("-id").first()
        rules, service = rules_of(row.case.profile), service_of(served) if served is not None else None
        rule = rules.terms.get(DeadlineKind.APPEAL)
        if rule is None or service is None:
            continue
        term = term_after(service, rule, state=rules.state or row.case.host)
        if term.due_on <= row.due_on:
            running.filter(pk=row.pk).update(**columns_of(term))


class Migration(migrations.Migration):

    dependencies = [("cases", "0021_row_policies")]

    operations = [
        migrations.AddField("decision", "sent_on", models.DateField(null=True)),
        migrations.AddField("decision", "shorter_applies", models.BooleanField(null=True)),
        migrations.AddField(
            "deadline",
            "start",
            models.CharField(
                blank=True,
                choices=[
                    ("claim", "the claim was made"),
                    ("served", "it reached the person"),
                    ("sent", "it was sent"),
                    ("letter", "the date of the letter"),
                    ("presumed", "the law may count it as arrived"),
                    ("told_of_absence", "the person was told of the absence"),
                    ("appeal_period_over", "the time to appeal ended"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField("deadline", "latest_on", models.DateField(null=True)),
        migrations.AddField("deadline", "doubts", models.CharField(blank=True, max_length=60)),
        migrations.RunPython(name_the_day_of_what_was_handed_over, migrations.RunPython.noop),
        migrations.RunPython(count_running_terms_anew, migrations.RunPython.noop),
        migrations.AddConstraint(
            "deadline",
            models.CheckConstraint(
                condition=models.Q(doubts="", latest_on=None)
                | (~models.Q(doubts="") & models.Q(latest_on__isnull=False, latest_on__gte=models.F("due_on"))),
                name="cases_deadline_doubt_has_its_latest_day",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=models.Q(sent_on=None)
                | models.Q(
                    served_on__isnull=False,
                    sent_on__gte=models.F("letter_date"),
                    sent_on__lte=models.F("served_on"),
                ),
                name="cases_letter_sent_between_its_date_and_arrival",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=~models.Q(served_how="in_person")
                | models.Q(sent_on__isnull=False, sent_on=models.F("served_on")),
                name="cases_handed_over_is_sent_that_day",
            ),
        ),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=models.Q(shorter_applies=None) | models.Q(state="served"),
                name="cases_shorter_term_noted_at_service",
            ),
        ),
    ]
