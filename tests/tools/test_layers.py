"""The architecture of docs/architecture/layers.md, checked against the sources."""

import re
from fnmatch import fnmatchcase

from layers import INCLUDE, ROOT, allowed_layers, code_of, reserved_headers, sources


def includes():
    """(layer, file and line, style, header) of every include."""
    for layer, path in sources():
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield layer, f"{path.relative_to(ROOT)}:{line}", match.group(1), match.group(2)


def places(pattern: str, layers_excepted: set[str] = frozenset()) -> list[str]:
    """File, line and text of every match in code (not in comments or literals)."""
    found = []
    for layer, path in sources():
        if layer in layers_excepted:
            continue
        for number, line in enumerate(code_of(path.read_text(encoding="utf-8")).splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    return found


def test_there_is_something_to_check():
    assert len(sources()) > 20


def test_every_folder_of_core_is_a_layer_of_the_table():
    folders = {layer for layer, _ in sources()}
    assert folders <= set(allowed_layers())


def test_the_table_has_no_cycle():
    allowed = allowed_layers()
    for layer, below in allowed.items():
        for other in below:
            assert layer not in allowed[other], f"{layer} and {other} would include each other"
            assert allowed[other] <= below, f"{layer} sees {other} but not all that {other} sees"


def test_layers_include_downwards_only():
    allowed = allowed_layers()
    wrong = []
    for layer, place, style, header in includes():
        target = header.split("/")[0]
        if "/" in header and target in allowed and target != layer and target not in allowed[layer]:
            wrong.append(f"{place}: {layer} may not include {header}")
    assert not wrong, "\n".join(wrong)


def test_project_headers_are_written_from_core_with_quotes():
    wrong = []
    for layer, place, style, header in includes():
        ours = (ROOT / "core" / header).exists() or header == "berdaya_version.hpp"
        beside = layer == "bindings" and (ROOT / "bindings" / header).exists()
        if (style == '"') != (ours or beside):
            wrong.append(f"{place}: {header}")
    assert not wrong, "\n".join(wrong)


def test_third_party_and_system_headers_stay_in_their_layer():
    reserved = reserved_headers()
    wrong = []
    for layer, place, style, header in includes():
        for patterns, only_in in reserved:
            if style == "<" and any(fnmatchcase(header, p) for p in patterns) and layer not in only_in:
                wrong.append(f"{place}: <{header}> is for {', '.join(sorted(only_in)) or 'no layer'}")
    assert not wrong, "\n".join(wrong)


def test_boost_is_used_for_two_things_only():
    used = {(place.split(":")[0], header) for _, place, _, header in includes() if header.startswith("boost/")}
    beyond_cli = {use for use in used if not use[0].startswith("core/cli/")}
    assert beyond_cli == {("core/experiment/design_sobol.cpp", "boost/random/sobol.hpp")}
    assert all(header.startswith("boost/program_options") for _, header in used - beyond_cli)


def test_link_lists_of_cmake_say_the_same_as_the_table():
    text = re.sub(r"#[^\n]*", "", (ROOT / "core" / "CMakeLists.txt").read_text(encoding="utf-8"))
    linked = {}
    for arguments in re.findall(r"berdaya_layer\(([^)]*)\)", text):
        name, _, rest = " ".join(arguments.split()).partition(" ")
        linked[name] = set(rest.split("USES")[0].replace("SEES", "").split())
    allowed = allowed_layers()
    del allowed["bindings"]
    assert linked == allowed


def test_nothing_below_the_program_prints():
    assert not places(r"\bstd::(cout|cerr|clog|puts|putchar)\b|(?<![\w:])(std::)?f?printf\s*\(|\bstd(out|err)\b", {"cli"})


def test_nothing_below_the_program_ends_the_process():
    assert not places(r"(?<![\w.:>])(std::)?(exit|_exit|_Exit|quick_exit|terminate)\s*\(", {"cli"})


def test_no_variable_outlives_a_call():
    # A heuristic on formatted code: `static` or `thread_local` data that is not const, and a non-const definition
    # at the margin (functions have a parenthesis before any '=' or brace).
    local = places(r"^\s+(static|thread_local)\s+(?!const\b|constexpr\b|constinit const\b|consteval\b|inline constexpr\b)[^()]*[;={]")
    margin = places(
        r"^(?:static |inline |thread_local |extern )*(?!const\b|constexpr\b|using\b|namespace\b|struct\b|class\b|enum\b|union\b"
        r"|template\b|typedef\b|friend\b|return\b|concept\b|requires\b|inline const\b|inline constexpr\b|static const\b"
        r"|static constexpr\b|extern template\b|extern const\b|public\b|private\b|protected\b)"
        r"[A-Za-z_][\w:<>,*& ]*\s[A-Za-z_]\w*(\[[^\]]*\])*\s*(=[^=].*|\{.*\})?;\s*$"
    )
    assert not local + margin, "\n".join(local + margin)


def test_no_macros_but_one():
    # An attribute cannot be made conditional in another way: docs/decisions/0007-instruction-sets.md.
    assert not places(r"^\s*#\s*define\s+(?!BERDAYA_EACH_INSTRUCTION_SET\b)", {"bindings"})


def test_every_header_begins_with_pragma_once():
    wrong = []
    for _, path in sources():
        if path.suffix == ".hpp":
            code = code_of(path.read_text(encoding="utf-8")).lstrip()
            if not code.startswith("#pragma once"):
                wrong.append(str(path.relative_to(ROOT)))
    assert not wrong, "\n".join(wrong)
