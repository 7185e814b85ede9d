"""The table of tools/coverage.sh from gcovr's JSON: by layer, files with most lines missing, branches of rules."""

import json
import sys
from collections import defaultdict
from pathlib import Path

AIM = 90.0  # per cent of the lines of core/


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f} %" if whole else "     - "


def main(path: str) -> None:
    counts = defaultdict(lambda: [0, 0, 0, 0])  # layer -> lines reached, lines, branches taken, branches
    missing, untaken = {}, []
    for file in json.loads(Path(path).read_text(encoding="utf-8"))["files"]:
        name, layer = file["file"], file["file"].split("/")[1]
        lines = {}  # a template has a line once for each of its forms
        for line in file["lines"]:
            if line.get("gcovr/noncode") or line.get("gcovr/excluded"):
                continue
            reached, branches = lines.setdefault(line["line_number"], [0, []])
            taken = [b["count"] for b in line["branches"] if not b.get("gcovr/excluded")]
            alike = len(branches) == len(taken)
            merged = [a + b for a, b in zip(branches, taken)] if alike else max(branches, taken, key=len)
            lines[line["line_number"]] = [reached + line["count"], merged]
        hit = sum(1 for reached, _ in lines.values() if reached)
        branches = [count for _, counted in lines.values() for count in counted]
        for key in (layer, "all of core"):
            row = (hit, len(lines), sum(1 for c in branches if c), len(branches))
            counts[key] = [a + b for a, b in zip(counts[key], row)]
        missing[name] = (len(lines) - hit, hit, len(lines))
        if layer == "rules":
            for number, (_, counted) in sorted(lines.items()):
                if 0 in counted:
                    untaken.append(f"{name}:{number} ({counted.count(0)} of {len(counted)})")

    print(f"{'':14}{'lines':>9}{'':>14}{'branches':>9}")
    total = counts.pop("all of core")
    for layer, (hit, lines, taken, branches) in [*sorted(counts.items()), ("all of core", total)]:
        of_lines = f"{share(hit, lines):>9}{f'{hit}/{lines}':>14}"
        print(f"{layer:14}{of_lines}{share(taken, branches):>9}{f'{taken}/{branches}':>14}")
    print("\nMost lines missing:")
    for name, (without, hit, lines) in sorted(missing.items(), key=lambda item: -item[1][0])[:10]:
        print(f"  {name:46}{without:5} of {lines}")
    print("\nBranches of rules that no test takes:", "none" if not untaken else "")
    for place in untaken:
        print(f"  {place}")
    reached = 100 * total[0] / total[1]
    print(f"\nLines of core/: {reached:.1f} % (aim: {AIM:.0f} %)" + ("" if reached >= AIM else ": BELOW THE AIM"))


if __name__ == "__main__":
    main(sys.argv[1])
