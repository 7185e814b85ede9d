"""list, new, check, info and digest."""

import os
import re
import shutil

import pytest
from cli_support import IO_FAILED, WRONG_INPUT, berdaya  # noqa: F401


@pytest.fixture
def result(berdaya):  # noqa: F811
    berdaya("run", "karanganyar_gunung", "--months", 6, "--replicates", 2, "-p", "baseline,archive", "-o", "a.h5", "--quiet")
    return "a.h5"


def test_list_has_a_line_for_each_scenario(berdaya):  # noqa: F811
    lines = berdaya("list").stdout.splitlines()
    line = next(l for l in lines if l.startswith("karanganyar_gunung"))
    assert re.search(r"\b1\s+96\s+96\s+\d+$", line)
    assert any(l.startswith("surakarta") for l in lines)
    assert max(map(len, lines)) <= 100


def test_list_tells_about_one_scenario(berdaya):  # noqa: F811
    text = berdaya("list", "karanganyar_gunung").stdout
    for policy in ("baseline", "archive", "role_clarity", "forum", "training", "simpler_procedure"):
        assert f"\n  {policy} " in text


def test_new_writes_a_scenario_that_runs_as_it_is(berdaya):  # noqa: F811
    assert "x.toml" in berdaya("new", "x").stdout
    assert berdaya("check", "x.toml").stdout.startswith("x.toml: ok, ")
    berdaya("run", "x.toml", "--months", "6")
    assert (berdaya.folder / "x.h5").exists()


def test_new_overwrites_nothing_and_looks_at_the_name(berdaya):  # noqa: F811
    (berdaya.folder / "x.toml").write_text("mine")
    assert "'x.toml' exists already" in berdaya("new", "x", status=WRONG_INPUT).stderr
    assert (berdaya.folder / "x.toml").read_text() == "mine"
    for name in ("a b", "ä", "a;b", ""):
        berdaya("new", name, status=WRONG_INPUT)
    berdaya("new", "no/such/folder", status=IO_FAILED)
    assert [p.name for p in berdaya.folder.iterdir()] == ["x.toml"]


def test_check_reports_all_problems_of_all_files(berdaya):  # noqa: F811
    berdaya("new", "good")
    text = (berdaya.folder / "good.toml").read_text()
    (berdaya.folder / "bad.toml").write_text(re.sub(r"(?m)^months\b", "monts", text).replace("[[sector]]", "[[secter]]", 1))
    (berdaya.folder / "broken.toml").write_text("format = \n")
    result = berdaya("check", "bad.toml", "good.toml", "broken.toml", status=WRONG_INPUT)
    assert result.stdout.startswith("good.toml: ok, ")
    assert re.search(r"bad\.toml:\d+:\d+: error: unknown key 'monts'", result.stderr)
    assert "did you mean 'months'?" in result.stderr
    assert "secter" in result.stderr
    assert re.search(r"broken\.toml:1:\d+: error: ", result.stderr)


def test_check_tells_an_unreadable_file_from_a_wrong_one(berdaya):  # noqa: F811
    berdaya("check", "nothing.toml", status=IO_FAILED)


def test_info_tells_where_results_come_from(berdaya, result):  # noqa: F811
    text = berdaya("info", result).stdout
    assert "baseline, archive" in text
    assert "berdaya run karanganyar_gunung --months 6" in text
    assert "participation" in berdaya("info", result, "--variables").stdout


def test_info_and_check_speak_indonesian(berdaya, result):  # noqa: F811
    text = berdaya("info", result, "--lang", "id").stdout
    for word in ("kebijakan", "simulasi gagal", "dimulai", "perintah", "kompilator"):
        assert f"\n  {word} " in text
    assert re.search(r"\nrevenue +Omzet +juta Rp/bulan ", berdaya("info", result, "--variables", "--lang", "id").stdout)
    (berdaya.folder / "plan.toml").write_text('format = 1\nscenario = "karanganyar_gunung"\n')
    assert berdaya("check", "plan.toml", "--lang", "id").stdout == "plan.toml: ok, 1 simulasi\n"


def test_the_scenario_in_a_file_runs_again_to_the_same_digest(berdaya, result):  # noqa: F811
    (berdaya.folder / "again.toml").write_text(berdaya("info", result, "--scenario").stdout)
    berdaya("run", "again.toml", "--replicates", 2, "-p", "baseline,archive", "-o", "b.h5", "--quiet")
    assert berdaya("digest", "a.h5").stdout == berdaya("digest", "b.h5").stdout
    assert berdaya("info", "a.h5", "--scenario").stdout == berdaya("info", "b.h5", "--scenario").stdout


def test_digest_of_a_file_of_each_variable_and_of_several_files(berdaya, result):  # noqa: F811
    one = berdaya("digest", result).stdout
    assert re.fullmatch(r"[0-9a-f]{16}\n", one)
    each = dict(reversed(line.split("  ")) for line in berdaya("digest", result, "--each").stdout.splitlines())
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in each.values())
    assert {"participation", "revenue_ratio", "holds"} <= each.keys()
    single = berdaya("digest", result, "--variable", "participation", "--each").stdout
    assert single == f"{each['participation']}  participation\n"
    shutil.copy(berdaya.folder / "a.h5", berdaya.folder / "c.h5")
    assert berdaya("digest", "a.h5", "c.h5").stdout == f"{one.strip()}  a.h5\n{one.strip()}  c.h5\n"
    assert "participaton" in berdaya("digest", result, "-v", "participaton", status=None).stderr


@pytest.mark.parametrize("command", ["info", "digest"])
def test_what_is_no_result_file_is_said_plainly(berdaya, command):  # noqa: F811
    (berdaya.folder / "text.h5").write_text("not HDF5 at all\n")
    (berdaya.folder / "folder.h5").mkdir()
    for name in ("nothing.h5", "text.h5", "folder.h5"):
        result = berdaya(command, name, status=IO_FAILED)
        assert result.stderr.startswith(f"berdaya {command}: error: ")
        assert name in result.stderr
        assert "HDF5-DIAG" not in result.stderr


def test_a_damaged_file_is_no_bug(berdaya, result):  # noqa: F811
    data = (berdaya.folder / result).read_bytes()
    for part in (len(data) // 3, len(data) - 100):
        (berdaya.folder / "cut.h5").write_bytes(data[:part])
        for command in ("info", "digest"):
            text = berdaya(command, "cut.h5", status=IO_FAILED).stderr
            assert "HDF5-DIAG" not in text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_new_says_where_it_may_not_write(berdaya):  # noqa: F811
    berdaya.folder.chmod(0o555)
    try:
        assert "cannot be written" in berdaya("new", "x", status=IO_FAILED).stderr
    finally:
        berdaya.folder.chmod(0o755)
