"""Which direction is better: what the result says of each metric. Money, and who did how much, have no direction."""

from __future__ import annotations

import xarray as xr


def direction(values: xr.DataArray) -> int:
    """+1 if more is better, -1 if less is, 0 if neither or unknown."""
    return {"higher": 1, "lower": -1}.get(values.attrs.get("better"), 0)
