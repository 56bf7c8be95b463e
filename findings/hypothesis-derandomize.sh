#!/bin/sh
# Hypothesis 6.170.17: with derandomize=True, importing another module changes the examples.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet hypothesis==6.170.17
cd "$folder"
cat > show.py <<'PYTHON'
import subprocess
import sys
from pathlib import Path

Path("constants.py").write_text("WORD, NUMBER, FIGURE = 'zebra crossing', 987654, 31415.25\n")
Path("draw.py").write_text("""
import sys
if len(sys.argv) > 1:
    import constants
from hypothesis import given, settings, strategies as st

drawn = []

@settings(derandomize=True)
@given(st.text(max_size=20), st.integers(), st.floats())
def draw(text, whole, number):
    drawn.append((text, whole, number))

draw()
print(drawn)
""")


def examples(*args):
    done = subprocess.run([sys.executable, "draw.py", *args], capture_output=True, check=True)
    return done.stdout


alone, again, beside = examples(), examples(), examples("import constants")
print("two runs alike:", alone == again, "- alike with another module imported:", alone == beside)
assert alone == again
assert alone != beside, "this has changed"
PYTHON
"$folder/venv/bin/python" show.py
