#!/bin/sh
# scikit-criteria 0.10: evaluating MARCOS writes its figures to standard output.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet scikit-criteria==0.10
cd "$folder"
cat > show.py <<'PYTHON'
import contextlib
import io

import skcriteria
from skcriteria.agg.marcos import MARCOS

problem = skcriteria.mkdm([[1, 2], [3, 1], [2, 2]], [max, max], weights=[0.5, 0.5])
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    ranking = MARCOS().evaluate(problem)
print("ranks:", list(ranking.rank_))
print("printed meanwhile:", printed.getvalue())
assert printed.getvalue().startswith("["), "this has changed"
PYTHON
"$folder/venv/bin/python" show.py
