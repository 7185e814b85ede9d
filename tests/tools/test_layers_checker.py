"""The checks of test_layers.py find what they are there to find."""

import pytest
import test_layers
from layers import code_of


@pytest.fixture
def core_with(tmp_path, monkeypatch):
    """Makes the checks look at one file with the given text instead of the repository."""

    def write(place: str, text: str) -> None:
        path = tmp_path / place
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        layer = path.relative_to(tmp_path / "core").parts[0] if place.startswith("core/") else "bindings"
        monkeypatch.setattr(test_layers, "sources", lambda: [(layer, path)])
        monkeypatch.setattr(test_layers, "ROOT", tmp_path)

    return write


CHECKS = {
    "upwards": (test_layers.test_layers_include_downwards_only, '#include "engine/simulation.hpp"\n'),
    "sideways": (test_layers.test_layers_include_downwards_only, '#include "interventions/catalogue.hpp"\n'),
    "relative": (test_layers.test_project_headers_are_written_from_core_with_quotes, '#include "../base/ids.hpp"\n'),
    "hdf5": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <hdf5.h>\n"),
    "toml": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <toml++/toml.h>\n"),
    "boost": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <boost/any.hpp>\n"),
    "pybind11": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <pybind11/numpy.h>\n"),
    "thread": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <thread>\n"),
    "random": (test_layers.test_third_party_and_system_headers_stay_in_their_layer, "#include <random>\n"),
    "cout": (test_layers.test_nothing_below_the_program_prints, "void f() { std::cout << 1; }\n"),
    "printf": (test_layers.test_nothing_below_the_program_prints, 'void f() { printf("x"); }\n'),
    "exit": (test_layers.test_nothing_below_the_program_ends_the_process, "void f() { std::exit(1); }\n"),
    "global": (test_layers.test_no_variable_outlives_a_call, "int counter = 0;\n"),
    "global braces": (test_layers.test_no_variable_outlives_a_call, "std::vector<int> cache{};\n"),
    "static local": (test_layers.test_no_variable_outlives_a_call, "void f() {\n  static int calls = 0;\n}\n"),
    "thread local": (test_layers.test_no_variable_outlives_a_call, "void f() {\n  thread_local std::string text;\n}\n"),
    "macro": (test_layers.test_no_macros_but_one, "#define SQUARE(x) ((x) * (x))\n"),
}


@pytest.mark.parametrize("name", CHECKS)
def test_a_fault_in_a_rule_is_found(name, core_with):
    check, fault = CHECKS[name]
    core_with("core/rules/rule.cpp", fault)
    with pytest.raises(AssertionError):
        check()


@pytest.mark.parametrize("name", CHECKS)
def test_sound_code_passes(name, core_with):
    sound = """// std::cout, exit(1) and int counter = 0; are only spoken of here
#include <vector>

namespace berdaya {
namespace {

constexpr int kinds = 3;
const std::array<int, 2> pair{1, 2};
struct Row {
  int value = 0;
};
static_assert(kinds == 3);

}  // namespace

int answer(const Row& row, float scale = 1.0f);
static int twice(int x) { return 2 * x; }
std::string text() {
  static const std::vector<int> table = {1, 2};
  static constexpr int size = 3;
  return "std::cout << 1; printf(x); exit(1)";
}
auto Draws::operator()() const -> float;
using Column = std::vector<float>;

}  // namespace berdaya
"""
    core_with("core/rules/rule.cpp", sound)
    CHECKS[name][0]()


def test_blanking_keeps_line_numbers():
    text = 'a; // one\n"two" /* three\n four */ b\nR"x(\n)x" c'
    assert code_of(text).count("\n") == text.count("\n")
    assert "one" not in code_of(text) and "four" not in code_of(text) and "b" in code_of(text)
