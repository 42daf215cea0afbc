"""Signs learnt from products, by elimination."""

import pytest

from mmltui.grading.signs import ContradictionError, SignProduct, Signs


def test_a_single_sign_is_known():
    signs = Signs()
    assert signs.learn(-1, ["p"])
    assert signs.of("p") == SignProduct(-1)


def test_a_product_expresses_one_sign_by_the_other():
    signs = Signs()
    signs.learn(1, ["p", "q"])
    assert signs.of("q") == SignProduct(1, frozenset({"p"}))
    signs.learn(-1, ["p"])
    assert signs.of("q") == SignProduct(-1)


def test_what_is_known_already_is_no_news():
    signs = Signs()
    signs.learn(1, ["p", "q"])
    signs.learn(1, ["q", "r"])
    assert not signs.learn(1, ["p", "r"])


def test_a_contradiction_is_told():
    signs = Signs()
    signs.learn(1, ["p"])
    with pytest.raises(ContradictionError):
        signs.learn(-1, ["p"])
