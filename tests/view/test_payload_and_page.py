"""The page as bytes: what stands in it, what does not, and that it is always the same."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from view_reports import VENDORS, decision, report

import vendor_score
from vendor_score import charts
from vendor_score.present.page.page import as_json, bundle, render_page, without_comments
from vendor_score.present.page.payload import digest, payload
from vendor_score.records import InputFile

VIEW = Path(vendor_score.__file__).parent / "present" / "page" / "web"


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(report()).decode()


def block(page: str, id: str) -> str:
    return re.search(rf'<script type="[^"]*" id="{id}">(.*?)</script>', page, re.DOTALL)[1]


def test_the_same_report_gives_the_same_bytes():
    assert render_page(report()) == render_page(report())


def test_the_page_stays_small(page):
    assert len(page.encode()) < 2_500_000


def test_long_payloads_are_packed_and_hold_the_same():
    made = report([f"</script> {i}" for i in range(60)])
    page = render_page(made).decode()
    packed = base64.b64decode(block(page, "payload"))
    assert json.loads(gzip.decompress(packed)) == json.loads(as_json(payload(made)))
    assert page.count("</script>") == 4


def test_what_is_packed_stands_in_short_lines(page):
    # in one run of megabytes, a text search with regular expressions takes minutes
    long = render_page(report([f"Vendor {i}" for i in range(60)])).decode()
    lines = [*block(page, "plotly").split(), *block(long, "payload").split()]
    assert max(map(len, lines)) <= 1000


def test_the_policy_names_exactly_the_two_scripts(page):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.search(r'<script type="module">(.*?)</script>', page, re.DOTALL)[1]
    plotly = gzip.decompress(base64.b64decode(block(page, "plotly")))
    hashes = [
        base64.b64encode(hashlib.sha256(text).digest()).decode()
        for text in (script.encode(), plotly)
    ]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'; "
        "style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:; base-uri 'none'; "
        "form-action 'none'"
    )
    assert page.count("plotly.js v") == 0
    assert plotly.startswith(b"/**\n* plotly.js")


def test_nothing_in_the_page_points_elsewhere(page):
    without_plotly = page.replace(block(page, "plotly"), "")
    urls = set(re.findall(r"https?://[^\s\"'%)]+", without_plotly))
    assert {url for url in urls if "w3.org" not in url} == set()
    assert not re.search(r"<(?:link|img|iframe)\b", without_plotly)


def test_hostile_text_cannot_leave_its_element():
    for hostile in ("</script><script>alert(1)</script>", "<!--", "\u2028\u2029", "]]>&amp;"):
        text = as_json({"name": hostile})
        assert not re.search(r"[<>&\u2028\u2029]", text)
        assert json.loads(text) == {"name": hostile}
    hostile = ("</script><img src=x onerror=alert(1)>", '" onmouseover="alert(1)', *VENDORS[2:])
    made = render_page(report(hostile)).decode()
    assert "<img" not in made
    assert 'onmouseover="alert' not in made


def test_shared_reports_lack_private_answers_and_files():
    shared = payload(report(audience="shared"))
    assert not [c for c in shared["criteria"] if c["private"] or c["id"] == "seat_price"]
    total = next(c for c in shared["criteria"] if c["withheld"])
    assert total["id"] == "price"
    at = shared["criteria"].index(total)
    for vendor in shared["vendors"]:
        assert not {"text", "reading", "at", "evidence_text"} & vendor["answers"][at].keys()
    assert total["curve"] is None
    page = render_page(report(audience="shared")).decode()
    assert "returned/vendor" not in page
    assert ".xlsx" not in page
    made = decision()
    told = {made.answers.of(name, "seat_price").text for name in made.vendors}
    assert not [text for text in told if len(text) >= 4 and f'"{text}"' in page]


def test_the_buyer_s_report_has_every_answer_with_its_cell():
    made = report()
    plain = payload(made)
    for vendor in plain["vendors"]:
        for criterion, answer in zip(plain["criteria"], vendor["answers"], strict=True):
            own = made.decision.answers.of(vendor["name"], criterion["id"])
            assert answer.get("text", "") == own.text
            assert answer.get("at") == (
                [own.source.file, own.source.sheet, own.source.cell] if own.source.file else None
            )


def test_vendors_are_never_keys():
    def keys(value):
        if isinstance(value, dict):
            yield from value
            for inner in value.values():
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    assert not set(keys(payload(report()))) & set(VENDORS)


def test_every_wording_that_the_view_asks_for_is_there():
    asked = set()
    for path in VIEW.glob("*.js"):
        source = path.read_text("utf-8")
        asked |= set(re.findall(r"[\"`]((?:language|page|terms|verdict)\.[a-z_.]+)[\"`]", source))
    assert asked - payload(report())["texts"].keys() == set()
    assert len(asked) > 100


def test_modules_are_joined_each_once_and_in_order():
    text = bundle("page_host")
    order = re.findall(r"^modules\.(\w+) = ", text, re.MULTILINE)
    assert len(order) == len(set(order))
    for name in order:
        body = text.split(f"modules.{name} = ")[1].split("\nmodules.")[0]
        for needed in re.findall(r"= modules\.(\w+);", body):
            assert order.index(needed) < order.index(name)
    assert not re.search(r"^(?:import|export) ", text, re.MULTILINE)


def test_charts_are_plotly_figures_twice_over():
    ranking = report().ranking
    for _ in range(2):
        figure = charts.contributions(ranking, "en")
        assert sum(trace.x[0] for trace in figure.data) == pytest.approx(ranking.vendors[0].score)
        assert charts.heat_map(ranking, "zh").data[0].type == "heatmap"
        assert len(charts.profile(ranking, lang="en").data) == 2
        first, second = ranking.vendors[0], ranking.vendors[1]
        gap = charts.compare(ranking, first.name, second.name, "en")
        assert sum(gap.data[0].x) == pytest.approx(first.score - second.score)


def test_a_cast_for_the_type_checker_keeps_the_code_that_follows_it():
    source = "  /** @type {X} */ (a).b();\nlet c = 1;\n/** said\n * to people */\nfoo();\n  // x\n"
    kept = without_comments(source)
    assert kept == "/** @type {X} */ (a).b();\nlet c = 1;\nfoo();\n"


def test_the_digest_is_that_of_the_files_and_not_of_their_names():
    made = decision()
    other = replace(
        made, answers=replace(made.answers, inputs=(InputFile(file="a.xlsx", sha256="12"),))
    )
    renamed = replace(
        made, answers=replace(made.answers, inputs=(InputFile(file="b.xlsx", sha256="12"),))
    )
    changed = replace(
        made, answers=replace(made.answers, inputs=(InputFile(file="a.xlsx", sha256="13"),))
    )
    assert digest(other) == digest(renamed)
    assert digest(other) != digest(changed)
    assert re.fullmatch(r"[0-9a-f]{12}", digest(other))


def test_short_names_stand_beside_the_full_ones():
    made = report()
    assert not [vendor for vendor in payload(made)["vendors"] if "short" in vendor]
    answers = replace(made.decision.answers, short_names={VENDORS[0]: "First"})
    short = payload(replace(made, decision=replace(made.decision, answers=answers)))
    assert [vendor.get("short") for vendor in short["vendors"]].count("First") == 1
