"""The notebooks run from top to bottom, and their saved form shows its charts without running."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from installed_parts import blocker, modules_outside
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LARGEST = 1_000_000
NAMED = re.compile(r"pip install '\.\[(\w+)\]'")


def test_a_plain_install_can_save_a_ranking(tmp_path: Path) -> None:
    code = blocker(modules_outside(None)) + (
        "import vendor_score as vs\n"
        f"ranking = vs.load({str(FOLDER.parent / 'sample_data')!r}).rank()\n"
        f"print(*(path.name for path in ranking.save({str(tmp_path)!r}, samples=200)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    written = ["report.html", "ranking.json", "ranking.csv", "scorecard.xlsx"]
    assert done.stdout.split() == written, done.stderr


def test_the_three_are_there() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_on_exactly_the_extra_that_it_names(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLOTLY_RENDERER", "plotly_mimetype")
    notebook = nbformat.read(path, as_version=4)
    (extra,) = NAMED.findall(notebook.cells[0].source)
    barred = modules_outside(extra)
    assert {"kaleido", "pytest"} <= barred
    notebook.cells.insert(0, nbformat.v4.new_code_cell(blocker(barred)))
    settings = {"metadata": {"path": str(FOLDER)}}
    client = NotebookClient(
        notebook, timeout=600, startup_timeout=300, kernel_name="python3", resources=settings
    )
    client.execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_saved_outputs_are_complete_and_show_the_charts(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kinds = [set(out.get("data", {})) for cell in code for out in cell.outputs]
    assert all(cell.execution_count for cell in code), "saved without having been run"
    assert not any(out.output_type == "error" for cell in code for out in cell.outputs)
    charts = [each for each in kinds if "application/vnd.plotly.v1+json" in each]
    assert charts
    assert all("image/png" in each for each in charts)
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_saved_outputs_tell_nothing_of_the_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert str(Path.home()) not in text or str(Path.home()) == "/"
    assert os.fspath(FOLDER.parent) not in text


def test_the_widget_leaves_a_still_picture() -> None:
    notebook = nbformat.read(FOLDER / "02_tuning_weights_with_colleagues.ipynb", as_version=4)
    kinds = [set(out.get("data", {})) for cell in notebook.cells for out in cell.get("outputs", [])]
    assert any({"image/svg+xml", "text/html"} <= each for each in kinds)
