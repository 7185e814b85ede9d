"""What golden/NAME.json keeps of a scenario's small run: its digest, and enough beside it to see where a change begins.

Of each variable along time: a short hash of all its values up to each of a few months (so that the first month at which
it differs is known to lie between two of them) and its mean over all runs at the end. Of each policy: a short hash of
all its metrics.
"""

import hashlib
import json
from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).parent / "golden"
MONTHS = (1, 2, 3, 6, 12, 24, 48, 96, 192)  # done; and the last one
HOW_TO_RENEW = ".venv/bin/python -m pytest tests/identity --update-golden"


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.json"


def read(name: str) -> dict:
    return json.loads(path_of(name).read_text(encoding="utf-8"))


def write(name: str, golden: dict) -> None:
    FOLDER.mkdir(exist_ok=True)
    path_of(name).write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def short_hash(values: np.ndarray) -> str:
    if values.dtype.kind == "f":
        values = np.where(np.isnan(values), np.nan, values).astype(values.dtype)  # one pattern of bits for all NaN
    return hashlib.blake2b(np.ascontiguousarray(values).tobytes(), digest_size=3).hexdigest()


def mean_text(values: np.ndarray) -> str:
    values = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    return f"{values.mean(dtype=np.float64):.6g}" if values.size else "none"


def golden_of(result: Path, digest: str) -> dict:
    """The content of NAME.json for a result file."""
    with h5py.File(result) as file:
        policies = list(file["policy"].asstr()[:])
        months = {"": file["month"][:] + 1, "umkm": umkm_months(file)}
        length = int(months[""][-1])
        marks = [m for m in MONTHS if m < length] + [length]
        variables, of_policy = {}, {policy: hashlib.blake2b(digest_size=4) for policy in policies}
        for name, group, values in courses(file):
            upto = [int(np.searchsorted(months[group], mark, side="right")) for mark in marks]
            hashes = [short_hash(values[:, :, :n]) if n else "-" for n in upto]
            variables[name] = " ".join([*hashes, mean_text(values[:, :, -1])])
            if not group:
                for p, policy in enumerate(policies):
                    of_policy[policy].update(short_hash(values[p]).encode())
    return {
        "digest": digest,
        "months": marks,
        "policies": {policy: h.hexdigest() for policy, h in of_policy.items()},
        "variables": variables,
    }


def umkm_months(file: h5py.File) -> np.ndarray:
    """Months done at each snapshot."""
    days = file["umkm/snapshot"][:]
    known = {int(day): int(month) + 1 for day, month in zip(file["time"][:], file["month"][:])}
    return np.array([known[int(day)] for day in days])


def courses(file: h5py.File):
    """(name, group, values[policy, replicate, time, ...]) of every metric and every column of the UMKM."""
    for group, along in (("", "time"), ("umkm", "snapshot")):
        for name, item in sorted((file[group] if group else file).items()):
            if not isinstance(item, h5py.Dataset) or item.ndim < 3 or not item.dims[2]:
                continue
            if item.dims[2][0].name.endswith("/" + along):
                yield (f"{group}/{name}" if group else name), group, item[:]


def difference(name: str, old: dict, new: dict) -> str:
    """In words, for whoever made the change; empty if the digests are equal."""
    if old["digest"] == new["digest"]:
        return ""
    lines = [f"{name}: the results have changed: digest {new['digest']}, was {old['digest']}."]
    lines += difference_of_names("policies", old["policies"], new["policies"])
    lines += difference_of_names("variables", old["variables"], new["variables"])
    if old["months"] != new["months"]:
        return "\n".join([*lines, f"  months: {new['months'][-1]}, were {old['months'][-1]}"])

    policies = [p for p, h in old["policies"].items() if new["policies"].get(p, h) != h]
    if len(policies) < len(old["policies"]):
        lines.append(f"  policies that differ: {', '.join(policies) or 'none'} (of {len(old['policies'])})")
    for (after, month), names in sorted(first_differences(old, new).items()):
        if month is None:
            lines.append(f"  outside of these hashes: {', '.join(names)}")
        else:
            when = f"in month {month}" if month == after + 1 else f"between the months {after + 1} and {month}"
            lines.append(f"  differ first {when}: {', '.join(shown(names, old, new))}")
    same = [v for v in old["variables"] if new["variables"].get(v) == old["variables"][v]]
    lines.append(f"  the same: {', '.join(same) if len(same) < 12 else len(same)} of {len(old['variables'])} variables")
    return "\n".join(lines)


def difference_of_names(what: str, old: dict, new: dict) -> list[str]:
    gone, added = [n for n in old if n not in new], [n for n in new if n not in old]
    lines = [f"  {what} that are gone: {', '.join(gone)}"] if gone else []
    return lines + ([f"  {what} that are new: {', '.join(added)}"] if added else [])


def first_differences(old: dict, new: dict) -> dict[tuple, list[str]]:
    """{(last month known to be equal, month by which it differs): names}"""
    found: dict[tuple, list[str]] = {}
    for name, was in old["variables"].items():
        now = new["variables"].get(name, was)
        if now == was:
            continue
        pairs = zip(was.split()[:-1], now.split()[:-1])
        place = next((k for k, (a, b) in enumerate(pairs) if a != b), None)
        months = [0, *old["months"]]
        key = (months[-1], None) if place is None else (months[place], months[place + 1])
        found.setdefault(key, []).append(name)
    return found


def shown(names: list[str], old: dict, new: dict) -> list[str]:
    """With the mean at the end, before and after, where the digits that are kept show it."""
    texts = []
    for name in names:
        was, now = (golden["variables"][name].split()[-1] for golden in (old, new))
        texts.append(f"{name} (in the end {now}, was {was})" if was != now else name)
    return texts
