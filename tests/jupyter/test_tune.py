"""`Decision.tune` without a browser: its options, and what it says where anywidget is missing."""

from __future__ import annotations

import json
import sys

import pytest
from hand_made import matrix_decision

from vendor_score.errors import UsageError


@pytest.fixture
def decision():
    return matrix_decision([[90, 30], [40, 95]], [1, 1])


def test_its_options_reach_the_view(decision):
    shown = json.loads(decision.tune(samples=300, lang="zh")._payload)
    assert shown["lang"] == "zh"
    assert shown["sure"]["smaa"]["samples"] == 300


def test_no_samples_are_refused(decision):
    with pytest.raises(UsageError):
        decision.tune(samples=0)


@pytest.mark.parametrize("module", ["anywidget", "traitlets"])
def test_without_the_extra_it_says_what_to_install(decision, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "vendor_score.notebook", raising=False)
    with pytest.raises(UsageError) as raised:
        decision.tune()
    for lang in ("en", "zh"):
        assert "pip install 'vendor-score[notebook]'" in raised.value.message(lang)
