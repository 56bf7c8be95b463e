"""Run the notebooks and save them with their outputs, charts as pictures too.

Charts stay live where a notebook is opened; the picture beside each is what a viewer without
scripts shows. Widgets save their still picture. Needs a Chromium and the groups test and images.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
PLOTLY = "application/vnd.plotly.v1+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
WIDTH, HEIGHT = 900, 480


def main() -> None:
    for path in sorted(FOLDER.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        run(notebook)
        for cell in notebook.cells:
            tidy(cell)
        notebook.metadata.pop("widgets", None)
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
        print(path.relative_to(ROOT))


def run(notebook: Any) -> None:
    """Run every cell in the folder of the notebooks. Raises CellExecutionError."""
    os.environ.setdefault("PLOTLY_RENDERER", "plotly_mimetype")
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}})
    client.execute()


def tidy(cell: Any) -> None:
    """Keep what a reader sees: no times, no script copies, a picture beside each chart."""
    cell.metadata = {}
    if cell.cell_type != "code":
        return
    for output in cell.outputs:
        data = output.get("data")
        if data is None:
            continue
        data.pop(WIDGET, None)
        if PLOTLY in data:
            data.pop("text/html", None)
            data["image/png"] = picture(data[PLOTLY])


def picture(figure: Any) -> str:
    import plotly.graph_objects as go

    shown = go.Figure(data=figure["data"], layout=figure["layout"])
    height = shown.layout.height or HEIGHT
    return base64.b64encode(shown.to_image(format="png", width=WIDTH, height=height)).decode()


if __name__ == "__main__":
    main()
