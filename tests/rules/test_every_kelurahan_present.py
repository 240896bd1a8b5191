from __future__ import annotations

from dataclasses import replace

from okoce_opt.counting.ground import Ground
from okoce_opt.counting.presence import count_presence
from okoce_opt.domain.activities import Activity
from okoce_opt.domain.calendar import Obstacle
from okoce_opt.domain.ids import PersonId
from okoce_opt.domain.places import Kecamatan, Venue
from okoce_opt.rules.every_kelurahan_present import EveryKelurahanPresent
from okoce_opt.testing import Decided, counts_of, everyone_apart
from tests.hands import day, people, plan, sid, verdict, world

RULE = EveryKelurahanPresent()


def ids(letter: str, number: int) -> list[str]:
    return [f"{letter}{n}" for n in range(number)]


def kecamatan(a: int, b: int, hall: int = 2, **said):
    """a people of kelurahan a and b people of kelurahan b, in a hall of `hall`."""
    registrants = [*people(*ids("A", a)), *people(*ids("B", b), kelurahan="b")]
    return world(registrants=registrants, venues=[Venue("aula", "K1", "Aula", hall)], **said)


def test_someone_of_each() -> None:
    problem = kecamatan(2, 2)
    assert verdict(RULE, problem, plan({sid("P", "5"): "A0 B0", sid("P", "6"): "A1 B1"})) == []
    assert verdict(RULE, problem, plan({sid("P", "5"): "A0 A1", sid("P", "6"): "B0 B1"})) == [
        "Kelurahan b: 0 people in session P|aula|2026-01-05|sehari, at least 1.",
        "Kelurahan a: 0 people in session P|aula|2026-01-06|sehari, at least 1.",
    ]
    two = EveryKelurahanPresent(at_least=2)
    assert len(verdict(two, kecamatan(2, 2, hall=4), plan({sid("P", "5"): "A0 A1 B0"}))) == 1


def test_a_kelurahan_too_small() -> None:
    """9 people in a hall of 2 need ceil(9/2) = 5 sessions; b has 4. With two of each in every
    session: floor(4/2) = 2 at best.
    """
    problem = kecamatan(5, 4)
    [complaint] = RULE.validate(problem)
    assert (complaint.code, complaint.key, complaint.found) == ("kelurahan_too_small", "b", "B")
    assert "4 sessions" in complaint.advice.en
    assert "holds 2 people" in complaint.advice.en
    assert "5 people" in complaint.allowed.en
    assert complaint.allowed.id == "5 peserta atau lebih untuk 5 sesi Pelatihan (sekarang 4)"
    two = list(EveryKelurahanPresent(at_least=2).validate(problem))
    assert all("guarantee: present in 2 sessions" in c.advice.en for c in two)
    assert len(two) == 2
    assert not list(RULE.validate(kecamatan(5, 5)))
    assert not list(RULE.validate(kecamatan(9, 0)))


def test_where_no_session_can_be_held_nothing_is_asked_of_kelurahan() -> None:
    """A hall of 2, and sessions of at least 3: the hall is what is wrong, and counting says so."""
    three = [Activity("P", "Pelatihan", min_people=3)]
    assert not list(RULE.validate(kecamatan(5, 4, activities=three)))


def test_where_possible_it_is_exempt_and_listed() -> None:
    where = EveryKelurahanPresent(where_possible=True)
    problem = kecamatan(5, 4)
    assert not list(where.validate(problem))
    assert [(c.activity, c.kelurahan, c.people, c.sessions) for c in where.exempt(problem)] == [
        ("P", "b", 4, 5)
    ]
    assert verdict(where, problem, plan({sid("P", "5"): "A0 A1"})) == []
    assert len(verdict(where, problem, plan({sid("P", "5"): "B0 B1"}))) == 1


def test_people_who_can_come_too_seldom() -> None:
    """6 people in a hall of 2: 3 sessions. Those of b can come on the first and second Tuesday
    only: 2 days.
    """
    tuesdays = people(*ids("B", 3), kelurahan="b", weekdays=frozenset({1}))
    problem = world(
        registrants=[*people(*ids("A", 3)), *tuesdays], venues=[Venue("aula", "K1", "Aula", 2)]
    )
    [complaint] = RULE.validate(problem)
    assert (complaint.code, complaint.key, complaint.found) == (
        "kelurahan_seldom_free",
        "b",
        "B",
    )
    assert complaint.allowed.en == "able to come to 3 sessions of Pelatihan or more (now 2)"
    assert complaint.allowed.id == "bisa hadir di 3 sesi Pelatihan atau lebih (sekarang 2)"
    where = EveryKelurahanPresent(where_possible=True)
    assert verdict(where, problem, plan({sid("P", "5"): "A0 A1"})) == []
    # who has attended needs it no more: two of b are left, for two sessions
    seated = people("B9", kelurahan="b", weekdays=frozenset({1}), pins=(sid("P", "5"),))
    pinned = world(
        registrants=[*people(*ids("A", 2)), *tuesdays[:2], *seated],
        venues=[Venue("aula", "K1", "Aula", 2)],
        today=day("6"),
    )
    assert not list(RULE.validate(pinned))
    assert len(verdict(where, pinned, plan({sid("P", "7"): "A0 A1"}))) == 1


def test_mornings_and_afternoons_are_two_sessions_a_day() -> None:
    """4 people in a hall of 1: 4 sessions. b is there on two days: with mornings and afternoons
    that makes 4.
    """
    away = [Obstacle("pendaftar", f"B{n}", day("7"), day("16")) for n in range(2)]
    halves = kecamatan(
        0,
        4,
        hall=1,
        parts=("pagi", "siang"),
        obstacles=[*away, *(Obstacle("pendaftar", f"B{n}", day("7"), day("16")) for n in (2, 3))],
    )
    assert not list(RULE.validate(halves))
    whole = kecamatan(0, 4, hall=1, obstacles=halves.obstacles)
    assert [c.code for c in RULE.validate(whole)] == ["kelurahan_seldom_free"]
    where = EveryKelurahanPresent(where_possible=True)
    assert len(verdict(where, halves, plan({}, held=(sid("P", "8", "pagi"),)))) == 1
    assert verdict(where, whole, plan({}, held=(sid("P", "8"),))) == []


def test_how_often_a_kelurahan_can_come() -> None:
    """b is there on the first two days: 4 sessions with mornings and afternoons, 2 with one of
    them.
    """
    where = EveryKelurahanPresent(where_possible=True)
    away = [Obstacle("pendaftar", f"B{n}", day("7"), day("16")) for n in range(5)]
    for parts, reach in ((("pagi", "siang"), 4), (("pagi",), 2), (("siang",), 2)):
        problem = kecamatan(0, 5, hall=1, parts=parts, obstacles=away)
        assert [(c.reach, c.sessions) for c in where.exempt(problem)] == [(reach, 5)]
        assert verdict(where, problem, plan({}, held=(sid("P", "8", parts[0]),))) == []


def test_a_kecamatan_without_a_hall_excuses_nobody() -> None:
    nowhere = world(
        kecamatan=[Kecamatan("K1", "Satu"), Kecamatan("K2", "Dua")],
        venues=[Venue("balai", "K2", "Balai", 9)],
    )
    assert EveryKelurahanPresent().exempt(nowhere) == []


def test_a_class_of_two_days_needs_both() -> None:
    """3 sessions of two days. b can come on Mondays and Wednesdays: never on two days running, so
    never.
    """
    b = people(*ids("B", 3), kelurahan="b", weekdays=frozenset({0, 2}))
    problem = world(
        registrants=[*people(*ids("A", 3)), *b],
        venues=[Venue("aula", "K1", "Aula", 2)],
        activities=[Activity("P", "P", days=2)],
    )
    where = EveryKelurahanPresent(where_possible=True)
    assert [(c.kelurahan, c.reach) for c in where.exempt(problem)] == [("b", 0)]
    assert verdict(where, problem, plan({sid("P", "5"): "A0 A1"})) == []


def test_a_hall_without_seats_excuses_nobody() -> None:
    where = EveryKelurahanPresent(where_possible=True)
    problem = kecamatan(1, 1, hall=0)
    assert where.exempt(problem) == []
    assert len(verdict(where, problem, plan({sid("P", "5"): "A0"}))) == 1


def test_which_activities() -> None:
    """Only required activities of scope own; named ones alone if any is named; who has done it is
    not needed.
    """
    acts = [
        Activity("P", "P"),
        Activity("Z", "Z"),
        Activity("B", "B", required=False),
        Activity("C", "C", city=True),
    ]
    problem = kecamatan(1, 1, activities=acts)
    half = {name: plan({sid(name, "5"): "A0"}) for name in "PZB"}
    assert [len(verdict(RULE, problem, half[name])) for name in "PZB"] == [1, 1, 0]
    only_z = EveryKelurahanPresent(activities=("Z",))
    small = kecamatan(5, 4, activities=acts)
    assert [(c.activity, c.kelurahan) for c in RULE.exempt(small)] == [("P", "b"), ("Z", "b")]
    assert [(c.activity, c.kelurahan) for c in only_z.exempt(small)] == [("Z", "b")]
    assert [len(verdict(only_z, problem, half[name])) for name in "PZB"] == [0, 1, 0]
    assert [
        c.code for c in EveryKelurahanPresent(activities=("B", "C", "X")).validate(problem)
    ] == ["unknown_activity"] * 3
    assert [c.code for c in EveryKelurahanPresent(at_least=0).validate(problem)] == ["out_of_range"]
    done = world(registrants=[*people("A0"), *people("B0", kelurahan="b", done=(("P", day("2")),))])
    assert verdict(RULE, done, plan({sid("P", "5"): "A0"})) == []


def test_a_wrong_number_is_judged_no_further() -> None:
    """Five sessions are needed and there are two days: that is not said of a rule that wants
    nobody.
    """
    assert [
        c.code for c in EveryKelurahanPresent(at_least=0).validate(kecamatan(5, 4, last="6"))
    ] == ["out_of_range"]


def test_rows_do_not_judge_what_has_happened() -> None:
    """On Monday nobody of b was there. From Tuesday on someone of b must be."""
    happened = world(
        registrants=[
            *people("A0", pins=(sid("P", "5"),)),
            *people("A1"),
            *people("B0", kelurahan="b"),
        ],
        today=day("6"),
    )
    strata = everyone_apart(happened)
    for of_b in (0, 1):
        seats = {sid("P", "5"): "A0", sid("P", "6"): "A1 B0" if of_b else "A1"}
        made = plan(seats)
        assert Decided(happened, [RULE], strata, counts_of(made, strata), made.held).met == bool(
            of_b
        )
        assert (verdict(RULE, happened, made) == []) == bool(of_b)


def left_over(went: int, missed: bool, **said: object):
    """`went` of each kelurahan sat in the session on the 5th, one of each is left on the 7th, who
    `missed` it or had no seat; the rule and the problem.
    """
    held = sid("P", "5")
    there = people(*(f"A{n}" for n in range(1, went + 1)), pins=(held,))
    there += people(*(f"B{n}" for n in range(1, went + 1)), kelurahan="b", pins=(held,))
    lost = (("P", day("5")),) if missed else ()
    since = said.pop("since", None)
    on = {"missed": lost, "registered": None if since is None else day(str(since))}
    left = [*people("A0", **on), *people("B0", kelurahan="b", **on)]
    rule = EveryKelurahanPresent(where_possible=True)
    return rule, world(registrants=[*there, *left], today=day("7"), **said)


def is_asked(rule: EveryKelurahanPresent, problem) -> bool:
    """Whether a session of one kelurahan alone is refused: by the rows, the verifier, the notes and
    the quick plan alike.
    """
    strata = everyone_apart(problem)
    went = [who for who, one in problem.registrants.items() if one.pins]
    made = plan({sid("P", "5"): " ".join(went), sid("P", "7"): "A0"})
    decided = Decided(problem, [rule], strata, counts_of(made, strata), made.held)
    filling = rule.fill(problem)
    filling.begin({("K1", "P"): {one.id: one for one in problem.registrants.values()}}, {})
    said = {
        not decided.met,
        verdict(rule, problem, made) != [],
        not any("susulan" in note.id for note in rule.notes(problem)),
        filling.spread(problem.sessions[sid("P", "7")])[1] != set(),
    }
    (asked,) = said
    assert verdict(RULE, problem, made)
    return asked


def test_who_makes_up_needs_nobody_of_another_kelurahan() -> None:
    """Each of the two who are left stayed away, and waited for somebody of the other kelurahan to
    sit beside them.
    """
    assert not is_asked(*left_over(1, missed=True))


def test_empty_seats_of_a_session_have_served_nobody() -> None:
    """Three sessions of a hall of fifteen were held with few people in them, and the first day of
    fourteen others was called a make-up, because forty-five seats are enough for forty people.
    """
    hall = [Venue("aula", "K1", "Aula", 60)]
    assert is_asked(*left_over(1, missed=False, venues=hall))


def test_who_is_too_few_for_a_session_does_not_keep_the_rule() -> None:
    """Two who never had a seat (away for weeks): with two a session can be held, with three not."""
    for least, asked in ((2, True), (3, False)):
        activity = Activity("P", "P", min_people=least, max_people=60)
        rule, problem = left_over(1, missed=False, activities=[activity])
        made = plan({sid("P", "5"): "A1 B1", sid("P", "7"): "A0"})
        assert (verdict(rule, problem, made) != []) == asked
        assert (not rule.exempt(problem)) == asked


def test_one_newcomer_does_not_keep_the_rule() -> None:
    """With make-ups of one person allowed, each late registrant who waited for a seat held up all
    the others: after ten weeks of a year hardly anybody finished any more.
    """
    rule, problem = left_over(1, missed=True)
    new = problem.registrants[PersonId("A0")]
    fresh = {**problem.registrants, new.id: replace(new, missed=())}
    assert not is_asked(rule, replace(problem, registrants=fresh))


def test_who_registers_afterwards_does_not_bring_the_rule_back() -> None:
    assert is_asked(*left_over(1, missed=False, since=5))
    rule, problem = left_over(1, missed=False, since=6)
    assert not is_asked(rule, problem)
    # neither of the two has ever had a seat: the note says whom it counts
    (note,) = rule.notes(problem)
    assert "(without those who registered afterwards)" in note.en
    assert "(tanpa yang mendaftar sesudahnya)" in note.id


def test_the_quick_plan_does_not_wait_for_a_kelurahan_that_is_let_off() -> None:
    away = people("B1", kelurahan="b", weekdays=frozenset({5}))
    problem = world(registrants=[*people("A1"), *away])
    for rule, homes in ((RULE, {"a", "b"}), (EveryKelurahanPresent(where_possible=True), {"a"})):
        filling = rule.fill(problem)
        filling.begin({("K1", "P"): dict(problem.registrants)}, {})
        assert filling.spread(problem.sessions[sid("P", "5")]) == (1, homes)


def test_who_has_been_there_is_no_kelurahan_to_wait_for() -> None:
    """Two kelurahan in a hall of one were too many, though one of them had been there."""
    held = people("B0", kelurahan="b", pins=(sid("P", "5"),))
    hall = [Venue("aula", "K1", "Aula", 1)]
    for there, short in ((held, 0), (people("B0", kelurahan="b"), 1)):
        problem = world(registrants=[*people("A1"), *there], venues=hall, today=day("7"))
        ground = Ground.of(problem, [RULE])
        assert len([*count_presence(ground, 1, (), ())]) == short
