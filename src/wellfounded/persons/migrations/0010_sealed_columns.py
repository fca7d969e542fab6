"""Names, contacts and notes of people may be sealed: their columns say so, and PostgreSQL gives them room."""

import wellfounded.persons.fields
import wellfounded.vault.sealed_columns.fields
from django.db import migrations

from wellfounded.vault.sealed_columns.migration import Declare, Widen


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0009_file_names_anew'),
    ]

    operations = [
        Declare(state_operations=[
            migrations.AlterField(
                model_name='consent',
                name='host_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='consent',
                name='purpose',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=200, verbose_name='purpose'),
            ),
            migrations.AlterField(
                model_name='consent',
                name='recipient',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=200, verbose_name='recipient'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='body',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='to whom'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='country',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=3, verbose_name='country'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='made',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='made'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='number',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=60, verbose_name='number'),
            ),
            migrations.AlterField(
                model_name='earlierclaim',
                name='outcome',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='what came of it'),
            ),
            migrations.AlterField(
                model_name='exclusionflag',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='exclusionflag',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='householdmember',
                name='since',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='since'),
            ),
            migrations.AlterField(
                model_name='householdmember',
                name='until',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='until'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='birth',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='date of birth'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='birth_country',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=3, verbose_name='country of birth'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='birth_place',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='place of birth'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='died',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='date of death'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='education',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, choices=[('none', 'None'), ('primary', 'Primary school'), ('secondary', 'Secondary school'), ('technical', 'Technical or vocational'), ('university', 'University'), ('other', 'Other')], max_length=20, verbose_name='education'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='ethnicity',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='ethnicity, as the person says'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='father_name',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='father’s name'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='marital_status',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, choices=[('single', 'Single'), ('married', 'Married'), ('together', 'Living together without papers'), ('separated', 'Separated'), ('divorced', 'Divorced'), ('widowed', 'Widowed')], max_length=20, verbose_name='marital status'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='mother_name',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='mother’s name'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='occupations',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='occupations, with years where known'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='origin_place',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='town or village of origin'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='origin_region',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='province or region of origin'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='present_place',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='where the person lives now'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='present_region',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='province or region now'),
            ),
            migrations.AlterField(
                model_name='identity',
                name='religion',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='religion, as the person says'),
            ),
            migrations.AlterField(
                model_name='identitychange',
                name='new',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='identitychange',
                name='old',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='identitychange',
                name='reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='country',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=3, verbose_name='issued by the State'),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='expires',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='valid until'),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='issued',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='issued'),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='identitydocument',
                name='number',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=60, verbose_name='number'),
            ),
            migrations.AlterField(
                model_name='journey',
                name='arrived',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='date of arrival'),
            ),
            migrations.AlterField(
                model_name='journey',
                name='fled',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='date of flight'),
            ),
            migrations.AlterField(
                model_name='journey',
                name='origin',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=3, verbose_name='country fled from'),
            ),
            migrations.AlterField(
                model_name='journey',
                name='route',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='route and borders'),
            ),
            migrations.AlterField(
                model_name='journeystage',
                name='arrived',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='from'),
            ),
            migrations.AlterField(
                model_name='journeystage',
                name='country',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=3, verbose_name='country'),
            ),
            migrations.AlterField(
                model_name='journeystage',
                name='left',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='until'),
            ),
            migrations.AlterField(
                model_name='journeystage',
                name='place',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='place'),
            ),
            migrations.AlterField(
                model_name='kinship',
                name='birth',
                field=wellfounded.persons.fields.SealedPartialDate(verbose_name='date of birth'),
            ),
            migrations.AlterField(
                model_name='kinship',
                name='described',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='name or description'),
            ),
            migrations.AlterField(
                model_name='kinship',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='kinship',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='kinship',
                name='whereabouts',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='where they are'),
            ),
            migrations.AlterField(
                model_name='medicalnote',
                name='source',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='from whom'),
            ),
            migrations.AlterField(
                model_name='medicalnote',
                name='text',
                field=wellfounded.vault.sealed_columns.fields.SealedText(verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='namesecret',
                name='value',
                field=wellfounded.vault.sealed_columns.fields.SealedBytes(max_length=32),
            ),
            migrations.AlterField(
                model_name='nationality',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='nottobetold',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='nottobetold',
                name='reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='why'),
            ),
            migrations.AlterField(
                model_name='nottobetold',
                name='who',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=200, verbose_name='who may not be told'),
            ),
            migrations.AlterField(
                model_name='personname',
                name='family_part',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='family name'),
            ),
            migrations.AlterField(
                model_name='personname',
                name='given_part',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='given name'),
            ),
            migrations.AlterField(
                model_name='personname',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='personname',
                name='text',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(max_length=200, verbose_name='name as given'),
            ),
            migrations.AlterField(
                model_name='personname',
                name='withdrawn_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='photo',
                name='picture',
                field=wellfounded.vault.sealed_columns.fields.SealedBytes(null=True),
            ),
            migrations.AlterField(
                model_name='protectedsource',
                name='danger',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='what would happen to them'),
            ),
            migrations.AlterField(
                model_name='protectedsource',
                name='who',
                field=wellfounded.vault.sealed_columns.fields.SealedText(verbose_name='who it is'),
            ),
            migrations.AlterField(
                model_name='safecontact',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='safecontact',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='safecontact',
                name='value',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='number or address'),
            ),
            migrations.AlterField(
                model_name='safecontact',
                name='when_safe',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=200, verbose_name='when it is safe'),
            ),
            migrations.AlterField(
                model_name='specificneed',
                name='ended_reason',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True),
            ),
            migrations.AlterField(
                model_name='specificneed',
                name='note',
                field=wellfounded.vault.sealed_columns.fields.SealedText(blank=True, verbose_name='note'),
            ),
            migrations.AlterField(
                model_name='spokenlanguage',
                name='dialect',
                field=wellfounded.vault.sealed_columns.fields.SealedChar(blank=True, max_length=100, verbose_name='dialect'),
            ),
        ]),
        Widen('persons'),
    ]
