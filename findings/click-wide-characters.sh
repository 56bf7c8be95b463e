#!/bin/sh
# click 8.4.0: wrap_text counts characters, so that Chinese takes twice the width that is asked for.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet click==8.4.0
cd "$folder"
cat > show.py <<'PYTHON'
from unicodedata import east_asian_width

from click import wrap_text

text = "按 权重 排名 供应商 并 说明 这个 排名 有 多 可靠 哪些 回答 会 改变 它"
lines = wrap_text(text, width=20).splitlines()
taken = [sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in lines]
print(*lines, f"columns taken of the 20 asked for: {taken}", sep="\n")
assert max(taken) > 20, "this has changed"
PYTHON
"$folder/venv/bin/python" show.py
