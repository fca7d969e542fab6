from itertools import combinations

import pytest

from wellfounded.identity.names.korean.tables import characters
from wellfounded.identity.places.gazetteer import find_places, path_of, places
from wellfounded.identity.places.likeness import compare_places
from wellfounded.identity.places.spelling import initial_forms, key_of_hangul, key_of_latin


def named(text: str) -> set[str]:
    return {place.hangul for place in find_places(text)}


@pytest.mark.parametrize(
    "text",
    [
        "회령",
        "회령시",
        "함경북도 회령시",
        "함북 회령",
        "Hoeryong",
        "Hoeryŏng",
        "Hoeryeong-si, Hamgyeongbuk-do",
        "North Hamgyong, Hoeryong City",
        "N. Hamgyong Hoeryong",
        "會寧",
        "会宁市",
        "咸鏡北道 會寧市",
        "咸镜北道会宁"[4:],
        "Huining",
    ],
)
def test_one_city_in_many_spellings(text: str) -> None:
    assert named(text) == {"회령"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("North Hamgyong Province", {"함경북도"}),
        ("Hamgyŏng-bukto", {"함경북도"}),
        ("양강도", {"량강도"}),
        ("Ryanggang", {"량강도"}),
        ("Yanggang-do", {"량강도"}),
        ("Najin", {"라진"}),
        ("나진", {"라진"}),
        ("용천", {"룡천"}),
        ("Unggi", {"선봉"}),
        ("Aoji", {"경흥"}),
        ("성진", {"김책"}),
        ("Chongjin", {"청진"}),
        ("Ch'ŏngjin", {"청진"}),
        ("청진시 라남구역", {"라남"}),
        ("Pyongyang", {"평양"}),
        ("P'yŏngyang", {"평양"}),
        ("신의주", {"신의주"}),
        ("Sinuiju", {"신의주"}),
        ("Yanji, Jilin", {"연길"}),
        ("延吉市", {"연길"}),
        ("옌지", {"연길"}),
        ("Atlantis", set()),
        ("", set()),
        ("a", set()),
        ("\N{GRINNING FACE} " * 200, set()),
    ],
)
def test_what_a_text_names(text: str, found: set[str]) -> None:
    assert named(text) == found


# Names of counties as two open lists spell them (facts, in the spelling of OCHA and of GADM).
@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("Phihyon", "피현"),
        ("P'ihyŏn", "피현"),
        ("Thaechon", "태천"),
        ("Kabsan", "갑산"),
        ("Kapsan", "갑산"),
        ("Kim Hyong Jik", "김형직"),
        ("Hŭich'ŏn", "희천"),
        ("Huichon City", "희천"),
        ("Jonchon", "전천"),
        ("Chŏnch'ŏn", "전천"),
        ("Unryul", "은률"),
        ("Ŭnryul", "은률"),
        ("Kilju", "길주"),
        ("Kilchu", "길주"),
        ("Taehongdan", "대홍단"),
        ("Musan", "무산"),
        ("Onsong", "온성"),
        ("Saebyŏl", "경원"),
    ],
)
def test_spellings_of_open_lists_are_read(latin: str, hangul: str) -> None:
    joined = latin.replace("Kim Hyong Jik", "Kimhyongjik")
    assert hangul in named(joined)


def test_every_place_is_found_by_its_own_names() -> None:
    for place in places().values():
        assert place in {above for one in find_places(place.hangul) for above in path_of(one)}, place
        if place.hanja:
            assert place in {above for one in find_places(place.hanja) for above in path_of(one)}, place


def test_the_tree_is_whole_and_every_hanja_reads_as_its_hangul() -> None:
    assert len([place for place in places().values() if path_of(place)[-1].parent == "PRK"]) > 200
    odd = {"피현", "배천", "내몽골", "훈춘", "목단강", "할빈"}  # read otherwise as names than by their characters
    for place in places().values():
        assert path_of(place)[-1].parent in {"PRK", "CHN"}
        for syllable, han in zip(place.hangul, place.hanja, strict=False):
            read = {form for one in characters()[han].hangul for form in initial_forms(key_of_hangul(one))}
            assert place.hangul in odd or read & initial_forms(key_of_hangul(syllable)), place


def test_which_places_cannot_be_told_apart_is_known() -> None:
    """Two places of one spelling are both found; nobody is taken to be from one of them."""
    assert named("Kosan") >= {"고산"}
    assert {place.parent for place in find_places("신흥")} == {"HM"}
    assert len(find_places("강동")) == 1


@pytest.mark.parametrize(
    ("one", "other", "level", "nats"),
    [
        ("회령", "Hoeryong City", "same_city", 4.9),
        ("함북 회령", "North Hamgyong", "same_province", 2.1),
        ("회령", "Musan", "same_province", 0.6),
        ("회령", "신의주", "elsewhere", -1.8),
        ("Aoji", "경흥군", "same_county", 4.9),
    ],
)
def test_what_two_places_say(one: str, other: str, level: str, nats: float) -> None:
    found = compare_places([one], [other])
    assert found
    assert (found.level, round(found.nats, 1), found.one, found.other) == (level, nats, one, other)
    mirrored = compare_places([other], [one])
    assert mirrored
    assert mirrored.nats == found.nats


def test_unknown_and_missing_places_say_nothing_and_the_best_pair_counts() -> None:
    assert compare_places([], ["회령"]) is None
    assert compare_places(["Atlantis"], ["회령"]) is None
    best = compare_places(["신의주", "무산"], ["Musan", "평양"])
    assert best
    assert best.level == "same_county"


@pytest.mark.parametrize("word", ["", "회령x", "ㄱ"])
def test_what_is_no_hangul_word_has_no_key(word: str) -> None:
    assert key_of_hangul(word) == ""


def test_keys_keep_apart_what_sounds_apart() -> None:
    counties = [place.hangul for place in places().values() if place.kind in {"city", "county"}]
    alike = [(a, b) for a, b in combinations(counties, 2) if a != b and key_of_hangul(a) == key_of_hangul(b)]
    assert len(alike) <= 12, alike
    assert key_of_latin("Hoeryŏng") == key_of_latin("Hoeryeong") == key_of_hangul("회령")
