"""What a register teaches: kept within bounds, refused where it makes no sense, and written down to be read again."""

from math import log, log2
from typing import Any

import pytest

from tests.unit.identity.batch_register import REGISTER
from wellfounded.identity.batch.dedupe import Batch, dedupe
from wellfounded.identity.batch.places import PlaceTexts
from wellfounded.identity.batch.reweighed import PLACE_FOR, reweighed
from wellfounded.identity.batch.settings import judged_shares
from wellfounded.identity.batch.shares import (
    RAREST,
    RAREST_BY_CHANCE,
    NotSharesError,
    Training,
    Weights,
    learned,
    read,
    written,
)
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.share import Share
from wellfounded.identity.weighing.weigh import DESPITE_THE_NAME, Standing, weigh

OURS = {
    "name": (Share(0.5, 0.001), Share(0.1, 0.9)),
    "birth": (Share(0.7, 0.001), Share(0.1, 0.9)),
    "number": (Share(0.9, 1e-6), Share(1.0, 1.0)),
}


def _model(**levels: list[tuple[float | str, float | str]]) -> dict[str, Any]:
    """A model as Splink writes it; the first level says that nothing can be compared."""
    return {
        "comparisons": [
            {
                "output_column_name": about,
                "comparison_levels": [
                    {"is_null_level": True},
                    *({"m_probability": same, "u_probability": chance} for same, chance in rows),
                ],
            }
            for about, rows in levels.items()
        ]
    }


def test_a_model_that_lost_what_is_compared_teaches_nothing() -> None:
    """As of a register of names alone: its training broke off, and took name and birth out of the model."""
    found = learned(_model(number=[(0.9, 0.1), (0.5, 0.9)]), OURS)
    assert (found.training, found.shares) == (Training.REFUSED, OURS)


def test_what_is_learned_is_kept_within_bounds() -> None:
    seen = _model(
        name=[(0.6, 0.0), (1e-20, 0.99)],
        birth=[(0.8, 0.002), (0.05, 0.9)],
        number=[("level not observed in training dataset", 0.1), (0.5, 0.9)],
    )
    found = learned(seen, OURS)
    assert found.training is Training.LEARNED
    assert found.shares["name"] == (Share(0.6, RAREST_BY_CHANCE), Share(RAREST, 0.99))
    assert found.shares["number"] == (OURS["number"][0], Share(0.5, 0.9))


@pytest.mark.parametrize("about", ["name", "birth"])
def test_where_agreement_speaks_against_one_person_ours_stand(about: str) -> None:
    sense: list[tuple[float | str, float | str]] = [(0.8, 0.002), (0.05, 0.9)]
    rows = {"name": sense, "birth": sense, "number": sense} | {about: [(0.001, 0.2), (0.9, 0.5)]}
    found = learned(_model(**rows), OURS)
    assert (found.training, found.shares) == (Training.REFUSED, OURS)
    assert found.judged


def test_shares_are_written_and_read_again() -> None:
    weights = Weights(OURS, Training.LEARNED)
    assert read(written(weights), OURS) == weights
    assert "김" not in written(weights)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no shares"),
        ("[]", "no shares"),
        ('{"shares": {"name": [[1]]}}', "no shares"),
        ('{"training": "as given", "shares": {"name": [[0.5, 0.1]]}}', "other levels"),
        (written(Weights(OURS, Training.LEARNED)).replace("0.5", "1.5"), "outside"),
        (written(Weights(OURS, Training.LEARNED)).replace("learned from this register", "dreamt"), "no shares"),
    ],
)
def test_a_text_without_shares_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(NotSharesError, match=complaint):
        read(text, OURS)


def test_a_small_register_is_weighed_by_ours_and_says_so() -> None:
    assert dedupe(REGISTER).weights.training is Training.TOO_SMALL
    assert dedupe(REGISTER).weights.shares == judged_shares()


def test_given_shares_are_weighed_by() -> None:
    doubled = {about: tuple(levels) for about, levels in judged_shares().items()}
    doubled["sex"] = (Share(0.9, 0.1), doubled["sex"][1])
    by_ours, by_given = dedupe(REGISTER), dedupe(REGISTER, Batch(shares=written(Weights(doubled, Training.LEARNED))))
    before = {(pair.one.key, pair.other.key): pair.weighing for pair in by_ours.pairs}
    assert by_given.weights.training is Training.GIVEN
    after = {(pair.one.key, pair.other.key): pair.weighing for pair in by_given.pairs}
    sexes = [{part.about: part.nats for part in found["1", "2"].comparisons}["sex"] for found in (before, after)]
    assert sexes == pytest.approx([Share(0.98, 0.5).nats, Share(0.9, 0.1).nats], abs=1e-4)


def test_a_name_is_worth_the_mean_and_a_number_that_nearly_agrees_gets_a_part() -> None:
    one, other = Record("1", ("한별솔",), numbers=("12345",)), Record("2", ("Han Pyol-sol",), numbers=("12346",))
    taught = {"name": (Share(1.0, 0.5),), "number": (Share(0.8, 0.1), Share(0.1, 0.9))}
    by_ours = weigh(one, other, among=2)
    found = reweighed(by_ours, (one, other), bits={"name": 1.0, "number": 3.0}, shares=taught)
    assert [part.about for part in by_ours.comparisons] == ["name"]
    name, number = found.comparisons
    assert name.nats == pytest.approx((by_ours.comparisons[0].nats + Share(1.0, 0.5).nats) / 2)
    assert (number.about, number.level) == ("number", "near")
    assert number.nats == pytest.approx(Share(0.8, 0.1).nats)
    assert (number.one, number.other) == ("12345", "12346")
    nothing = reweighed(by_ours, (one, other), bits={"name": 0.0, "number": 0.0}, shares=taught)
    assert nothing.comparisons == by_ours.comparisons


@pytest.mark.parametrize(("number", "standing"), [("12345", Standing.LIKELY), ("12346", Standing.UNLIKELY)])
def test_a_paper_that_two_share_overcomes_a_different_name_however_little_a_register_makes_of_it(
    number: str, standing: Standing
) -> None:
    """In a small register a number is worth six nats. The other one nearly agrees, and is worth as much here."""
    one, other = Record("1", ("한별솔",), numbers=("12345",)), Record("2", ("김철수",), numbers=(number,))
    taught = {"name": (Share(0.9, 0.1), Share(0.1, 0.9)), "number": (Share(0.5, 0.001), Share(0.5, 0.999))}
    bits = {"name": log2(0.1 / 0.9), "number": log2(0.5 / 0.001)}
    found = reweighed(weigh(one, other, among=2), (one, other), bits=bits, shares=taught)
    assert sum(part.nats for part in found.comparisons if part.about != "name") < DESPITE_THE_NAME
    assert found.standing is standing


@pytest.mark.parametrize(
    ("rarity", "worth"),
    [(None, Share(0.5, 0.1).nats), (3.0, Share(0.5, 1.0).nats + 3.0), (30.0, PLACE_FOR)],
)
def test_a_place_that_few_write_is_worth_more(rarity: float | None, worth: float) -> None:
    one, other = (Record(key, (), places=("Springfield",)) for key in "12")
    taught = {"said": (Share(0.5, 0.1),)}
    found = reweighed(
        weigh(one, other, among=2), (one, other), bits={"said": log2(0.5 / 0.1)}, shares=taught, rarity=rarity
    )
    (place,) = found.comparisons
    assert (place.about, place.level) == ("place", "same_text")
    assert place.nats == pytest.approx(worth)


def test_a_place_of_the_gazetteer_is_worth_what_the_gazetteer_says() -> None:
    one, other = (Record(key, (), places=("회령",)) for key in "12")
    taught = {"home": (Share(0.8, 0.1),), "said": (Share(1.0, 1.0),)}
    bits = {"home": log2(0.8 / 0.1), "said": 0.0}
    found = reweighed(weigh(one, other, among=2), (one, other), bits=bits, shares=taught, rarity=9.0)
    assert [part.nats for part in found.comparisons] == [pytest.approx(log(0.8 / 0.1))]


def test_how_rare_a_place_is_goes_by_those_who_write_it() -> None:
    places = PlaceTexts([["exeter", "the close"], ["exeter", "the close"], ["exeter"], ["whitby"], None])
    assert places.rarity(0, 2) == pytest.approx(log(4 / 3))
    assert places.rarity(0, 1) == pytest.approx(log(4 / 3) + log(4 / 2))
    assert places.rarity(0, 3) is None
    assert places.rarity(4, 4) is None
