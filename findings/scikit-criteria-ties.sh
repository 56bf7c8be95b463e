#!/bin/sh
# scikit-criteria 0.10: vendors with the same weighted sum get different ranks, by the last bit.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet scikit-criteria==0.10
cd "$folder"
cat > show.py <<'PYTHON'
import skcriteria
from skcriteria.agg.simple import WeightedSumModel

# 0.1 + 0.2 against 0.3 + 0.0
problem = skcriteria.mkdm([[0.1, 0.2], [0.3, 0.0], [0.0, 0.1]], [max, max], weights=[1, 1])
ranking = WeightedSumModel().evaluate(problem)
print("scores:", ranking.e_.score, "ranks:", ranking.rank_)
assert str(ranking.e_.score) == "[0.3 0.3 0.1]"
assert list(ranking.rank_) == [1, 2, 3], "this has changed"
PYTHON
"$folder/venv/bin/python" show.py
