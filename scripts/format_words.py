"""Put the catalogues and lexica into their one form: keys sorted, long lists wrapped.

    python scripts/format_words.py [--check]

With ``--check`` nothing is written; the exit code is 1 where a file is not in that form.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

import vendor_score

FOLDER = Path(vendor_score.__file__).parent / "wording"
WIDTH = 100


def formatted(words: Mapping[str, str | Sequence[str]]) -> str:
    """The text of a catalogue or lexicon: one line a key, lists of phrases wrapped."""
    entries = [f"{_json(key)}: {_entry(words[key])}" for key in sorted(words)]
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _entry(entry: str | Sequence[str]) -> str:
    if isinstance(entry, str):
        return _json(entry)
    # a phrase may hold blanks: they are kept from being places to wrap at
    row = ", ".join(_json(phrase).replace(" ", "\0") for phrase in dict.fromkeys(entry))
    if len(row) < WIDTH:
        return f"[{row}]".replace("\0", " ")
    lines = textwrap.wrap(row, WIDTH, break_long_words=False, break_on_hyphens=False)
    return "[\n  " + "\n  ".join(lines).replace("\0", " ") + "\n]"


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    unformatted = []
    for path in sorted(FOLDER.glob("*/*.json")):
        before = path.read_text(encoding="utf-8")
        after = formatted(json.loads(before))
        if before != after:
            unformatted.append(path)
            if "--check" not in sys.argv:
                path.write_text(after, encoding="utf-8")
    for path in unformatted:
        print(path.relative_to(FOLDER))
    return 1 if unformatted and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
