"""The flags of an AVX2 build keep g++ 12.0 to 12.2 from the loop that they miscompile: every sum of it was wrong."""

import re
import shutil
import subprocess

import pytest
from layers import ROOT

LOOP = r"""
#include <cstdio>
#include <vector>
__attribute__((noinline)) void sums(const int* sector, const float* a, const float* b, int n, float* out) {
  for (int s = 0; s < 8; s++) {
    float lane[16] = {0};
    for (int i = 0; i < n; i += 16)
      for (int l = 0; l < 16; l++) {
        float m = sector[i + l] == s ? a[i + l] : 0.f;
        lane[l] += m * b[i + l];
      }
    float sum = 0;
    for (int l = 0; l < 16; l++) sum += lane[l];
    out[s] = sum;
  }
}
int main() {
  constexpr int n = 800;
  std::vector<int> sector(n);
  std::vector<float> a(n), b(n);
  unsigned r = 1;
  for (int i = 0; i < n; i++) {
    r = r * 1664525u + 1013904223u;
    sector[i] = int(r >> 24) % 8;
    a[i] = 0.5f + float((r >> 8) & 255) / 512.f;
    b[i] = 0.25f + float((r >> 16) & 255) / 1024.f;
  }
  float out[8];
  sums(sector.data(), a.data(), b.data(), n, out);
  int wrong = 0;
  for (int s = 0; s < 8; s++) {
    double sum = 0;
    for (int i = 0; i < n; i++)
      if (sector[i] == s) sum += double(a[i]) * b[i];
    wrong += out[s] < sum * 0.999 || out[s] > sum * 1.001;
  }
  std::printf("%d", wrong);
}
"""


@pytest.fixture
def wrong_sums(tmp_path):
    if not shutil.which("g++") or not re.search(r"\bavx2\b", open("/proc/cpuinfo").read()):
        pytest.skip("this needs g++ and a processor with AVX2")

    def compiled_with(flags):
        (tmp_path / "loop.cpp").write_text(LOOP)
        subprocess.run(["g++", "-O3", *flags, "loop.cpp", "-o", "loop"], cwd=tmp_path, check=True)
        return int(subprocess.run([tmp_path / "loop"], capture_output=True, text=True, check=True).stdout)

    return compiled_with


def flags_of_an_avx2_build(folder) -> list[str]:
    """As CMake sets them for the g++ of this machine."""
    (folder / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.22)\nproject(flags LANGUAGES CXX)\n"
        f'set(BERDAYA_ARCH x86-64-v3)\ninclude("{ROOT}/cmake/berdaya_compiler.cmake")\n'
        'file(WRITE flags.txt "${berdaya_float_flags};${berdaya_arch_flags}")\n'
    )
    command = ["cmake", "-S", folder, "-B", folder / "build", "-DCMAKE_CXX_COMPILER=g++"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return (folder / "flags.txt").read_text().split(";")


def test_an_avx2_build_sums_right(wrong_sums, tmp_path):
    flags = flags_of_an_avx2_build(tmp_path)
    assert "-march=x86-64-v3" in flags
    assert wrong_sums(flags) == 0


def test_the_flag_is_needed_where_it_is_set(wrong_sums, tmp_path):
    """Once no g++ that gets the flag needs it, it only costs speed."""
    flags = flags_of_an_avx2_build(tmp_path)
    if "-fno-tree-loop-if-convert" not in flags:
        pytest.skip("this g++ is not one of those with the fault")
    assert wrong_sums([f for f in flags if f != "-fno-tree-loop-if-convert"]) > 0
