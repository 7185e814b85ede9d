"""berdaya patterns: from a file of patterns to a table, a page, JSON and the exit status."""

import json
from pathlib import Path

import pytest
from cli_support import IO_FAILED, WRONG_INPUT, berdaya  # noqa: F401

PATTERNS = """
format = 1
[setting.short]
set = { months = 18 }

[[pattern]]
id = "T.visits"
statement = { en = "Visits raise awareness.", id = "Kunjungan menaikkan kesadaran." }
source = "a test"
setting = "short"
expect = "up"
smallest = 0.05
why = { en = "for a test", id = "untuk uji" }
[[pattern.arm.with.intervention]]
kind = "visits"
from = 2016-02-01
intensity = 0.3
[pattern.measure]
metric = "awareness"
from = 2017-01-01

[[pattern]]
id = "T.wrong"
statement = { en = "Visits lower awareness.", id = "Kunjungan menurunkan kesadaran." }
source = "a test"
counts_as = "built_in"
published = { en = "never seen", id = "tak pernah terlihat" }
setting = "short"
expect = "down"
smallest = 0.05
why = { en = "for a test", id = "untuk uji" }
[[pattern.arm.with.intervention]]
kind = "visits"
from = 2016-02-01
intensity = 0.3
[pattern.measure]
metric = "awareness"
from = 2017-01-01

[[pattern]]
id = "T.untestable"
statement = { en = "Ghosts are many.", id = "Hantu banyak." }
source = "a test"
untestable = { en = "the model has none", id = "model tidak memilikinya" }
"""


@pytest.fixture
def patterns(berdaya):  # noqa: F811
    scenario = berdaya("run", "karanganyar_gunung", "--months", 2, "-o", "k.h5", "--quiet") and berdaya("info", "k.h5", "--scenario").stdout
    scenario = scenario.replace("months = 2\n", "months = 24\n", 1)
    (berdaya.folder / "k.toml").write_text(scenario)
    (berdaya.folder / "patterns.toml").write_text(PATTERNS)
    return berdaya


def test_a_failing_pattern_is_a_result_and_no_error(patterns):
    text = patterns("patterns", "./k.toml", "--quiet").stdout
    lines = {line.split()[0]: line for line in text.splitlines() if line.startswith("T.")}
    assert " holds " in lines["T.visits"]
    assert " fails " in lines["T.wrong"]
    assert " cannot say " in lines["T.untestable"]
    assert "    Visits raise awareness." in text
    assert "1 holds, 0 holds weakly, 1 fails, 0 cannot say" in text
    assert "    Visits lower awareness.\n    published: never seen\n" in text
    assert text.count("published: ") == 1
    assert lines["T.wrong"].startswith("T.wrong (built in)")
    assert "  tests: 1 holds, 0 holds weakly, 0 fails, 0 cannot say\n  fits: 0 holds" in text
    assert "  built in: 0 holds, 0 holds weakly, 1 fails, 0 cannot say\n" in text
    assert "64 runs" in text, "both patterns look at the same two arms"


def test_threads_and_the_way_it_is_named_change_nothing(patterns):
    def results(*words):
        return json.loads(patterns("patterns", *words, "--format", "json", "--quiet").stdout)["patterns"]

    (patterns.folder / "named.toml").write_text(f'scenario = "k.toml"\n{PATTERNS}')
    one = results("./k.toml", "--threads", 1)
    assert [r["results"] for r in one] == [r["results"] for r in results("./named.toml", "--threads", 3)]
    assert one[0]["results"][0]["verdict"] == "holds"
    assert one[0]["expected"] == {"kind": "up", "low": None, "high": None, "smallest": 0.05, "why": {"en": "for a test", "id": "untuk uji"}}
    assert one != results("./k.toml", "--seed", 2)


def test_the_page_is_written_over_pages_of_its_own_only(patterns):
    page = patterns.folder / "evidence.md"
    patterns("patterns", "./k.toml", "--quiet", "--write", "evidence.md")
    first = page.read_text()
    assert "| T.wrong (built in) | Visits lower awareness. (a test; never seen) |" in first and "| T.untestable |" in first
    patterns("patterns", "./k.toml", "--quiet", "--write", "evidence.md", "--lang", "id")
    assert "Kunjungan menurunkan kesadaran." in page.read_text()
    page.write_text("mine")
    assert "stays as it is" in patterns("patterns", "./k.toml", "--write", "evidence.md", status=WRONG_INPUT).stderr
    assert page.read_text() == "mine"
    patterns("patterns", "./k.toml", "--quiet", "--write", "no/folder/evidence.md", status=IO_FAILED)


def test_mistakes_have_a_place_and_nothing_is_run(patterns):
    (patterns.folder / "patterns.toml").write_text(PATTERNS.replace("intensity = 0.3", "intensty = 0.3", 1).replace('"awareness"', '"awarenes"', 1))
    for words in (("patterns", "./k.toml"), ("check", "patterns.toml")):
        if words[0] == "check":
            (patterns.folder / "patterns.toml").write_text('scenario = "k.toml"\n' + (patterns.folder / "patterns.toml").read_text())
        said = patterns(*words, status=WRONG_INPUT)
        assert said.stdout == ""
        assert "did you mean 'intensity'?" in said.stderr and "did you mean 'awareness'?" in said.stderr
        assert "patterns.toml:" in said.stderr
    assert "did you mean 'karanganyar_gunung'?" in patterns("patterns", "karanganyar_gunun", status=WRONG_INPUT).stderr
    assert "--error must be" in patterns("patterns", "--error", "0", status=WRONG_INPUT).stderr
    (patterns.folder / "alone").mkdir()
    (patterns.folder / "k.toml").rename(patterns.folder / "alone/k.toml")
    assert "there are no patterns beside" in patterns("patterns", "alone/k.toml", status=WRONG_INPUT).stderr
    patterns("patterns", "./nothing.toml", status=IO_FAILED)


def test_check_knows_files_of_patterns(patterns):
    (patterns.folder / "named.toml").write_text(f'scenario = "k.toml"\n{PATTERNS}')
    assert patterns("check", "named.toml").stdout == "named.toml: ok, 3 patterns\n"


@pytest.mark.slow
def test_the_evidence_page_is_what_the_command_writes(berdaya):  # noqa: F811
    """A change of the model or of a pattern makes it anew: berdaya patterns --write docs/evidence.md."""
    kept = Path(__file__).parents[2] / "docs/evidence.md"
    berdaya("patterns", "--quiet", "--write", "evidence.md", timeout=1200)
    new = (berdaya.folder / "evidence.md").read_text(encoding="utf-8")

    def table(page):
        return [line for line in page.splitlines() if line.startswith("|")]

    assert table(new) == table(kept.read_text(encoding="utf-8"))
