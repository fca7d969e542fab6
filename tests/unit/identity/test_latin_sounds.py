"""One name in the letters of several European languages; names are of public figures of history, or common ones."""

import pytest

from wellfounded.identity.names.compare import Verdict, compare_names

SPELLINGS = [
    ("Nikita Khrushchev", "Nikita Chruschtschow"),
    ("Nikita Khrushchev", "Nikita Khrouchtchev"),
    ("Nikita Khrushchev", "Nikita Chruszczow"),
    ("Nikita Khrushchev", "Nikita Jruschov"),
    ("Georgy Zhukov", "Gueorgui Joukov"),
    ("Georgy Zhukov", "Georgi Schukow"),
    ("Pyotr Tchaikovsky", "Piotr Czajkowski"),
    ("Pyotr Tchaikovsky", "Pjotr Tschaikowski"),
    ("Gamal Abdel Nasser", "Jamal Abd al-Nasir"),
    ("Muammar Gaddafi", "Mouammar Kadhafi"),
    ("Mohammad Mossadegh", "Muhamed Mosaddeq"),
    ("Mustafa Cemil", "Mustapha Jamil"),
    ("Olena Shevchenko", "Elena Schewtschenko"),
    ("Vadim Shevchenko", "Shevchenko, Vadim"),
    ("Kåre Sæther", "SETHER, Kaare"),
    ("Oleksandr Koval", "Alexander Koval"),
    ("Hryhoriy Kovalenko", "Grigory Kovalenko"),
    ("Ivan Mykolaiovych Bondar", "Ivan Nikolaevich Bondar"),
    ("Dzmitry Novik", "Dmitri Novik"),
    ("Pavlo Moroz", "Pavel Moroz"),
    ("Youssef Chahine", "Yusuf Shahin"),
    ("Zine Haddad", "Zayn Haddad"),
    ("Abdennasser Haddad", "Abd al-Nasir Haddad"),
    ("Kateb Yacine", "Kateb Yassine"),
    ("Selahattin Kaya", "Selahaddin Kaya"),
    ("Dashdorjiin Natsagdorj", "Dashdorj Natsagdorj"),
    ("Намбарын Энхбаяр", "Enkhbayar Nambar"),
    ("Bondar Ivan Igorevich", "Bondar Ivan Ihorovych"),
    ("Bondar Ivan Vasilievich", "Bondar Ivan Vasylovych"),
    ("Bondar Ivan Grigoryevich", "Bondar Ivan Hryhorovych"),
    ("Bondar Ivan Dmitrievich", "Bondar Ivan Dmytrovych"),
    ("Bondar Ivan Konstantinovich", "Bondar Ivan Kostiantynovych"),
    ("Bondar Anna Igorevna", "Bondar Hanna Iharauna"),
    ("Gennady Moroz", "Henadz Moroz"),
    ("Artyom Moroz", "Artsiom Moroz"),
    ("Tatyana Moroz", "Tatsiana Moroz"),
    ("Olga Moroz", "Volha Moroz"),
    ("Timofey Moroz", "Tsimafei Moroz"),
    ("Abolghasem Karimi", "Abualqassem Karimi"),
    ("Nurmurat Kurbanov", "Nourmourad Kourmpanov"),
    ("Serge Sarkissian", "Serge Sargsyan"),
    ("Karim Salah Haddad", "Karim Salahuddin Haddad"),
    ("Nemat Karimi", "Nematollah Karimi"),
]
OTHERS = [
    ("Jamal Haddad", "Kamal Haddad"),
    ("Hassan Karimi", "Hussein Karimi"),
    ("Salim Mansour", "Salah Mansour"),
    ("Ivan Petrov", "Ivan Petrenko"),
    ("Oleksandr Koval", "Oleksiy Koval"),
    ("Pavlo Moroz", "Petro Moroz"),
    ("Mykola Moroz", "Mykhailo Moroz"),
    ("Youssef Haddad", "Younes Haddad"),
    ("Abdennasser Haddad", "Abdennour Haddad"),
    ("Dashdorjiin Natsagdorj", "Dashdavaa Natsagdorj"),
    ("Bondar Ivan Igorevich", "Bondar Ivan Olehovych"),
    ("Bondar Ivan Dmitrievich", "Bondar Ivan Danylovych"),
    ("Bondar Ivan Vasilievich", "Bondar Ivan Valeriyovych"),
    ("Oleg Moroz", "Olena Moroz"),
    ("Timofey Moroz", "Timur Moroz"),
    ("Tatyana Moroz", "Taisiia Moroz"),
    ("Abolhassan Karimi", "Abolghasem Karimi"),
    ("Anton Lampert", "Anton Labert"),
    ("Karim Saifuddin", "Karim Saifullah"),
]


@pytest.mark.parametrize(("left", "right"), SPELLINGS)
def test_one_name_in_two_languages_is_never_different(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is not Verdict.DIFFERENT


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_names_of_one_sound_more_or_less_stay_apart(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


def test_a_name_with_god_in_it_is_never_surely_the_one_without() -> None:
    assert compare_names("Hamid Karimi", "Hamidullah Karimi").verdict is Verdict.POSSIBLE
