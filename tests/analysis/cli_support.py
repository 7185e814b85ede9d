"""Drives the built program as a user does: `from cli_support import berdaya`, then `berdaya("run", "x.toml")` in a folder of its own."""

import fcntl
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

DONE, WRONG_INPUT, IO_FAILED, SOME_RUNS_FAILED, INTERRUPTED, BUG = 0, 2, 3, 4, 5, 70


def program() -> str:
    beside = Path(sys.executable).with_name("berdaya")
    found = os.environ.get("BERDAYA_PROGRAM") or (str(beside) if os.access(beside, os.X_OK) else shutil.which("berdaya"))
    assert found, "no program: BERDAYA_PROGRAM is not set and berdaya is neither beside this interpreter nor on the PATH"
    return found


class Program:
    """Calls the program in `folder` with an English locale unless told otherwise."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.path = program()

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS")}
        return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm"} | more

    def __call__(self, *words, status: int | None = DONE, env: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 300} | options
        result = subprocess.run(
            [self.path, *map(str, words)], cwd=self.folder, text=True, env=self.environment(**(env or {})), check=False, **options
        )
        if status is not None:
            assert result.returncode == status, f"{words} ended with {result.returncode}:\n{result.stdout}\n{result.stderr}"
        return result

    def start(self, *words) -> subprocess.Popen:
        """Started with the usual answer to SIGINT, also where pytest itself runs in the background and ignores it."""
        return subprocess.Popen(
            [self.path, *map(str, words)],
            cwd=self.folder,
            text=True,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def on_terminal(self, *words, columns: int = 80, env: dict[str, str] | None = None) -> tuple[int, str]:
        """(exit status, all that appeared on a terminal of that width, standard error too)"""
        try:
            ours, theirs = pty.openpty()
        except OSError as error:
            pytest.skip(f"this machine lends no terminals: {error}")  # a bare chroot without /dev/pts
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [self.path, *map(str, words)], cwd=self.folder, env=self.environment(**(env or {})), stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
        os.close(ours)
        return process.wait(timeout=60), seen.decode().replace("\r\n", "\n")


@pytest.fixture
def berdaya(tmp_path):
    return Program(tmp_path)
