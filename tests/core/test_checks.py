"""What figures say about each other, with a case that must be found and one that must not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayen.core.checks import (
    Balance,
    Past,
    check_at_most,
    check_balances,
    check_copied,
    check_figures,
    check_flows_against_stocks,
    check_history,
    check_out_of,
    check_parts,
)
from bayen.core.findings import Severity
from bayen.core.indicators import AtMost, Indicator, IndicatorKind
from bayen.core.quantities import Bound, Quantity, parse_quantity

FLOW, STOCK = IndicatorKind.FLOW, IndicatorKind.STOCK
INDICATORS = {
    i.code: i
    for i in (
        Indicator("case.total", "Vụ việc", "", "vụ", FLOW, parts=("case.criminal", "case.admin")),
        Indicator("case.criminal", "Vụ hình sự", "", "vụ", FLOW),
        Indicator("case.admin", "Vụ hành chính", "", "vụ", FLOW),
        Indicator("model.count", "Mô hình", "", "mô hình", STOCK),
        Indicator("model.new", "Mô hình mới", "", "mô hình", FLOW),
        Indicator("model.closed", "Mô hình giải thể", "", "mô hình", FLOW),
        *(Indicator(f"flow{n}", f"Chỉ tiêu {n}", "", "buổi", FLOW) for n in range(8)),
    )
}
MODELS = AtMost("model.new", "model.count")


def figures(**written: str) -> dict[str, Quantity]:
    return {code.replace("__", "."): parse_quantity(text) for code, text in written.items()}


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_parts_that_do_not_make_the_whole_are_found_with_both_numbers() -> None:
    (found,) = check_parts(
        figures(case__total="12", case__criminal="7", case__admin="4"), INDICATORS
    )
    assert (found.code, found.where, found.severity) == ("parts-differ", "case.total", "warn")
    assert found.message_vi == (
        "Vụ việc ghi 12, nhưng cộng các phần (Vụ hình sự, Vụ hành chính) được 11. "
        "Kiểm tra và sửa số sai."
    )


@pytest.mark.parametrize(
    ("total", "criminal"), [("11", "7"), ("hơn 10", "7"), ("12", "hơn 7"), ("gần 12", "7")]
)
def test_a_bound_that_allows_the_sum_is_no_contradiction(total: str, criminal: str) -> None:
    given_figures = figures(case__total=total, case__criminal=criminal, case__admin="4")
    assert not list(check_parts(given_figures, INDICATORS))


def test_a_part_that_is_not_reported_says_nothing() -> None:
    assert not list(check_parts(figures(case__total="12", case__criminal="7"), INDICATORS))


def test_a_part_beyond_its_whole_is_found_unless_a_bound_allows_it() -> None:
    over = figures(model__new="9", model__count="8")
    assert codes(check_at_most(over, [MODELS], INDICATORS)) == ["part-exceeds-whole"]
    for allowed in (("8", "8"), ("9", "hơn 8"), ("gần 9", "8"), ("3", "8")):
        fine = figures(model__new=allowed[0], model__count=allowed[1])
        assert not list(check_at_most(fine, [MODELS], INDICATORS))
    assert not list(check_at_most(figures(model__new="9"), [MODELS], INDICATORS))


def test_more_than_its_total_is_found() -> None:
    (found,) = check_out_of("flow1", parse_quantity("9"), Decimal(8), INDICATORS)
    assert found.code == "exceeds-its-total"
    assert "9 trên tổng số 8" in found.message_vi
    assert not list(check_out_of("flow1", parse_quantity("8"), Decimal(8), INDICATORS))
    assert not list(check_out_of("flow1", parse_quantity("9"), None, INDICATORS))


def test_what_arose_equal_to_all_there_is_is_found_when_it_is_not_small() -> None:
    same = figures(model__new="12", model__count="12")
    assert codes(check_flows_against_stocks(same, [MODELS], INDICATORS)) == ["flow-equals-stock"]
    small = figures(model__new="1", model__count="1")
    assert not list(check_flows_against_stocks(small, [MODELS], INDICATORS))
    reverse = AtMost("model.count", "model.new")
    assert not list(check_flows_against_stocks(same, [reverse], INDICATORS))


BALANCE = Balance("model.count", added=("model.new",), ended=("model.closed",))


def test_a_stock_that_its_flows_do_not_explain_is_found() -> None:
    now = figures(model__count="20", model__new="3", model__closed="1")
    before = figures(model__count="17")
    (found,) = check_balances(now, before, [BALANCE], INDICATORS)
    assert found.code == "balance-off"
    assert "phải còn 19, nhưng ghi 20" in found.message_vi
    right = now | figures(model__count="19")
    assert not list(check_balances(right, before, [BALANCE], INDICATORS))
    unknown = figures(model__count="20", model__new="3")
    assert not list(check_balances(unknown, before, [BALANCE], INDICATORS))


def test_a_form_sent_again_is_found_and_equal_stocks_are_not() -> None:
    last = figures(**{f"flow{n}": str(n + 3) for n in range(6)}, model__count="9")
    assert codes(check_copied(last, last, INDICATORS)) == ["copied-from-last"]
    changed = last | figures(flow0="30", flow1="41")
    assert not list(check_copied(changed, last, INDICATORS))
    zeros = figures(**{f"flow{n}": "0" for n in range(8)})
    assert not list(check_copied(zeros, zeros, INDICATORS))


HISTORY = [Quantity(Decimal(n)) for n in (40, 44, 38, 41, 45, 39)]


def told(history: list[Quantity], year_before: str = "") -> Past:
    """What the place told of one indicator."""
    then = {"flow1": parse_quantity(year_before)} if year_before else {}
    return Past({"flow1": history}, None, then)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0", "sudden-zero"),
        ("410", "times-ten"),
        ("4", "times-ten"),
        ("120", "unusual-jump"),
        ("3.900", "unusual-jump"),  # two digits more are no slip of one
        ("47", None),
        ("39,5", None),
    ],
)
def test_a_figure_unlike_its_history_is_found(written: str, code: str | None) -> None:
    found = codes(check_history("flow1", parse_quantity(written), told(HISTORY), INDICATORS))
    assert found == ([] if code is None else [code])


def test_a_slip_is_near_ten_times_and_not_just_more_than_usual() -> None:
    wide = [Quantity(Decimal(n)) for n in (500, 700, 900, 1_100, 400, 880)]
    (found,) = check_history("flow1", parse_quantity("2.130"), told(wide), INDICATORS)
    assert found.code == "unusual-jump"  # 213 would not be unusual here, but is no nearer


@pytest.mark.parametrize(
    ("written", "year_before", "code"),
    [
        ("95", "90", None),  # a month that is high every year
        ("410", "400", None),
        ("95", "30", "unusual-jump"),
        ("410", "41", "times-ten"),
        ("0", "0", "sudden-zero"),
    ],
)
def test_what_the_same_month_was_a_year_before_is_not_unusual(
    written: str, year_before: str, code: str | None
) -> None:
    past = told(HISTORY, year_before)
    found = codes(check_history("flow1", parse_quantity(written), past, INDICATORS))
    assert found == ([] if code is None else [code])


def test_a_short_history_says_nothing() -> None:
    assert not list(check_history("flow1", parse_quantity("410"), told(HISTORY[:5]), INDICATORS))


def test_small_counts_may_vary() -> None:
    ones = [Quantity(Decimal(1))] * 8
    for written in ("0", "2", "4"):
        assert not list(check_history("flow1", parse_quantity(written), told(ones), INDICATORS))


def test_the_message_of_a_jump_names_the_usual_value() -> None:
    (found,) = check_history("flow1", parse_quantity("120"), told(HISTORY), INDICATORS)
    assert found.severity is Severity.INFO
    assert found.message_vi.startswith("Chỉ tiêu 1: ghi 120, các kỳ trước thường khoảng 40,5.")


def test_all_checks_run_together_and_unknown_codes_are_left_alone() -> None:
    now = figures(case__total="12", case__criminal="7", case__admin="4", model__new="9")
    now |= figures(model__count="8", model__closed="0", gone="5", flow1="410")
    found = check_figures(
        now,
        INDICATORS,
        relations=[MODELS],
        balances=[BALANCE],
        past=Past({"flow1": HISTORY}, figures(model__count="1")),
    )
    assert codes(found) == ["parts-differ", "part-exceeds-whole", "balance-off", "times-ten"]


quantities = st.builds(
    Quantity, st.integers(-(10**6), 10**6).map(Decimal), st.sampled_from(list(Bound))
)


@given(st.dictionaries(st.sampled_from(sorted(INDICATORS)), quantities))
def test_checks_never_raise_and_name_figures_that_are_there(given_figures) -> None:
    found = check_figures(
        given_figures,
        INDICATORS,
        relations=[MODELS],
        balances=[BALANCE],
        past=Past({code: [q] * 6 for code, q in given_figures.items()}, given_figures),
    )
    assert all(f.where in given_figures for f in found if f.where)
    assert all(f.message_vi.endswith((".", "0.")) for f in found)
