"""report.html: one file with ranking, verdict, sliders and charts; opens from disk, offline."""

from __future__ import annotations

import base64
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from html import escape
from typing import Any

from vendor_score.present.page.bundle import bundle, stylesheet
from vendor_score.present.page.payload import payload
from vendor_score.present.page.plotly_script import plotly_script, sha256_base64
from vendor_score.present.page.static import static_body
from vendor_score.present.report import Report
from vendor_score.wording import text

__all__ = ["as_json", "render_page"]

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
_LONGEST_PLAIN = 200_000  # a usual payload stays readable; long ones would outgrow 2.5 MB


def render_page(report: Report) -> bytes:
    """The whole page as UTF-8 bytes: the same report, the same bytes.

    Nothing in it asks for anything elsewhere; a Content-Security-Policy in the page forbids it.
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
        style=stylesheet(),
        body=body,
        payload_type=payload_type,
        payload=content,
        plotly=_base64(plotly.packed),
        script=script,
    ).encode()


def page_script() -> str:
    """The modules of the view with the line that starts them in a page."""
    return f"\n{bundle('page_host')}modules.page_host.start();\n"


def _packed_if_long(content: str) -> tuple[str, str]:
    """The payload with the type of its element; a packed one is read by `web/packed.js`."""
    if len(content) <= _LONGEST_PLAIN:
        return _PLAIN, content
    return _PACKED, _base64(gzip.compress(content.encode(), mtime=0))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def as_json(value: Any) -> str:
    """JSON that cannot end the script element it stands in, nor a line of a script."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
