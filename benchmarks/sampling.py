"""How fast weightings are sampled, beside bare numpy and loops over scikit-criteria and pymcdm.

    python benchmarks/sampling.py [--samples 1000000] [--rounds 5]

All sides treat the same matrix in one run, in turn, and ratios of their medians are printed: the
machine's own speed cancels out. Bare numpy draws exponentials, multiplies one matrix and takes the
argmax, which gives first places only; vendor-score counts every rank, central weights, expected
ranks and who is ahead of whom. The loops rank one weighting after the other; they are timed on
fewer draws and scaled up. Each number of cores runs in a process of its own, held to these cores.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

VENDORS, CRITERIA = 20, 15
LOOP_DRAWS = {"scikit-criteria": 300, "pymcdm": 2_000}
GROWTH = {
    "vendors": [(5, 15), (10, 15), (20, 15), (40, 15), (80, 15)],
    "criteria": [(20, 5), (20, 10), (20, 15), (20, 30), (20, 60)],
}


def main() -> None:
    options = _options()
    if options.child:
        print(json.dumps(_measure(options)))
        return
    cores = sorted({1, min(2, os.cpu_count() or 1)})
    for count in cores:
        found = _on_cores(count, options)
        size = f"{VENDORS} vendors x {CRITERIA} criteria"
        print(f"\n{options.samples:,} weightings, {size}, {count} core(s)")
        _print_ratios(found, options.samples)
    print(f"\npeak memory by samples: {_on_cores(cores[-1], options, 'memory')}")
    for name, rows in _on_cores(cores[-1], options, "growth").items():
        print(f"\ngrowth with {name} (relative to the first)")
        for row in rows:
            print(f"  {row['size']!s:>12}: {row['ratio']:.2f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", choices=("ratios", "memory", "growth"), help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, default=1, help=argparse.SUPPRESS)
    return parser.parse_args()


def _on_cores(cores: int, options: argparse.Namespace, what: str = "ratios") -> Any:
    """Measure in a fresh process that has only these cores; BLAS takes as many threads."""
    command = [sys.executable, __file__, "--child", what, "--cores", str(cores)]
    command += ["--samples", str(options.samples), "--rounds", str(options.rounds)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(cores), "OMP_NUM_THREADS": str(cores)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def _measure(options: argparse.Namespace) -> Any:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: options.cores])
    measures: dict[str, Callable[[argparse.Namespace], Any]] = {
        "ratios": _ratios,
        "memory": _memory,
        "growth": _growth,
    }
    return measures[options.child](options)


def _ratios(options: argparse.Namespace) -> dict[str, float]:
    """Median seconds of each side for all samples, the sides taking turns."""
    points = _points(VENDORS, CRITERIA)
    sides: dict[str, Callable[[], object]] = {
        "vendor-score": lambda: _ours(points, options.samples, options.cores),
        "bare numpy": lambda: _bare(points, options.samples),
        "scikit-criteria": lambda: _skcriteria_loop(points, LOOP_DRAWS["scikit-criteria"]),
        "pymcdm": lambda: _pymcdm_loop(points, LOOP_DRAWS["pymcdm"]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side()  # first calls import and warm up
    for _ in range(options.rounds):
        for name, side in sides.items():
            seconds[name].append(_timed(side))
    scale = {name: options.samples / LOOP_DRAWS.get(name, options.samples) for name in sides}
    return {name: statistics.median(times) * scale[name] for name, times in seconds.items()}


def _print_ratios(found: dict[str, float], samples: int) -> None:
    own = found["vendor-score"]
    for name, seconds in found.items():
        scaled = f" (from {LOOP_DRAWS[name]:,} of {samples:,})" if name in LOOP_DRAWS else ""
        print(f"  {name:>16}: {seconds:9.3f} s{scaled}")
    print(f"  vendor-score / bare numpy: {own / found['bare numpy']:.2f} (target: at most 2)")
    for name in LOOP_DRAWS:
        print(f"  {name} loop / vendor-score: {found[name] / own:,.0f}")


def _memory(options: argparse.Namespace) -> dict[str, str]:
    """The process's peak after ever more samples; imports included."""
    import resource

    points, found = _points(VENDORS, CRITERIA), {}
    for samples in (10_000, 100_000, options.samples, 3 * options.samples):
        _ours(points, samples, options.cores)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found[f"{samples:,}"] = f"{peak:.0f} MB"
    return found


def _growth(options: argparse.Namespace) -> dict[str, list[dict[str, Any]]]:
    samples = options.samples // 5
    by_size = {
        name: [_best_of(options, *size, samples) for size in sizes]
        for name, sizes in GROWTH.items()
    }
    found = {
        name: [
            {"size": list(size), "ratio": seconds / times[0]}
            for size, seconds in zip(GROWTH[name], times, strict=True)
        ]
        for name, times in by_size.items()
    }
    counts = [samples // 4, samples // 2, samples, 2 * samples, 4 * samples]
    times = [_best_of(options, VENDORS, CRITERIA, count) for count in counts]
    found["samples"] = [
        {"size": count, "ratio": seconds / times[0]}
        for count, seconds in zip(counts, times, strict=True)
    ]
    return found


def _best_of(options: argparse.Namespace, vendors: int, criteria: int, samples: int) -> float:
    points = _points(vendors, criteria)
    return min(_timed(lambda: _ours(points, samples, options.cores)) for _ in range(options.rounds))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _points(vendors: int, criteria: int) -> Any:
    import numpy as np

    return np.round(np.random.default_rng(0).random((vendors, criteria)) * 99 + 1, 1)


def _ours(points: Any, samples: int, cores: int) -> object:
    from vendor_score.robustness.smaa import SamplingProblem, sample_ranks, weight_sampler
    from vendor_score.weights import WeightNode, leaf_shares

    tree = [WeightNode(id=f"c{j}", weight=1.0) for j in range(points.shape[1])]
    weights = weight_sampler(tree, leaf_shares(tree), "any", 0.25)
    return sample_ranks(SamplingProblem(points=points, weights=weights), samples, 0, workers=cores)


def _bare(points: Any, samples: int) -> object:
    import numpy as np

    weights = np.random.default_rng(0).standard_exponential((samples, points.shape[1]))
    return (weights @ points.T).argmax(axis=1)


def _skcriteria_loop(points: Any, draws: int) -> object:
    import numpy as np
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    method, objectives = WeightedSumModel(), [max] * points.shape[1]
    weightings = np.random.default_rng(0).dirichlet(np.ones(points.shape[1]), draws)
    matrices = (skcriteria.mkdm(points, objectives, weights=weights) for weights in weightings)
    return [method.evaluate(matrix).rank_ for matrix in matrices]


def _pymcdm_loop(points: Any, draws: int) -> object:
    import numpy as np
    from pymcdm.methods import WSM

    method, types = WSM(), np.ones(points.shape[1])
    weightings = np.random.default_rng(0).dirichlet(np.ones(points.shape[1]), draws)
    return [method.rank(method(points, weights, types)) for weights in weightings]


if __name__ == "__main__":
    main()
