"""Weights written back: the numbers change, not a character else does."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_score.criteria.load import parse_criteria, shipped_criteria
from vendor_score.criteria.model import SettingPiece, SettingPlace, places_of, setting_pieces
from vendor_score.errors import CriteriaError, Problems
from vendor_score.schema.yaml_nodes import read_nodes
from vendor_score.weights import change_shares, leaf_shares, shares_to_enter

FILE = shipped_criteria().file
TEXT = FILE.text if FILE else ""

ODD = """\
# 🐎 a comment before everything
title: Odd   # 供应商
criteria:
  - id: a  # no weight here
    label: 甲
    answer: count
    value: {0: 0, 9: 100}
  - {id: b, answer: count, value: {0: 0, 9: 100}, label: weight}
  - label: {en: "weight: 5", zh: 组}
    criteria:
      - {answer: count, weight: 1.50, id: c, value: {0: 0, 9: 100}}   # keep: weight: 9
      - answer: count
        id: "d"
        value: {0: 0, 9: 100}
        weight: 2
    id: g\r
  - id: note
    answer: text
"""


def weight_places(text: str) -> dict[str, SettingPlace]:
    """Where the weight of each node stands, by id, parents first."""
    root = read_nodes(text, Problems("criteria.yaml"))
    assert root is not None
    return {place.id: place for place in places_of(root, text) if place.field == "weight"}


def with_weights(text: str, weights: Mapping[str, float]) -> str:
    """The text with other weights, as the page joins its pieces."""

    def at_its_place(piece: SettingPiece) -> str:
        if piece.field != "weight" or piece.id not in weights:
            return piece.own
        number = repr(float(weights[piece.id])).removesuffix(".0")
        return f"{piece.prefix}{number}{piece.suffix}"

    return "".join(piece.text + at_its_place(piece) for piece in setting_pieces(text))


def test_every_node_has_a_place() -> None:
    assert list(weight_places(TEXT)) == [node.id for node in shipped_criteria().nodes()]
    assert list(weight_places(ODD)) == ["a", "b", "g", "c", "d", "note"]


def test_the_places_hold_the_weights() -> None:
    for node in shipped_criteria().nodes():
        start, end, *_ = weight_places(TEXT)[node.id].span
        assert float(TEXT[start:end]) == node.weight


def test_nothing_but_the_numbers_changes() -> None:
    changed = with_weights(TEXT, {"years": 31.5})
    assert changed.replace("weight: 31.5\n", "weight: 30\n", 1) == TEXT
    assert with_weights(TEXT, {}) == TEXT


def test_missing_weights_are_put_where_no_comment_is_in_the_way() -> None:
    weights = {"a": 0.25, "b": 1e-7, "g": 20.0, "c": 3.0, "d": 0.1 + 0.2}
    written = with_weights(ODD, weights)
    read = {node.id: node.weight for node in parse_criteria(written).nodes()}
    assert read == weights | {"note": 0.0}
    for comment in ("# 🐎 a comment before everything", "# no weight here", "# keep: weight: 9"):
        assert comment in written
    assert "weight: 20\n    id: g" in written
    assert "{weight: 1e-07, id: b," in written


def test_pieces_joined_with_numbers_are_the_same_file() -> None:
    for text in (TEXT, ODD):
        ids = [node.id for node in parse_criteria(text).nodes() if node.weight]
        weights = {id: float(n) for n, id in enumerate(ids, start=1)}
        read = {n.id: n.weight for n in parse_criteria(with_weights(text, weights)).nodes()}
        assert {id: read[id] for id in ids} == weights
        assert setting_pieces(text)[-1].id is None


@settings(deadline=None, max_examples=15)
@given(st.floats(0, 1), st.sampled_from(["conversion", "data_security", "certificates", "company"]))
def test_law_the_written_file_ranks_with_the_same_shares(share, id) -> None:
    tree = shipped_criteria().weight_tree()
    shares = change_shares(tree, leaf_shares(tree), {id: share})
    written = parse_criteria(with_weights(TEXT, shares_to_enter(tree, shares)))
    assert leaf_shares(written.weight_tree()) == pytest.approx(shares, abs=1e-15)


def test_text_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(CriteriaError):
        setting_pieces("a: [")


def test_writing_weights_needs_no_second_parsing(monkeypatch) -> None:
    """What was noted where the weights stand, when the file was read, makes the same pieces."""
    file = shipped_criteria().file
    pieces = setting_pieces(file.text)
    monkeypatch.setattr("vendor_score.criteria.model.read_nodes", None)
    assert setting_pieces(file.text, file.places) == pieces


def test_percentages_stay_percentages() -> None:
    text = (
        "title: t\ncriteria:\n"
        "  - {id: a, label: A, weight: 40%, answer: percent, value: points}\n"
        "  - {id: b, label: B, weight: '60 %', answer: percent, value: points}\n"
    )
    written = with_weights(text, {"a": 35, "b": 65})
    assert written == text.replace("40%", "35%").replace("60 %", "65 %")
    assert with_weights(text, {"a": 35}) == text.replace("40%", "35%")


@pytest.mark.parametrize("text", [TEXT, ODD])
def test_setting_pieces_make_the_file_again_and_hold_every_weight(text: str) -> None:
    pieces = setting_pieces(text)
    assert "".join(piece.text + piece.own for piece in pieces) == text
    assert {p.id for p in pieces if p.field == "weight" and p.id} == set(weight_places(text))
    of_criteria = {p.field for p in pieces if ":" not in p.field}
    assert of_criteria == {"weight", "value", "target", "must", "missing"}


def test_points_of_options_and_levels_have_places_where_they_stand_or_would_stand() -> None:
    text = """title: t
criteria:
  - id: a
    answer: choice
    options: {own: 100, shared: {label: Shared, points: 20}, asked: {label: Asked}}
  - id: b
    answer: judged
    levels:
      - None
      - {label: Some, points: 40}
      - en: All
        zh: 全部
"""
    found = {p.field: p for p in setting_pieces(text) if ":" in p.field}
    assert {name: piece.own for name, piece in found.items()} == {
        "points:own": "100", "points:shared": "20",
        "level:0": "None", "level:1": "40", "level:2": "en: All\n        zh: 全部",
    }  # fmt: skip
    assert found["level:2"].prefix == '{label: {"en": "All", "zh": "全部"}, points: '
    assert (found["points:own"].prefix, found["level:0"].suffix) == ("", "}")
