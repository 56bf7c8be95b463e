#!/bin/sh
# python-calamine 0.9.1: error cells are read as empty text, and cannot be told from blank ones.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet python-calamine==0.9.1 xlsxwriter==3.2.9
cd "$folder"
cat > show.py <<'PYTHON'
import xlsxwriter
from python_calamine import CalamineWorkbook

book = xlsxwriter.Workbook("book.xlsx")
sheet = book.add_worksheet()
sheet.write_formula("A1", "=NA()", None, "#N/A")
sheet.write_formula("A2", "=1/0", None, "#DIV/0!")
sheet.write_blank("A3", None, book.add_format({"bold": True}))
sheet.write("A4", "a text")
book.close()

found = CalamineWorkbook.from_path("book.xlsx").get_sheet_by_index(0).to_python()
print("#N/A, #DIV/0!, a blank cell, a text:", found)
assert found == [[""], [""], [""], ["a text"]], "this has changed"
PYTHON
"$folder/venv/bin/python" show.py
