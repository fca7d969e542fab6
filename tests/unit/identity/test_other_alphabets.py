"""Names in alphabets: ordinary names that many people bear, in the ways they are written."""

import pytest

from wellfounded.identity.names.channel import Likeness
from wellfounded.identity.names.form import form_of
from wellfounded.identity.names.other.alphabets import Alphabets
from wellfounded.identity.names.other.words import MOST, words_of

THRESHOLD = 5.0

SAME = [
    ("Сергей Иванович Кузнецов", "Sergey Ivanovich Kuznetsov"),
    ("Сергей Иванович Кузнецов", "KUZNETZOV, Sergei"),
    ("Щербаков Юрий", "Yuri Shcherbakov"),
    ("Щербаков Юрий", "Jurij Schtscherbakow"),
    ("Олена Шевченко", "Olena Shevchenko"),
    ("محمد علي حسن", "Mohammed Ali Hassan"),
    ("محمد علي حسن", "Muhammad Aly Hasan"),
    ("عبد الرحمن الحسيني", "Abdulrahman al-Husseini"),
    ("عبدالرحمن حسيني", "Abd al-Rahman El Hosseini"),
    ("جمال بن يوسف", "Djamel Ben Youssef"),
    ("جوهر قدور", "Jawhar Kaddour"),
    ("محمدحسین رضایی", "REZAEI Mohammad-Hossein"),
    ("ሰለሞን ተስፋዬ", "Selamon Tesfaye"),
    ("דוד כהן", "David Cohen"),
    ("გიორგი ბერიძე", "Giorgi Beridze"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
    ("Muhammad Hassan", "Mohamed Hasan"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("Łukasz Wójcik", "Lukasz Wojcik"),
    ("Aleksandr Tschaikowski", "Alexander Chaykovsky"),
    ("Mahmoud Khalil Shirazi", "Shirazi, Mahmood Khaleel"),
    ("Maria Gonzalez", "Maira Gonzalez"),
    ("J. Hernandez Aguirre", "Julio Hernandez Aguirre"),
    ("Vincent van den Berg", "Vincent Vandenberg"),
    ("Jean-Pierre Dubois", "Jean Pierre Dubois"),
    ("Rahman, Karim Hasan Salih Abdul", "Abd al-Rahman Karim Hassan Saleh"),
    ("Сергей Кузнецов", "Сергій Кузнецов"),
    ("Сергей Кузнецов", "سيرغي كوزنيتسوف"),
]
OTHER = [
    ("Сергей Иванович Кузнецов", "Sergey Ivanovich Melnikov"),
    ("Сергей Иванович Кузнецов", "Pavel Ivanovich Kuznetsov"),
    ("محمد علي حسن", "Mohammed Ali Karim"),
    ("عبد الرحمن الحسيني", "Abd al-Aziz al-Husseini"),
    ("Rahman, Karim Hasan Salih Abdul", "Abd al-Rahim Karim Hassan Saleh"),
    ("Jürgen Müller", "Jürgen Schmidt"),
    ("Maria Gonzalez", "Lucia Gonzalez"),
    ("Anna", "Peter"),
]


def likeness(left: str, right: str) -> Likeness:
    channel = Alphabets()
    one, other = channel.read(form_of(left)), channel.read(form_of(right))
    assert one is not None
    assert other is not None
    found = channel.likeness(one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_name_in_two_spellings_stands_above_the_threshold(left: str, right: str) -> None:
    found = likeness(left, right)
    assert found.score > THRESHOLD, found.why


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_names_that_differ_in_one_word_stand_below_the_threshold(left: str, right: str) -> None:
    found = likeness(left, right)
    assert found.score < THRESHOLD, found.why


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    assert likeness("Mohammed Ali", "Mohammed Ali").score < likeness("Kuzvatrin Peldorov", "Kuzvatrin Peldorov").score


def test_the_words_say_what_agrees_and_what_does_not() -> None:
    found = likeness("Сергей Кузнецов", "Sergey Melnikov")
    assert "Sergey and Сергей are spellings of one name" in found.why
    assert "are two names" in found.why
    assert "Сергей (" in found.left + found.right


@pytest.mark.parametrize("title", ["Mr", "Dr.", "Sheikh", "General"])
def test_a_title_takes_nothing_away(title: str) -> None:
    assert likeness(f"{title} Karim Haddad", "Karim Haddad").score == likeness("Karim Haddad", "Karim Haddad").score


def test_a_name_in_a_script_without_a_pack_is_not_read() -> None:
    assert words_of(["김철수"]) is None
    assert words_of(["สมชาย"]) is None
    assert words_of([]) is None


def test_the_number_of_words_that_are_compared_is_bounded() -> None:
    long = words_of([f"name{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"])
    assert long is not None
    assert len(long.single) == MOST
