"""What a check finds: statistics with their bounds, and a figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from matplotlib.figure import Figure

FALSE_ALARM = 1e-6
"""Chance of a single statistic to exceed its bound although theory holds."""
MISSED = 1e-3
"""Chance to pass a deviation of the size that a statistic is said to detect."""


@dataclass
class Finding:
    """One statistic; it passes where `value` does not exceed `bound`."""

    what: str
    value: float
    bound: float
    detects: str

    @property
    def passed(self) -> bool:
        return bool(self.value <= self.bound)


@dataclass
class Outcome:
    """All statistics of a check. `figure` is None where none was asked for."""

    findings: list[Finding] = field(default_factory=list)
    figure: Figure | None = None

    @property
    def passed(self) -> bool:
        return bool(self.findings) and all(finding.passed for finding in self.findings)

    def add(self, what: str, value: float, bound: float, detects: str) -> None:
        self.findings.append(Finding(what, float(value), float(bound), detects))
