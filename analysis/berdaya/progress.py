"""How far a batch is: a bar on a terminal or in a notebook, a line now and then in a log."""

from __future__ import annotations

import sys
from typing import TextIO

FULL, EMPTY = "\u2588", "\u2591"


def duration(seconds: float) -> str:
    seconds = int(round(seconds))
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} min {seconds:02d} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min"


def state_text(done: int, total: int, failed: int, share: float, seconds: float) -> str:
    text = f"{done}/{total} runs"
    if failed:
        text += f", {failed} failed"
    if share > 0 and seconds > 0.5 and done < total:
        text += f", {duration(seconds * (1 - share) / share)} left"
    return text


class Progress:
    """The callback of a batch; `close` removes the bar."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._on_terminal = bool(getattr(self._stream, "isatty", lambda: False)())
        self._display = None if self._on_terminal else _notebook_display()
        self._next_line = 10.0  # seconds
        self._width = 0

    def __call__(self, done: int, total: int, failed: int, months_done: int, months_total: int, seconds: float) -> None:
        share = months_done / months_total if months_total else 1.0
        text = state_text(done, total, failed, share, seconds)
        if self._on_terminal:
            filled = round(24 * share)
            bar = FULL * filled + EMPTY * (24 - filled)
            self._put(f"{bar} {share:4.0%}  {text}")
        elif self._display is not None:
            self._display(share, text)
        elif seconds >= self._next_line:
            self._next_line = seconds + 30.0
            print(f"berdaya: {text}", file=self._stream, flush=True)

    def close(self) -> None:
        if self._on_terminal and self._width:
            self._put("")
            self._stream.write("\r")
            self._stream.flush()
        if self._display is not None:
            self._display(None, "")

    def _put(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = max(self._width, len(line))


def _notebook_display():
    """A function that shows a bar below the cell, or None outside notebooks."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None or not hasattr(shell, "kernel"):
        return None
    from IPython.display import HTML, display

    handle = None

    def show(share: float | None, text: str) -> None:
        nonlocal handle
        if share is None:
            if handle is not None:
                handle.update(HTML(""))
            return
        bar = HTML(f'<progress value="{share:.4f}" max="1" style="width:16em;vertical-align:middle"></progress> {text}')
        if handle is None:
            handle = display(bar, display_id=True)
        else:
            handle.update(bar)

    return show
