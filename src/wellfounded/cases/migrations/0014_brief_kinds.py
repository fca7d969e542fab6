"""Two kinds of export more: the brief of evidence as PDF and as DOCX."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_openings"),
    ]

    operations = [
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
                    ("brief_pdf", "Brief of evidence as PDF"),
                    ("brief_docx", "Brief of evidence as DOCX"),
                ],
                max_length=20,
            ),
        ),
    ]
