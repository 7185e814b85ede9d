"""`berdaya run`: table, output, progress, interruption, reproducibility."""

import json
import os
import re
import signal
import time

import pytest
from cli_support import INTERRUPTED, IO_FAILED, WRONG_INPUT, berdaya  # noqa: F401

import berdaya as bd

SHORT = ["run", "karanganyar_gunung", "--months", "12"]


def test_the_closing_table_compares_policies(berdaya):  # noqa: F811
    text = berdaya(*SHORT, "-r", 4, "--policy", "baseline", "--policy", "archive").stdout
    assert "At the end of 2016-12: mean [5 %, 95 %]" in text
    assert "Difference from baseline" in text
    assert re.search(r"Smoothed participation +0\.\d{3} \[0\.\d{3}, 0\.\d{3}\] +0\.\d{3} \[", text)
    assert re.search(r"Spent, whole run, million Rp +\d", text)
    assert re.search(r"\nDigest  [0-9a-f]{16}\n", text)
    assert "karanganyar_gunung.h5" in text
    assert max(map(len, text.splitlines())) <= 100
    assert (berdaya.folder / "karanganyar_gunung.h5").exists()


NUMBER = r"([+-]?[\d.]+)"
RANGE = rf"\[{NUMBER}, {NUMBER}\]"


@pytest.mark.parametrize("every", [1, 5])
def test_the_closing_table_has_the_figures_of_compare(berdaya, every):  # noqa: F811
    text = berdaya("run", "karanganyar_gunung", "-r", 6, "-p", "baseline,archive", "--every", every, "-o", "a.h5").stdout
    with bd.open(berdaya.folder / "a.h5") as ds:
        table = bd.compare(ds, ["trust_mean", "income"]).loc["archive"]
    trust = table.loc["trust_mean"]
    shown = re.search(rf"Mean trust +{NUMBER} {RANGE} \* +{RANGE} +(\d+) % +{NUMBER}", text)
    *differences, better, price = (float(number) for number in shown.groups())
    assert differences == pytest.approx(trust[["effect", "low", "high", "q05", "q95"]].tolist(), abs=6e-4)
    assert better == pytest.approx(100 * trust["better"], abs=0.5)
    assert price == pytest.approx(trust["cost_per_effect"], rel=5e-3)
    # Income has a season: the mean of the last twelve months, however often it was recorded.
    value, *differences = (float(n) for n in re.search(rf"Household income ~.* {NUMBER} {RANGE}\n", text).groups())
    income = table.loc["income"]
    assert value == pytest.approx(income["value"], abs=6e-3)
    shown = re.search(rf"Household income ~,(?: million Rp/month)? +{NUMBER} {RANGE} ", text[text.index("Difference from") :])
    assert [float(n) for n in shown.groups()] == pytest.approx(income[["effect", "low", "high"]].tolist(), abs=6e-4)
    assert "~ has a season: mean of the last 12 months" in " ".join(text.split())
    assert ("as far as recorded (4)" in " ".join(text.split())) == (every == 5)  # months 85, 90, 95 and 96


def test_over_parameter_sets_the_closing_table_has_the_figures_of_compare(berdaya):  # noqa: F811
    (berdaya.folder / "sets.csv").write_text("participation.base\n-2.5\n-1.0\n", encoding="utf-8")
    chosen = ["-r", 6, "-p", "baseline,archive", "--parameters", "sets.csv", "-o", "s.h5"]
    text = berdaya("run", "karanganyar_gunung", *chosen, env={"COLUMNS": "140"}).stdout
    with bd.open(berdaya.folder / "s.h5") as ds:
        row = bd.compare(ds, "trust_mean").loc[("archive", "trust_mean")]
    assert row["sets"] == 2 and row["pairs"] == 6
    assert "over the means of 2 parameter sets" in re.sub(r"\s+", " ", text)
    shown = re.search(rf"Mean trust +{NUMBER} {RANGE} [* ] +{RANGE} +(\d+) % +\d+ %", text)
    *differences, chance = (float(number) for number in shown.groups())
    assert differences == pytest.approx(row[["effect", "low", "high", "q05", "q95"]].tolist(), abs=6e-4)
    assert "cannot be told apart" not in text
    assert chance == pytest.approx(100 * row["chance"], abs=0.5)


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_table_fits_the_terminal(berdaya, columns, language):  # noqa: F811
    status, text = berdaya.on_terminal(*SHORT, "-r", 3, "-p", "all", "--lang", language, columns=columns)
    assert status == 0
    text = re.sub(r"\r\x1b\[2K[^\n]*?(?=\r|\n|$)", "", text)
    assert max(map(len, text.splitlines())) <= columns
    assert "role_clarity" in text


@pytest.mark.parametrize(
    ("language", "holders", "before", "after"),
    [
        ("en", "Holders: Business registration number (NIB)", "baseline: what happens anyway", "archive: Shared archive"),
        ("id", "Pemegang: Nomor induk berusaha (NIB)", "baseline: yang terjadi tanpa kebijakan tambahan", "archive: Arsip bersama"),
    ],
)
def test_the_table_has_titles_beside_ids(berdaya, language, holders, before, after):  # noqa: F811
    text = berdaya(*SHORT, "-r", 2, "--lang", language, env={"COLUMNS": "100"}).stdout
    assert holders in text and before in text
    assert after in berdaya(*SHORT, "-r", 2, "-p", "baseline,archive", "--lang", language, "--force").stdout


def test_the_statistics_have_titles_in_the_language(berdaya):  # noqa: F811
    berdaya(*SHORT, "-r", 2, "-q", "-o", "a.h5")
    text = berdaya("info", "a.h5", "--statistics", "--lang", "id", env={"COLUMNS": "120"}).stdout
    assert re.search(r"\nKepercayaan: pendamping +12 ", text)
    assert re.search(r"\nPorsi pemegang opsi: Lokapasar daring +12 ", text)
    assert re.search(r"\nOmzet +12 .* juta Rp/bulan\n", text)
    assert "\nbaseline,holds[marketplace],1,12,2," in berdaya("info", "a.h5", "--statistics", "--format", "csv").stdout


def test_one_run_shows_values_and_no_intervals(berdaya):  # noqa: F811
    text = berdaya(*SHORT).stdout
    assert "[" not in text.split("Result")[0].replace("[5 %", "")
    assert "--replicates 100" in text


def test_the_seed_decides_and_threads_do_not(berdaya):  # noqa: F811
    digests = {}
    for name, words in {"one": ["-t", 1], "two": ["-t", 2], "seven": ["-t", 7], "other": ["--seed", 2], "same": ["--seed", 1]}.items():
        berdaya(*SHORT, "-r", 3, "-p", "baseline,archive", "-o", f"{name}.h5", "-q", *words)
        digests[name] = berdaya("digest", f"{name}.h5").stdout
    assert digests["one"] == digests["two"] == digests["seven"] == digests["same"] != digests["other"]


def test_what_is_recorded_changes_no_result(berdaya):  # noqa: F811
    berdaya(*SHORT, "-r", 2, "-o", "all.h5", "-q", "--metrics", "all")
    berdaya(*SHORT, "-r", 2, "-o", "one.h5", "-q", "--metrics", "participation")
    assert berdaya("digest", "all.h5", "-v", "participation").stdout == berdaya("digest", "one.h5", "-v", "participation").stdout


def test_set_changes_a_parameter_and_is_kept_in_the_file(berdaya):  # noqa: F811
    berdaya(*SHORT, "--set", "participation.base=-0.5", "-o", "a.h5", "-q")
    assert re.search(r"base = -0\.5\b", berdaya("info", "a.h5", "--scenario").stdout)


def test_structures_are_taken_together_however_they_are_joined(berdaya):  # noqa: F811
    def digest(*words):
        return re.search(r"\nDigest  ([0-9a-f]{16})\n", berdaya(*SHORT, "--force", "-o", "s.h5", *words).stdout).group(1)

    both = digest("--structure", "symmetric_trust+threshold_peers")
    assert both == digest("--structure", "symmetric_trust,threshold_peers")
    assert len({both, digest(), digest("--structure", "symmetric_trust")}) == 3
    for words, said in (("symmetric_trust,symmetric_trust", "is named twice"), ("", "names no structure"), ("symmetric_trust+", "names no structure")):
        assert said in berdaya(*SHORT, "--structure", words, status=WRONG_INPUT).stderr


def test_a_run_over_parameter_sets_says_how_many_of_them_it_used(berdaya):  # noqa: F811
    text = " ".join(berdaya(*SHORT, "-r", "3", "--parameters", "posterior").stdout.split())
    assert "Parameters: 3 of the 100 sets of posterior, one a replicate; --replicates 100 uses all" in text
    rest = berdaya(*SHORT, "-r", "3", "--force").stdout
    assert "sets of" not in rest


def test_an_existing_file_is_kept_without_force(berdaya):  # noqa: F811
    (berdaya.folder / "karanganyar_gunung.h5").write_text("precious")
    text = berdaya(*SHORT, status=WRONG_INPUT).stderr
    assert text == "berdaya run: error: 'karanganyar_gunung.h5' exists already; --force replaces it, -o FILE writes another\n"
    assert (berdaya.folder / "karanganyar_gunung.h5").read_text() == "precious"
    berdaya(*SHORT, "--force", "-q")
    assert (berdaya.folder / "karanganyar_gunung.h5").stat().st_size > 1000


def test_where_nothing_can_be_written_is_found_out_before_the_run(berdaya):  # noqa: F811
    begin = time.monotonic()
    huge = ["run", "karanganyar_gunung", "-r", 1000000]
    assert "there is no folder 'no/such'" in berdaya(*huge, "-o", "no/such/a.h5", status=IO_FAILED).stderr
    assert "is a folder" in berdaya(*huge, "-o", ".", status=WRONG_INPUT).stderr
    os.mkfifo(berdaya.folder / "pipe.h5")
    assert "is no ordinary file" in berdaya(*huge, "-o", "pipe.h5", "--force", status=WRONG_INPUT).stderr
    if os.geteuid() != 0:
        assert "no permission" in berdaya(*huge, "-o", "/a.h5", status=IO_FAILED).stderr
    assert time.monotonic() - begin < 60


def test_quiet_is_quiet(berdaya):  # noqa: F811
    result = berdaya(*SHORT, "--quiet")
    assert result.stdout == result.stderr == ""


def test_progress_as_json_lines(berdaya):  # noqa: F811
    lines = [json.loads(line) for line in berdaya(*SHORT, "-r", 5, "--progress", "json").stderr.splitlines()]
    assert [line["event"] for line in lines][-1] == "end"
    last = lines[-1]
    assert (last["done"], last["total"], last["failed"], last["work"]) == (5, 5, 0, 1.0)
    assert {"seconds", "runs_per_second", "seconds_left"} <= last.keys()


def test_progress_in_a_log_is_a_line_and_none_is_nothing(berdaya):  # noqa: F811
    assert re.fullmatch(r"5/5 runs in [\d.]+ s, 0 failed\n", berdaya(*SHORT, "-r", 5).stderr)
    assert berdaya(*SHORT, "-r", 5, "--force", "--progress", "none").stderr == ""


def test_a_bar_on_a_terminal_is_gone_at_the_end(berdaya):  # noqa: F811
    status, text = berdaya.on_terminal("run", "surakarta", "-r", 60, columns=80)
    assert status == 0
    drawn = re.findall(r"\r\x1b\[2K([^\r\n]+)", text)
    assert all(re.match(r" *\d+ % \[#*\.*\]  \d+/60 runs", line) for line in drawn[:-1])
    assert all(len(line) < 80 for line in drawn[:-1])
    assert "runs in" not in text


def interrupted(berdaya, number, *words):  # noqa: F811
    process = berdaya.start("run", "surakarta", "-r", 100000, "-o", "a.h5", "--progress", "json", *words)
    for line in process.stderr:
        if json.loads(line)["done"] > 3:
            break
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_cleanly_and_leaves_no_file(berdaya, number):  # noqa: F811
    status, out, err = interrupted(berdaya, number, "--checkpoint-every", 0)
    assert status == INTERRUPTED
    assert out == ""
    assert "interrupted; nothing was written" in err
    assert not list(berdaya.folder.iterdir())


def test_what_was_done_is_kept_and_the_same_command_goes_on(berdaya):  # noqa: F811
    words = ["run", "surakarta", "-r", 150, "--months", 24, "--checkpoint-every", 12, "--progress", "json"]
    process = berdaya.start(*words, "-o", "a.h5")
    for line in process.stderr:
        if json.loads(line)["done"] > 3:
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    if process.returncode == 0:
        pytest.skip("it was done before the signal came")
    assert process.returncode == INTERRUPTED
    assert "is kept in 'a.h5.parts', the same command goes on" in err
    text = berdaya(*words, "-o", "a.h5").stdout
    assert "taken over from the interrupted command" in text
    berdaya(*words[:-4], "-o", "b.h5")
    assert berdaya("digest", "a.h5").stdout == berdaya("digest", "b.h5").stdout
    assert sorted(p.name for p in berdaya.folder.iterdir()) == ["a.h5", "b.h5"]


def test_umkm_snapshots_on_request(berdaya):  # noqa: F811
    berdaya(*SHORT, "--umkm-every", "6", "-q", "-o", "a.h5")
    assert "umkm/" in berdaya("info", "a.h5", "--variables").stdout


def test_a_policy_without_the_baseline_is_told_what_it_lacks(berdaya):  # noqa: F811
    assert "Add --policy baseline" in berdaya(*SHORT, "-p", "archive").stdout


def test_a_result_without_a_name_is_a_wrong_input(berdaya):  # noqa: F811
    assert "takes the name of a file" in berdaya("run", "surakarta", "-o", "", status=WRONG_INPUT).stderr


def test_a_second_process_on_the_same_file_is_told_before_anything_is_done(berdaya):  # noqa: F811
    words = ["run", "surakarta", "-r", 100000, "--checkpoint-every", 12, "--progress", "json", "-o", "a.h5"]
    first = berdaya.start(*words)
    for line in first.stderr:
        if json.loads(line)["done"] > 3:
            break
    err = berdaya(*words, status=IO_FAILED).stderr
    assert re.search(r"a\.h5\.parts: another process works there \(\S+ \d+ since .*\); wait until it has ended", err)
    first.send_signal(signal.SIGINT)
    first.communicate(timeout=120)
    assert first.returncode == INTERRUPTED


def test_a_damaged_run_is_named_and_done_again(berdaya):  # noqa: F811
    words = ["run", "surakarta", "-r", 40, "--months", 24, "--checkpoint-every", 12]
    process = berdaya.start(*words, "-o", "a.h5", "--progress", "json")
    for line in process.stderr:
        if json.loads(line)["done"] > 3:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    if process.returncode == 0:
        pytest.skip("it was done before the signal came")
    run = next((berdaya.folder / "a.h5.parts").glob("run-0-0-finished-*.h5"))
    content = bytearray(run.read_bytes())
    content[len(content) // 3] ^= 4
    run.write_bytes(content)
    (berdaya.folder / "a.h5.parts" / "batch.toml").write_bytes(b"")
    err = berdaya(*words, "-o", "a.h5").stderr
    assert f"is set aside; it is done again: a.h5.parts/damaged-{run.name}" in err
    assert "it is written anew: a.h5.parts/batch.toml" in err
    berdaya(*words[:-2], "-o", "b.h5")
    assert berdaya("digest", "a.h5").stdout == berdaya("digest", "b.h5").stdout


def test_a_link_to_nothing_is_told_before_anything_is_done(berdaya):  # noqa: F811
    (berdaya.folder / "a.h5").symlink_to("nothing.h5")
    for words in ([*SHORT, "-o", "a.h5"], [*SHORT, "-o", "a.h5", "--force"]):
        assert "is a link to a file that does not exist" in berdaya(*words, status=WRONG_INPUT).stderr
    assert [p.name for p in berdaya.folder.iterdir()] == ["a.h5"]
