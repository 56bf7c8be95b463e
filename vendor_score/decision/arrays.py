"""Array types of the scoring core."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

__all__ = ["Array", "Marks"]

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Marks: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
