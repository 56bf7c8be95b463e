"""A live JupyterLab on loopback that asks nothing of the network, ended with the tests."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

STARTS_WITHIN = 300
ENDS_WITHIN = 30
TRIES = 3
SETTINGS = {
    "apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}


@dataclass(frozen=True)
class Lab:
    """A running server: where, the word that opens it, and the folder that it shows."""

    address: str
    token: str
    folder: Path

    def page(self, notebook: str) -> str:
        return f"{self.address}/lab/tree/{notebook}?token={self.token}"


@pytest.fixture(scope="session")
def lab(jupyter_lab: str, tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab with folders, settings and kernels of its own.

    Another program may take the free port before the server does: then the server ends, and the
    next one gets another port.
    """
    for _ in range(TRIES):
        home = tmp_path_factory.mktemp("jupyter")
        lab = Lab(f"http://127.0.0.1:{free_port()}", secrets.token_hex(), home / "notebooks")
        lab.folder.mkdir()
        write_settings(home / "settings")
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                command(jupyter_lab, lab),
                cwd=lab.folder, env=environment(home), stdout=log, stderr=log,
            )  # fmt: skip
            try:
                if is_up(lab, server):
                    yield lab
                    return
            finally:
                end(server)
    pytest.fail(f"JupyterLab did not start:\n{(home / 'log').read_text(errors='replace')[-3000:]}")


def command(jupyter_lab: str, lab: Lab) -> list[str]:
    return [
        jupyter_lab,
        "--no-browser",
        "--allow-root",  # test machines in containers are often run by root
        "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={lab.address.rpartition(':')[2]}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={lab.folder}",
        f"--IdentityProvider.token={lab.token}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    return {
        **kept,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }


def write_settings(folder: Path) -> None:
    for name, values in SETTINGS.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def is_up(lab: Lab, server: subprocess.Popen) -> bool:
    """Whether the server answers, once it does or has ended."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{lab.address}/api?token={lab.token}", timeout=30).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return True
    return False


def end(server: subprocess.Popen) -> None:
    """Asked first, since it ends its kernels when asked; then killed."""
    server.terminate()
    try:
        server.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
