"""Bytes as text inside a page: base 85, a quarter longer than the bytes (base64: a third)."""

from __future__ import annotations

import numpy as np

__all__ = ["base85"]

# that of RFC 1924 with ' and , for < and &: neither ends a script element nor begins a reference
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%'()*+-;,=>?@^_`{|}~"
_CODES = np.frombuffer(_ALPHABET.encode("ascii"), np.uint8)


def base85(content: bytes) -> str:
    """Five characters for four bytes, the first the most significant; zeros fill the last four.

    `view/packed.js` reads it back.
    """
    missing = -len(content) % 4
    words = np.frombuffer(content + bytes(missing), ">u4").astype(np.uint32)
    digits = np.empty((len(words), 5), np.uint8)
    for place in range(4, -1, -1):
        words, digits[:, place] = np.divmod(words, np.uint32(85))
    return _CODES[digits].tobytes()[: 5 * len(digits) - missing].decode("ascii")
