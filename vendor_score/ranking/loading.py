"""Load scikit-criteria ahead of its use: importing it takes seconds, ranking by it milliseconds."""

from __future__ import annotations

__all__ = ["load_library"]


def load_library() -> None:
    """Import every aggregation method of scikit-criteria."""
    import skcriteria.agg  # noqa: F401 - for what importing it leaves behind
