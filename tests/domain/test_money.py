"""Proves how money is read and written (A13, A14, B19)."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaddesk.domain.money import Bound, Budget, Money, plain, read_money


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("до 2,1 млн ₴", "<=2100000 UAH"),
        ("$5k", "5000 USD"),
        ("5 k $", "5000 USD"),
        ("від 10 до 20 тис. грн", "10000..20000 UAH"),
        ("от 10 до 20 тыс. руб.", "10000..20000 RUB"),
        ("from 1m to 2m usd", "1000000..2000000 USD"),
        ("10-20 тис", "10000..20000 UAH"),
        ("10–20k €", "10000..20000 EUR"),
        ("$10k-$20k", "10000..20000 USD"),
        ("між 10 і 20 тис грн", "10000..20000 UAH"),
        ("20 - 10 тис грн", "10000..20000 UAH"),
        ("about 3 000 EUR", "~3000 EUR"),
        ("близько 100 тис. гривень", "~100000 UAH"),
        ("около 1 миллиона рублей", "~1000000 RUB"),
        ("500 000", "500000 UAH"),
        ("500\u00a0000 грн", "500000 UAH"),
        ("500'000 CHF", "500000 CHF"),
        ("500к", "500000 UAH"),
        ("1,500", "1500 UAH"),
        ("1,5", "1.5 UAH"),
        ("0,500 млн", "500000 UAH"),
        ("2.500.000 грн", "2500000 UAH"),
        ("1,234.56 usd", "1234.56 USD"),
        ("1.234,56 eur", "1234.56 EUR"),
        ("до 300 000,50 грн", "<=300000.5 UAH"),
        ("not more than 5 k", "<=5000 UAH"),
        ("не більше ніж 40 тис", "<=40000 UAH"),
        ("макс 1,5 мільйона гривень", "<=1500000 UAH"),
        ("не менше 200 тис доларів", ">=200000 USD"),
        ("більше 1 млн", ">=1000000 UAH"),
        ("5 000+ євро", ">=5000 EUR"),
        ("USD 500", "500 USD"),
        ("uah2000", "2000 UAH"),
        ("до $500", "<=500 USD"),
        ("100 у.е.", "100 USD"),
        ("3kk", "3000000 UAH"),
        ("2 верстати до 500 тис грн", "<=500000 UAH"),
        ("бюджет: 50000 грн.", "50000 UAH"),
        ("0", "0 UAH"),
    ],
)
def test_a_budget_is_read_as_people_type_it(text: str, canonical: str) -> None:
    """B19: how much they are ready to spend, in uk, ru and en."""
    assert str(read_money(text)) == canonical


@pytest.mark.parametrize(
    "text", ["", "нема", "багато", "-500 грн", "₴", "тис", "9" * 40, "v2x", "\0", "\ud800"]
)
def test_what_names_no_amount_is_none(text: str) -> None:
    """A13: an unknown budget is unknown, never zero."""
    assert read_money(text) is None


def test_the_bound_says_which_end_is_known() -> None:
    """A13: the rule compares the most that was named; an open end compares with nothing."""
    up_to, at_least, span = (read_money(text) for text in ("до 5 тис", "від 5 тис", "5-7 тис"))

    assert up_to is not None
    assert at_least is not None
    assert span is not None
    assert (up_to.low, up_to.high) == (None, Money(Decimal(5000), "UAH"))
    assert (at_least.low, at_least.high) == (Money(Decimal(5000), "UAH"), None)
    assert (span.low, span.high) == (Money(Decimal(5000), "UAH"), Money(Decimal(7000), "UAH"))


def test_the_currency_that_is_not_named_is_the_bases_own() -> None:
    """A13: currency-aware."""
    assert read_money("500", "PLN") == Budget(Bound.EXACT, (Decimal(500),), "PLN")
    assert read_money("500 zł", "UAH") == Budget(Bound.EXACT, (Decimal(500),), "PLN")


amounts = st.integers(0, 10**13).map(lambda cents: Decimal(cents) / 100)
currencies = st.sampled_from(["UAH", "USD", "EUR", "RUB", "PLN", "KZT", "GBP", "CZK", "CHF", "GEL", "MDL"])
budgets = st.one_of(
    st.builds(
        lambda bound, amount, currency: Budget(bound, (amount,), currency),
        st.sampled_from([Bound.EXACT, Bound.UP_TO, Bound.FROM, Bound.ABOUT]),
        amounts,
        currencies,
    ),
    st.builds(
        lambda pair, currency: Budget(Bound.RANGE, tuple(sorted(pair)), currency),
        st.tuples(amounts, amounts).filter(lambda pair: pair[0] != pair[1]),
        currencies,
    ),
)


@given(budgets)
def test_the_canonical_form_reads_back_as_itself(budget: Budget) -> None:
    """B19: what the card shows can be typed again without loss."""
    assert read_money(str(budget), "AED") == budget


@given(st.text(max_size=40) | st.text(alphabet="0123456789 .,-+~<>=кmтисgrn$₴€доfrom", max_size=20))
@example("1e999999")
@example("²³ тис")
@example("1.0.0,0,0")
@example("٣٤ грн")
def test_no_text_breaks_the_reader(text: str) -> None:
    """B19: garbage is None, an answer is finite and in order."""
    budget = read_money(text)

    if budget is not None:
        assert all(amount.is_finite() and amount >= 0 for amount in budget.amounts)
        assert list(budget.amounts) == sorted(budget.amounts)
        assert "E" not in "".join(map(str, budget.amounts))


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1E+6", "1000000"), ("10.50", "10.5"), ("100", "100"), ("0.00", "0"), ("100.00", "100")],
)
def test_amounts_are_stored_without_exponent_or_idle_zeros(amount: str, text: str) -> None:
    """ARCHITECTURE 4: decimals as strings, one form on both stores."""
    assert plain(Decimal(amount)) == text
