"""Whatever stands in the file: criteria or mistakes, never another error."""
# ruff: noqa: E501 - strategies read better in rows

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.criteria.fields import GROUP, LEAF, TOP
from vendor_score.criteria.load import load_criteria, parse_criteria, shipped_criteria
from vendor_score.criteria.model import Criteria
from vendor_score.errors import CriteriaError
from vendor_score.kinds import KINDS

FILE = shipped_criteria().file
LINES = (FILE.text if FILE else "").split("\n")
LAW = settings(deadline=None, max_examples=120)

KEYS = sorted({one.name for record in (TOP, GROUP, LEAF) for one in record.fields})
WORDS = [*KEYS, *(kind for kind in KINDS), "<= 3", "== yes", "has A", "in [a, b]",
         "worst", "best", "yes", "no", "en", "zh", "points", "default", "pending", "A", "/5", "s",
         "{", "%", "", " ", "\n", "a: b", "1:30", "0x1F", "～", "🐎", "\ud800", "x" * 300]  # fmt: skip
scalars = st.one_of(
    st.sampled_from(WORDS), st.integers(), st.floats(), st.booleans(), st.none(),
    st.dates(), st.text(max_size=5), st.binary(max_size=3), st.complex_numbers(),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(WORDS), st.integers(), st.none()), inner, max_size=4),
        st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, inner)),
    ),
    max_leaves=12,
)  # fmt: skip
leaves = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "c"]), "answer": st.sampled_from([*KINDS]).map(str)},
    optional={key: values for key in KEYS if key not in ("id", "answer", "criteria")},
)
files = st.fixed_dictionaries(
    {"criteria": st.one_of(st.lists(leaves, max_size=3), values)},
    optional={key: values for key in KEYS if key != "criteria"},
)


def settle(load) -> None:
    """Criteria, or mistakes that can be said in both languages."""
    try:
        assert isinstance(load(), Criteria)
    except CriteriaError as error:
        check_said(error)


def check_said(error: CriteriaError) -> None:
    for lang in ("en", "zh"):
        said = error.message(lang).split("\n")
        assert len(said) == len(error.mistakes)
        assert all(said)


@LAW
@given(files)
def test_law_any_settings(written) -> None:
    settle(lambda: load_criteria(written))


@LAW
@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`,? \n\t0é中\x00", max_size=60))
def test_law_any_text(text) -> None:
    settle(lambda: parse_criteria(text))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 80), st.sampled_from(WORDS)),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_law_the_shipped_file_with_typing_slips(slips) -> None:
    lines = list(LINES)
    for line, column, word in slips:
        lines[line] = lines[line][:column] + word + lines[line][column + len(word) :]
    settle(lambda: parse_criteria("\n".join(lines)))
