"""The words of the command line: help, version, language, unknown names, exit status."""

import pytest
from cli_support import IO_FAILED, WRONG_INPUT, berdaya  # noqa: F401

COMMANDS = [
    *["list", "new", "check", "costs", "run", "sweep", "status", "merge", "patterns", "describe", "info"],
    *["digest", "about"],
]


def test_help_lists_every_command_and_an_example(berdaya):  # noqa: F811
    text = berdaya("--help").stdout
    for command in COMMANDS:
        assert f"\n  {command} " in text
    assert "berdaya run karanganyar_gunung" in text
    assert berdaya("help").stdout == text == berdaya("-h").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_in_both_languages(berdaya, command):  # noqa: F811
    english = berdaya(command, "--help").stdout
    indonesian = berdaya(command, "--help", "--lang", "id").stdout
    assert english.startswith(f"usage: berdaya {command}")
    assert indonesian.startswith(f"pemakaian: berdaya {command}")
    assert english == berdaya("help", command).stdout
    assert max(map(len, (english + indonesian).splitlines())) <= 100


def test_without_words_the_help_goes_to_standard_error(berdaya):  # noqa: F811
    result = berdaya(status=WRONG_INPUT)
    assert result.stdout == ""
    assert "usage: berdaya" in result.stderr


def test_version(berdaya):  # noqa: F811
    assert berdaya("--version").stdout.split()[0] == "berdaya"


def test_an_unknown_command_is_answered_with_the_nearest_and_all(berdaya):  # noqa: F811
    text = berdaya("rnu", "x", status=WRONG_INPUT).stderr
    assert text == f"berdaya: error: unknown command 'rnu'; did you mean 'run'? commands: {', '.join(COMMANDS)}\n"


def test_an_unknown_option_is_answered_with_the_nearest(berdaya):  # noqa: F811
    result = berdaya("run", "karanganyar_gunung", "--replicate", "3", "--thread", "2", status=WRONG_INPUT)
    assert result.stdout == ""
    assert "unknown option '--replicate'\n      did you mean '--replicates'?" in result.stderr
    assert "unknown option '--thread'\n      did you mean '--threads'?" in result.stderr
    assert not list(berdaya.folder.iterdir())


def test_an_unknown_scenario_is_answered_with_the_nearest(berdaya):  # noqa: F811
    text = berdaya("run", "karanganyar_gunug", status=WRONG_INPUT).stderr
    assert "did you mean 'karanganyar_gunung'" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--replicates", "0"], "--replicates must be a whole number in [1, 10000000], got '0'"),
        (["--seed", "-1"], "--seed must be a whole number in [0, 18446744073709551615], got '-1'"),
        (["--threads", "two"], "--threads must be a whole number in [1, 4096], got 'two'"),
        (["--progress", "bars"], "unknown value of --progress 'bars'; did you mean 'bar'?"),
        (["--set", "participation.base"], "--set takes PATH=VALUE, got 'participation.base'"),
        (["--set", "participation.bas=-1"], "unknown key 'bas' in [parameters.participation]\n      did you mean 'base'?"),
        (["--policy", "arcive"], "archive"),
        (["--metrics", "particpation"], "participation"),
        (["--seed"], "--seed needs a value"),
        (["--lang", "fr"], "unknown language 'fr'"),
        (["twice"], "unexpected 'twice'"),
    ],
)
def test_wrong_values_are_named_before_anything_runs(berdaya, words, message):  # noqa: F811
    result = berdaya("run", "karanganyar_gunung", *words, status=WRONG_INPUT)
    assert message in result.stderr
    assert result.stdout == ""
    assert not list(berdaya.folder.iterdir())


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"LC_ALL": "id_ID.UTF-8"}, "pemakaian"),
        ({"LC_ALL": "", "LC_MESSAGES": "id_ID", "LANG": "en_US"}, "pemakaian"),
        ({"LC_ALL": "", "LANG": "id_ID.UTF-8"}, "pemakaian"),
        ({"LC_ALL": "C", "LANG": "id_ID.UTF-8"}, "usage"),
    ],
)
def test_the_locale_chooses_the_language(berdaya, env, word):  # noqa: F811
    assert word in berdaya("--help", env=env).stdout


def test_a_full_disk_behind_standard_output_is_noticed(berdaya):  # noqa: F811
    with open("/dev/full", "w") as full:
        assert "cannot be written" in berdaya("describe", "parameters", stdout=full, status=IO_FAILED).stderr


def test_about_tells_what_a_report_needs(berdaya):  # noqa: F811
    text = berdaya("about").stdout
    for name in ("version", "commit", "compiler", "built for", "processor", "threads", "HDF5", "MPI"):
        assert f"{name} " in text
