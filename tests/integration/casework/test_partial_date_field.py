import pytest
from django.core import serializers
from django.db import connection

from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.fields import PartialDateField
from wellfounded.persons.models import Identity, Person


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["1984-spring (after the flood)", ""])
def test_a_date_comes_back_as_it_was_stored(text: str) -> None:
    date = parse(text) if text else None
    identity = Identity.objects.create(person=Person.objects.create(reference="P-1"), birth=date)
    identity.refresh_from_db()
    assert identity.birth == date
    assert Identity.objects.filter(birth=date).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT birth FROM persons_identity")
        assert cursor.fetchone() == (text,)
    copied = next(serializers.deserialize("json", serializers.serialize("json", [identity]))).object
    assert isinstance(copied, Identity)
    assert copied.birth == date


def test_a_migration_can_write_the_field_down() -> None:
    field = PartialDateField("date of birth")
    _name, path, args, kwargs = field.deconstruct()
    assert (path, kwargs) == ("wellfounded.persons.fields.PartialDateField", {"verbose_name": "date of birth"})
    assert PartialDateField(*args, **kwargs).max_length == field.max_length
    assert field.to_python(parse("1984")) == field.to_python("1984") == parse("1984")
    assert field.to_python("") is None
