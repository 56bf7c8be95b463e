"""Charts as pictures: drawn, the same each time, and a plain word without a browser."""

from __future__ import annotations

import sys

import pytest
from hand_made import criteria, decision, leaf
from report_made import report_of

from vendor_score.errors import OutputError
from vendor_score.present.files.write import save_report


def report():
    tree = criteria(leaf("a", 2), leaf("b", 1))
    given = {"A": {"a": 80, "b": 20}, "北京": {"a": 40, "b": 90}, "C": {"a": 10, "b": 30}}
    return report_of(decision(tree, given), is_assessed=True)


@pytest.mark.browser
def test_every_chart_is_drawn_the_same_each_time(tmp_path):
    paths = save_report(report(), tmp_path / "1", ("svg", "png"))
    again = save_report(report(), tmp_path / "2", ("svg",))
    assert "charts/contributions.svg" in {p.relative_to(tmp_path / "1").as_posix() for p in paths}
    for path in paths:
        content = path.read_bytes()
        assert content.startswith(b"<svg" if path.suffix == ".svg" else b"\x89PNG")
    for path in again:
        assert path.read_bytes() == (tmp_path / "1" / "charts" / path.name).read_bytes()
    assert "北京".encode() in (tmp_path / "1" / "charts" / "contributions.svg").read_bytes()


def test_without_the_extra_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "kaleido", None)
    with pytest.raises(OutputError) as error:
        save_report(report(), tmp_path / "out", ("csv", "png"))
    assert "pip install" in error.value.message("en")
    assert "\n" not in error.value.message("zh")
    assert not (tmp_path / "out").exists()


def test_without_a_browser_one_line_says_so(tmp_path, monkeypatch):
    kaleido = pytest.importorskip("kaleido")

    def missing(*_, **__):
        raise RuntimeError("no chrome here\nand a long explanation")

    monkeypatch.setattr(kaleido, "start_sync_server", missing)
    with pytest.raises(OutputError, match="no chrome here"):
        save_report(report(), tmp_path / "out", ("svg",))
    assert not (tmp_path / "out").exists()
