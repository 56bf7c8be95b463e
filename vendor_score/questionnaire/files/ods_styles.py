"""What an ods document's styles tell: hidden tables, and times apart from durations."""

from __future__ import annotations

__all__ = ["StyleReading"]


class StyleReading:
    """Handlers for the styles of styles.xml and content.xml, and what they found."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._style = ""
        self._time: tuple[str, set[str]] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local not in ("style", "table-properties", "time-style", "hours", "minutes", "seconds"):
            return
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if local == "style":
            self._start_style(plain)
        elif local == "table-properties":
            if plain.get("display") == "false":
                self._hidden.add(self._style)
        elif local == "time-style":
            elapsed = plain.get("truncate-on-overflow") == "false"
            self._time = plain.get("name", ""), {"elapsed"} if elapsed else set()
        elif self._time is not None:
            self._time[1].add(local)

    def end(self, name: str) -> None:
        if name.endswith("}time-style") and self._time is not None:
            style, parts = self._time
            self._kinds[style] = (
                "time" if parts >= {"hours"} and "elapsed" not in parts else "duration"
            )
            self._time = None

    def hides_table(self, style: str) -> bool:
        return style in self._hidden

    def time_kind(self, style: str) -> str:
        """``time`` for a time of day (h:mm), ``duration`` for mm:ss and elapsed hours."""
        for _ in range(8):
            if style in self._formats:
                return self._kinds.get(self._formats[style], "time")
            if style not in self._parents:
                break
            style = self._parents[style]
        return "time"

    def _start_style(self, plain: dict[str, str]) -> None:
        self._style = plain.get("name", "")
        if "data-style-name" in plain:
            self._formats[self._style] = plain["data-style-name"]
        if "parent-style-name" in plain:
            self._parents[self._style] = plain["parent-style-name"]
