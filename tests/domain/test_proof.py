"""A proof is packed and comes out as it was."""

from okoce_opt.domain.proof import UNIT, PartProof


def test_multipliers_come_out_as_they_went_in() -> None:
    multipliers = {
        ("venue_capacity", "P|aula|2018-03-13|sehari"): -3 * UNIT,
        ("pinned", "é|#2"): 1,
        ("a", ""): -(1 << 70),
    }
    assert PartProof.of(("K1",), True, 4, multipliers).multipliers == multipliers
    assert PartProof.of(("K1",), True, 0, {}).multipliers == {}


def test_the_order_of_multipliers_makes_no_other_proof() -> None:
    one, two = ("a", "x"), ("b", "y")
    assert PartProof.of(("K1",), True, 4, {one: 1, two: 2}) == PartProof.of(
        ("K1",), True, 4, {two: 2, one: 1}
    )
