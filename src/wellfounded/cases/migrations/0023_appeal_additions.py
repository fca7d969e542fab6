"""What followed after an appeal was lodged: further grounds, or why it came late."""

import django.db.models.deletion
import wellfounded.vault.sealed_columns.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0022_day_of_sending'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AppealAddition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_on', models.DateField()),
                ('grounds', wellfounded.vault.sealed_columns.fields.SealedText(blank=True)),
                ('late_reason', wellfounded.vault.sealed_columns.fields.SealedText(blank=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='cases.appeal')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('grounds', ''), ('late_reason', ''), _negated=True), name='cases_appeal_addition_says_something')],
            },
        ),
    ]
