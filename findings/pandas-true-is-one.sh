#!/bin/sh
# pandas 3.0.0: read_excel turns TRUE into 1.0 where the column also holds numbers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet pandas==3.0.0 openpyxl==3.1.5
cd "$folder"
cat > show.py <<'PYTHON'
import openpyxl
import pandas as pd

book = openpyxl.Workbook()
for row in (["mixed", "alone"], [0.5, True], [True, False]):
    book.active.append(row)
book.save("book.xlsx")
assert [cell.value for cell in openpyxl.load_workbook("book.xlsx").active["A"]] == ["mixed", 0.5, True]

found = pd.read_excel("book.xlsx")
print(found, found.dtypes, sep="\n")
assert found["mixed"].tolist() == [0.5, 1.0], "this has changed"
assert not any(isinstance(value, bool) for value in found["mixed"]), "this has changed"
assert found["alone"].tolist() == [True, False]
PYTHON
"$folder/venv/bin/python" show.py
