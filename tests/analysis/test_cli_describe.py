"""The catalogues: complete, narrowed, as text, Markdown and JSON."""

import json

import pytest
from cli_support import WRONG_INPUT, berdaya  # noqa: F401

CATALOGUES = ["parameters", "metrics", "interventions", "options", "rules", "structures", "schema", "errors"]


def entries(berdaya, catalogue, *names):  # noqa: F811
    return json.loads(berdaya("describe", catalogue, *names, "--format", "json").stdout)["entries"]


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_every_catalogue_is_there_in_every_form(berdaya, catalogue, format):  # noqa: F811
    english = berdaya("describe", catalogue, "--format", format).stdout
    assert len(english) > 500
    if format == "json":
        json.loads(english)
    else:
        assert berdaya("describe", catalogue, "--format", format, "--lang", "id").stdout != english


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("columns", [80, 120])
def test_text_fits_the_terminal(berdaya, catalogue, columns):  # noqa: F811
    for language in ("en", "id"):
        text = berdaya("describe", catalogue, "--lang", language, env={"COLUMNS": str(columns)}).stdout
        longest = max(text.splitlines(), key=len)
        assert len(longest) <= columns or " " not in longest.strip()


def test_every_parameter_has_unit_default_ranges_source_and_both_texts(berdaya):  # noqa: F811
    parameters = entries(berdaya, "parameters")
    assert len(parameters) > 200
    for p in parameters:
        assert p["name"].startswith(p["group"] + ".")
        assert p["unit"] and p["source"] and p["meaning"]["en"] and p["meaning"]["id"], p["name"]
        if "choices" in p:
            assert p["default"] in p["choices"]
        else:
            assert p["allowed"][0] <= p["default"] <= p["allowed"][1], p["name"]
            assert p["allowed"][0] <= p["plausible"][0] <= p["plausible"][1] <= p["allowed"][1], p["name"]


def test_every_metric_intervention_option_and_rule_is_told(berdaya):  # noqa: F811
    metrics = {m["name"]: m for m in entries(berdaya, "metrics")}
    assert metrics["holds"]["dimension"] == "option"
    assert metrics["fund_balance"]["level"] == "run"
    assert metrics["balance_by_fund"]["dimension"] == "fund"
    assert all(m["title"]["en"] and m["title"]["id"] and m["meaning"]["en"] and m["unit"] for m in metrics.values())

    kinds = {k["name"]: k for k in entries(berdaya, "interventions")}
    assert {"grant", "csr", "pandemic", "fund_cut"} <= kinds.keys()
    assert kinds["pandemic"]["shock"] and not kinds["grant"]["shock"]
    assert {f["name"] for f in kinds["csr"]["fields"]} >= {"places", "principal", "profit", "publicity", "outside_claim", "outside_term"}

    options = {o["name"]: o for o in entries(berdaya, "options")}
    assert options["halal"]["prerequisite"] == "nib" and options["halal"]["food_only"]
    assert options["gallery"]["drop"] == 0.2

    rules = [r["name"] for r in entries(berdaya, "rules")]
    for earlier, later in zip(("government", "participation", "market"), ("facilitation", "learning", "outcomes")):
        assert rules.index(earlier) < rules.index(later)


def test_names_narrow_a_catalogue(berdaya):  # noqa: F811
    assert {p["group"] for p in entries(berdaya, "parameters", "trust")} == {"trust"}
    assert [p["name"] for p in entries(berdaya, "parameters", "participation.base")] == ["participation.base"]
    assert [k["name"] for k in entries(berdaya, "interventions", "csr", "buyer")] == ["csr", "buyer"]
    assert all(k["shock"] for k in entries(berdaya, "interventions", "shocks"))
    assert "Communities" in berdaya("describe", "schema", "community").stdout


def test_unknown_names_are_answered_with_the_nearest(berdaya):  # noqa: F811
    text = berdaya("describe", "parameters", "participation.bas", "zzzzzz", status=WRONG_INPUT).stderr
    assert "'participation.bas'\n      did you mean 'participation.base'?" in text
    assert "'zzzzzz'" in text
    text = berdaya("describe", "metric", status=WRONG_INPUT).stderr
    assert "unknown catalogue 'metric'; did you mean 'metrics'?" in text
    assert "unknown value of --format 'jsn'; did you mean 'json'?" in berdaya("describe", "metrics", "--format", "jsn", status=WRONG_INPUT).stderr


def test_the_schema_in_json_is_a_json_schema(berdaya):  # noqa: F811
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(berdaya("describe", "schema", "--format", "json").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_errors_name_every_exit_status(berdaya):  # noqa: F811
    names = {e["name"] for e in entries(berdaya, "errors", "exit")}
    assert names == {"0", "2", "3", "4", "5", "70"}
