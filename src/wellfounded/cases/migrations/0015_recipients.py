"""Recipients with their keys; and what an export says of consent, of States that are barred, and of its seal."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def mark_what_left_before(apps: Any, _editor: Any) -> None:
    """What left before exports were sealed says so."""
    apps.get_model("cases", "Export").objects.filter(left_at__isnull=False).update(sealed_how="earlier")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_brief_kinds"),
        ("persons", "0006_file_names_anew"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="export",
            name="barred",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="export",
            name="consents",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="export",
            name="extract_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="persons.consent"
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="informed",
            field=models.CharField(
                blank=True, choices=[("counsel", "Counsel of the person"), ("unhcr", "UNHCR")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="export",
            name="returning",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="export",
            name="sealed_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("key", "Sealed to the recipient’s key"),
                    ("passphrase", "Sealed with a passphrase"),
                    ("paper", "A paper, handed over"),
                    ("earlier", "Before exports were sealed"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(mark_what_left_before, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="export",
            name="kind",
            field=models.CharField(
                choices=[
                    ("decision_pdf", "Decision as PDF"),
                    ("decision_docx", "Decision as DOCX"),
                    ("appeal_pdf", "Decision on an appeal as PDF"),
                    ("appeal_docx", "Decision on an appeal as DOCX"),
                    ("case_file", "Case file for the law core, without names"),
                    ("register_csv", "Registration data as CSV"),
                    ("register_xlsx", "Registration data as XLSX"),
                    ("bundle", "Portable case bundle"),
                    ("own_file", "The person’s own file, as it was released"),
                    ("extract", "Single extract: who the person is, and the status held"),
                    ("state_letter", "Letter to an authority, which names nobody"),
                    ("brief_pdf", "Brief of evidence as PDF"),
                    ("brief_docx", "Brief of evidence as DOCX"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "Authority of a State"),
                            ("international", "International organisation"),
                            ("ngo", "Non-governmental organisation"),
                            ("counsel", "Counsel"),
                            ("health", "Doctor or clinic"),
                            ("relative", "Relative"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="kind of recipient",
                    ),
                ),
                ("state", models.CharField(max_length=3, verbose_name="State that they belong or answer to")),
                ("key", models.CharField(max_length=200, verbose_name="public key")),
                ("fingerprint", models.CharField(max_length=80)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.AddField(
            model_name="export",
            name="sealed_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.recipient"
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient_state", ""),
                    models.Q(("barred__contains", models.F("recipient_state")), _negated=True),
                    _connector="OR",
                ),
                name="cases_export_never_to_a_feared_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returning", False),
                    ("left_at", None),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("extract_of__isnull", False),
                        ("kind", "extract"),
                        ("people", 1),
                        models.Q(("informed", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cases_export_to_a_returning_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", False)),
                fields=("extract_of",),
                name="cases_export_one_extract_a_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at", None), ("sealed_how", "")),
                    models.Q(("left_at__isnull", False), models.Q(("sealed_how", ""), _negated=True)),
                    _connector="OR",
                ),
                name="cases_export_left_is_sealed_or_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recipient_kind", "other"), _negated=True),
                    ("sealed_how__in", ["", "earlier"]),
                    models.Q(("sealed_how", "key"), ("sealed_to__isnull", False)),
                    _connector="OR",
                ),
                name="cases_export_to_others_by_their_key",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("key",), name="cases_recipient_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_by", models.F("added_by")), _negated=True),
                name="cases_recipient_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="cases_recipient_confirmed_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="cases_recipient_ended_has_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("name", ""), ("state", ""), ("key", ""), ("fingerprint", ""), _connector="OR", _negated=True
                ),
                name="cases_recipient_is_complete",
            ),
        ),
    ]
