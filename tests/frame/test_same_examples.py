"""Every run tries the same examples, so that what passed once does not fail by chance."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
DRAW = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
import conftest
if len(sys.argv) > 3:
    import another_module
from hypothesis import given, strategies as st

drawn = []

@given(st.text(max_size=20), st.integers(), st.floats())
def draw(text, whole, number):
    drawn.append((text, whole, number))

draw()
print(drawn)
"""


def drawn(folder: Path, *more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", DRAW, str(TESTS), str(folder), *more],
        cwd=folder, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    return done.stdout


def test_examples_do_not_depend_on_the_run_or_on_what_else_is_loaded(tmp_path):
    (tmp_path / "another_module.py").write_text('WORD = "zebra crossing"\nNUMBER = 987654\n')
    first = drawn(tmp_path)
    assert first.count("(") > 50
    assert drawn(tmp_path) == first
    assert drawn(tmp_path, "with another module") == first
