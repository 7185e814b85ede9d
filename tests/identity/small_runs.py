"""The scenarios whose results must have the same bits everywhere, and a run of each that is small but sees all of it.

Every bundled scenario and every reference scenario: all policies, all metrics, all columns of the UMKM, all months. A
new file in scenarios/ or tests/reference/ is taken up without an edit here.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = Path(os.environ.get("BERDAYA_PROGRAM") or Path(sys.executable).with_name("berdaya"))
BUNDLED = {path.parent.name: path.parent.name for path in ROOT.glob("scenarios/*/*.toml")}
REFERENCES = {f"reference_{path.stem}": str(path) for path in (ROOT / "tests/reference").glob("*.toml")}
SCENARIOS = dict(sorted((BUNDLED | REFERENCES).items()))  # name -> what `berdaya run` is given

# In the order of the command; a test that changes one of them says what it changes.
WORDS = {
    "--policy": "all",
    "--replicates": "2",
    "--seed": "7",
    "--metrics": "all",
    "--umkm-every": "6",
    "--threads": "2",
}

# Where there are many communities: shorter, and the UMKM kept less often, so that a run stays seconds and some megabytes.
SMALLER = {
    "madiun": {"--umkm-every": "24"},
    "semarang_kampung_tematik": {"--replicates": "1", "--months": "60", "--umkm-every": "60"},
}


def run(name: str, result: Path, program: Path = INSTALLED, **changed: str) -> Path:
    """Runs the scenario into `result`: run("surakarta", path, threads="7")."""
    words = WORDS | SMALLER.get(name, {}) | {"--" + key.replace("_", "-"): value for key, value in changed.items()}
    command = [program, "run", SCENARIOS[name], *(part for pair in words.items() for part in pair), "--quiet"]
    call([*command, "--output", result])
    return result


def call(command) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def environment() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C.UTF-8"}


def digest(result: Path) -> str:
    return call([INSTALLED, "digest", result]).strip()


def variable_digests(result: Path) -> dict[str, str]:
    lines = call([INSTALLED, "digest", "--each", result]).splitlines()
    return {name: value for value, name in (line.split(maxsplit=1) for line in lines)}
