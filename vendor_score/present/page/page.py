"""report.html: one file with ranking, verdict, sliders and charts; opens from disk, offline."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vendor_score.present.page.payload import digest, payload
from vendor_score.present.page.static import static_body
from vendor_score.present.report import Report
from vendor_score.wording import text

__all__ = [
    "PlotlyScript",
    "as_json",
    "bundle",
    "plotly_script",
    "render_page",
    "stylesheet",
    "without_comments",
]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z0-9_]+)\.js";\n', re.MULTILINE)
# what only people read: comments that stand alone on their lines, and indentation
# (a comment that code follows on its line is a cast for the type checker, and the code counts)
_FOR_PEOPLE = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n|^[ \t]+", re.MULTILINE | re.DOTALL
)
_EMPTY = re.compile(r"\n{2,}")
_AROUND = re.compile(r" *([{};]) +")  # spaces in a style that only people read
_EXPORT = re.compile(
    r"^export (?=(?:async )?function\*? (\w+)|class (\w+)|(?:const|let) (\w+))", re.MULTILINE
)


@cache
def bundle(entry: str) -> str:
    """The module ``entry`` and all it imports, in order, as the text of one ES module.

    Each module becomes a function that runs once and returns its exports, so that names of one
    module never meet those of another. The exports of a module are the properties of
    ``modules.<name>``; callers add a line that uses ``modules.<entry>``.

    Parameters
    ----------
    entry
        Name of a module in ``web/``, without ``.js``.

    Returns
    -------
    str
        JavaScript.

    Raises
    ------
    ValueError
        Where modules import each other.
    """
    ordered: dict[str, str] = {}
    _collect(entry, ordered, ())
    parts = [f"modules.{name} = (() => {{\n{body}}})();\n" for name, body in ordered.items()]
    return '"use strict";\nconst modules = {};\n' + "\n".join(parts)


def stylesheet() -> str:
    """The style of page and notebook.

    Returns
    -------
    str
    """
    style = without_comments(_read("view.css") + _read("charts.css"))
    return _AROUND.sub(r"\1", style)


def without_comments(source: str) -> str:
    """The same code without comments that stand alone on their lines, indentation, empty lines.

    Parameters
    ----------
    source : str
        JavaScript or CSS.

    Returns
    -------
    str
    """
    return _EMPTY.sub("\n", _FOR_PEOPLE.sub("", source))


def _collect(name: str, ordered: dict[str, str], above: tuple[str, ...]) -> None:
    if name in ordered:
        return
    if name in above:
        raise ValueError(f"view modules import each other: {' > '.join((*above, name))}")
    source = _read(f"{name}.js")
    for _, needed in _IMPORT.findall(source):
        _collect(needed, ordered, (*above, name))
    ordered[name] = _as_function_body(source)


def _as_function_body(source: str) -> str:
    names = [next(filter(None, match)) for match in _EXPORT.findall(source)]
    body = _IMPORT.sub(_destructure, source)
    return f"{without_comments(_EXPORT.sub('', body))}return {{ {', '.join(names)} }};\n"


def _destructure(match: re.Match[str]) -> str:
    names = re.sub(r"\b(\w+) as (\w+)", r"\1: \2", match[1])
    return f"const {{{names}}} = modules.{match[2]};\n"


def _read(name: str) -> str:
    text = files("vendor_score.present.page").joinpath("web", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


# plotly.js as it lies inside the page: packed once, known by its hash, found without plotly.

_LEVEL = 8  # one more saves nothing, at half as much time again


@dataclass(frozen=True, kw_only=True, slots=True)
class PlotlyScript:
    """plotly.min.js as the page holds it.

    Attributes
    ----------
    packed : bytes
        gzip bytes.
    sha256 : str
        Of the unpacked text, in base64.
    """

    packed: bytes
    sha256: str


@cache
def plotly_script() -> PlotlyScript:
    """The script of the installed plotly; plotly itself is not imported (0.25 s).

    The work is done outside the interpreter lock, so that a thread may prepare it.

    Returns
    -------
    PlotlyScript

    Raises
    ------
    ModuleNotFoundError
        Without plotly.
    """
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("plotly")
    script = Path(spec.origin).parent.joinpath("package_data", "plotly.min.js").read_bytes()
    return PlotlyScript(packed=gzip.compress(script, _LEVEL, mtime=0), sha256=sha256_base64(script))


def sha256_base64(content: bytes) -> str:
    """A hash as a Content-Security-Policy names it.

    Parameters
    ----------
    content : bytes
        Of a script.

    Returns
    -------
    str
    """
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")


_POLICY = (
    "default-src 'none'; script-src 'sha256-{page}' 'sha256-{plotly}'; "
    "style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:; "
    "base-uri 'none'; form-action 'none'"
)
_PAGE = """<!doctype html>
<html lang="{lang}" class="vs-page">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<div id="page" class="vs">
{body}
</div>
<script type="{payload_type}" id="payload">{payload}</script>
<script type="application/json" id="setting">{{}}</script>
<script type="application/octet-stream" id="plotly">{plotly}</script>
<script type="module">{script}</script>
</body>
</html>
"""
_PLAIN, _PACKED = "application/json", "application/octet-stream"
_LINE = 1000
_LONGEST_PLAIN = 200_000  # a usual payload stays readable; long ones would outgrow 2.5 MB


def render_page(report: Report) -> bytes:
    """The whole page as UTF-8 bytes: the same report, the same bytes.

    Nothing in it asks for anything elsewhere; a Content-Security-Policy in the page forbids it.

    Parameters
    ----------
    report : Report
        Redacted already.

    Returns
    -------
    bytes
    """
    with ThreadPoolExecutor(1) as pool:
        packing = pool.submit(plotly_script)
        script = page_script()
        payload_type, content = _packed_if_long(as_json(payload(report)))
        body = static_body(report)
        plotly = packing.result()
    policy = _POLICY.format(page=sha256_base64(script.encode()), plotly=plotly.sha256)
    return _PAGE.format(
        lang=text("language.tag", report.lang),
        policy=policy,
        title=escape(report.decision.criteria.title.text(report.lang)),
        style=stylesheet() + _page_feet(report),
        body=body,
        payload_type=payload_type,
        payload=content,
        plotly=_base64(plotly.packed),
        script=script,
    ).encode()


def _page_feet(report: Report) -> str:
    """Date and digest at the foot of every printed page, beside its number; digits only."""
    date = report.decision.criteria.reference_date.isoformat()
    known = digest(report.decision)
    said = f"{date} · {known}" if known else date
    return f'@page {{ @bottom-left {{ content: "{said}"; }} }}\n'


def page_script() -> str:
    """The modules of the view with the line that starts them in a page.

    Returns
    -------
    str
    """
    return f"\n{bundle('page_host')}modules.page_host.start();\n"


def _packed_if_long(content: str) -> tuple[str, str]:
    """The payload with the type of its element; a packed one is read by `web/packed.js`."""
    if len(content) <= _LONGEST_PLAIN:
        return _PLAIN, content
    return _PACKED, _base64(gzip.compress(content.encode(), mtime=0))


def _base64(content: bytes) -> str:
    """In lines: searching through megabytes in one run takes a regular expression ages."""
    text = base64.b64encode(content).decode("ascii")
    return "\n".join(text[at : at + _LINE] for at in range(0, len(text), _LINE))


def as_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in, nor a line of a script.

    Parameters
    ----------
    value : object
        Plain data.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        For NaN or infinity.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
