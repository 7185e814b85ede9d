"""Reads the layer tables of docs/architecture/layers.md and the sources that they speak about."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "architecture" / "layers.md"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def table_rows(header: str) -> list[list[str]]:
    """Cells of the table whose first header cell is `header`."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def allowed_layers() -> dict[str, set[str]]:
    return {row[0]: set(row[2].split()) for row in table_rows("layer")}


def reserved_headers() -> list[tuple[list[str], set[str]]]:
    """(patterns, layers that may include a header that matches one of them)."""
    return [(re.findall(r"`([^`]+)`", row[0]), set(row[1].split())) for row in table_rows("headers")]


def sources() -> list[tuple[str, Path]]:
    """(layer, file) of every C++ file of core/ and bindings/."""
    found = []
    for path in sorted(ROOT.glob("core/*/**/*.[ch]pp")):
        found.append((path.relative_to(ROOT / "core").parts[0], path))
    for path in sorted(ROOT.glob("bindings/**/*.[ch]pp")):
        found.append(("bindings", path))
    return found


def code_of(text: str) -> str:
    """The text with comments and the insides of literals blanked; line numbers stay."""

    def blank(match: re.Match) -> str:
        return re.sub(r"[^\n]", " ", match.group(0))

    pattern = r'R"([^\s()\\]{0,16})\([\s\S]*?\)\1"|//[^\n]*|/\*[\s\S]*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
    return re.sub(pattern, blank, text)
