"""A fixed lot of random pairs: nothing wrong is accepted, nothing right rejected, nothing unsound is proved."""

from itertools import islice

import pair_oracle
import pytest
from pair_maker import SYMBOLS, Pair, pairs

from mmltui.grading.equality import compare
from mmltui.grading.lowering import lower
from mmltui.grading.prove import Equal, prove
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain, Undecided
from mmltui.notation.printing import plain

LOT = 250

ALLOWED = {
    "equal": Proved | Agreed,
    "smaller domain": ProvedOnCommonDomain | Agreed,
    "different": Different,
    "nowhere common": Different,
}


@pytest.fixture(scope="module")
def judged():
    lot = islice(pairs("fixed", with_sympy=False), LOT)
    return [(pair, compare(pair.submission, pair.reference, SYMBOLS, seed=str(i))) for i, pair in enumerate(lot)]


def told(pair: Pair, verdict: object) -> str:
    return f"{plain(pair.submission)}   |||   {plain(pair.reference)}   [{pair.label}]   {verdict}"


def is_confirmed(pair: Pair, verdict: Different) -> bool:
    return pair_oracle.differ_at(pair.submission, pair.reference, verdict.witness.at) is not False


def test_every_verdict_is_right(judged):
    wrong = [
        told(pair, verdict)
        for pair, verdict in judged
        if not isinstance(verdict, ALLOWED[pair.label])
        # Points with few digits cannot tell what a witness with many shows.
        and not (isinstance(verdict, Different) and is_confirmed(pair, verdict))
        and not (isinstance(verdict, Undecided) and verdict.reason == "The reference has no value anywhere.")
    ]
    assert wrong == []


def test_every_incorrect_one_has_a_witness_that_mpmath_confirms(judged):
    refuted = [(pair, verdict) for pair, verdict in judged if isinstance(verdict, Different)]
    assert len(refuted) > LOT / 5
    assert [told(*both) for both in refuted if both[1].witness is None or not is_confirmed(*both)] == []


def test_nearly_every_right_one_is_proved(judged):
    right = [verdict for _, verdict in judged if isinstance(verdict, Proved | ProvedOnCommonDomain | Agreed)]
    agreed = sum(isinstance(verdict, Agreed) for verdict in right)
    assert len(right) > LOT / 5
    assert agreed <= 0.02 * len(right)


def test_without_points_no_unsound_proof(judged):
    different = [pair for pair, _ in judged if pair.label == "different"]
    proofs = [(pair, prove(lower(pair.submission, pair.reference, SYMBOLS))) for pair in different]
    assert [told(*both) for both in proofs if isinstance(both[1], Equal)] == []
