"""C++ sources follow .clang-format. Formatters differ between versions, so only the one named here counts."""

import re
import shutil
import subprocess

import pytest
from layers import ROOT

VERSION = 14  # Debian 12


def clang_format() -> str:
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if program:
            text = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {VERSION}\.", text):
                return program
    pytest.skip(f"clang-format {VERSION} is not installed (package clang-format-{VERSION})")


def test_sources_are_formatted():
    files = [str(p) for folder in ("core", "bindings", "tests/core", "benchmarks") for p in ROOT.glob(f"{folder}/**/*.[ch]pp")]
    assert files
    result = subprocess.run([clang_format(), "--dry-run", *sorted(files)], capture_output=True, text=True, cwd=ROOT)
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: warning: code should be clang-formatted", result.stderr, re.MULTILINE)))
    assert not wrong, "run tools/format.sh; it would change:\n" + "\n".join(wrong)
