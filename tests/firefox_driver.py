"""Firefox as its vendor ships it, driven by WebDriver BiDi (w3.org/TR/webdriver-bidi) alone."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import websocket

# of a profile that nobody has used: no first page, no updates, English whatever the machine speaks
PREFERENCES = {
    "browser.download.folderList": 2,  # to the folder named by browser.download.dir
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-US, en",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "ui.prefersReducedMotion": 0,
}
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEYS = {"PageUp": "\ue00e", "ArrowRight": "\ue014", "Enter": "\ue007", "Tab": "\ue004"}


class Firefox:
    """One Firefox without a window, and its only page.

    Parameters
    ----------
    program : str
        Path of Firefox.
    home : Path
        An empty folder for its profile.
    patience : float
        Seconds that an answer may take.
    """

    def __init__(self, program: str, home: Path, patience: float) -> None:
        given = {**PREFERENCES, "browser.download.dir": str(home)}
        preferences = (f'user_pref("{k}", {json.dumps(v)});' for k, v in given.items())
        (home / "user.js").write_text("\n".join(preferences), encoding="utf-8")
        options = ("--headless", "--no-remote", "--remote-debugging-port", "0")
        self._process = subprocess.Popen(
            [program, *options, "--profile", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        # a page's own scripts name their origin; Firefox refuses all that do
        self._socket = websocket.create_connection(
            f"{self._address()}/session", timeout=patience, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self.errors: list[str] = []
        self.ask("session.new", {"capabilities": {}})
        self.ask("session.subscribe", {"events": ["log.entryAdded"]})
        self._page = self.ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := LISTENS.search(line):
                return found[1]
        raise RuntimeError("Firefox ended without a word on where it listens")

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a command and wait for its result; errors of the page are collected meanwhile."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.errors.append(said["params"]["text"])
            if said.get("id") == number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]

    def resize(self, width: int, height: int) -> None:
        """Give the page a window of this size, in px."""
        viewport = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", {"context": self._page, "viewport": viewport})

    def goto(self, url: str) -> None:
        """Open an address and wait until it has loaded."""
        self.errors.clear()
        self.ask(
            "browsingContext.navigate", {"context": self._page, "url": url, "wait": "complete"}
        )

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, of a promise once it is kept."""
        found = self.ask(
            "script.evaluate",
            {
                "expression": f"(async () => JSON.stringify(await ({expression})))()",
                "target": {"context": self._page},
                "awaitPromise": True,
            },
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        text = found["result"].get("value")
        return None if text is None else json.loads(text)

    def wait_until(self, expression: str) -> None:
        """Until an expression in the page is true."""
        look = f"const look = () => ({expression}) ? done(1) : setTimeout(look, 50)"
        self.evaluate(f"new Promise(done => {{ {look}; look(); }})")

    def wait_for(self, selector: str) -> None:
        """Until the page holds such an element."""
        self.wait_until(f"document.querySelector({json.dumps(selector)})")

    def press(self, *keys: str) -> None:
        """Press keys one after another, by name or character."""
        actions = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self.ask("input.performActions", {"context": self._page, "actions": [keyboard]})

    def picture(self) -> str:
        """What the window shows, as png in base 64."""
        return str(self.ask("browsingContext.captureScreenshot", {"context": self._page})["data"])

    def close(self) -> None:
        """End this Firefox."""
        self._socket.close()
        self._process.terminate()
        self._process.wait()
        assert self._process.stderr is not None
        self._process.stderr.close()
