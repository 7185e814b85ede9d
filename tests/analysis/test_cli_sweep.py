"""`berdaya sweep`: what it says."""

import pytest
from cli_support import berdaya  # noqa: F401

PLAN = """format = 1
scenario = "karanganyar_gunung"
policies = [%s]
replicates = %d
"""


@pytest.mark.parametrize(
    ("policies", "replicates", "language", "line"),
    [
        ('"baseline"', 1, "en", "1 run (1 sample x 1 policy x 1 replicate), karanganyar_gunung"),
        ('"baseline", "archive"', 3, "en", "6 runs (1 sample x 2 policies x 3 replicates), karanganyar_gunung"),
        ('"baseline"', 1, "id", "1 simulasi (1 sampel x 1 kebijakan x 1 ulangan), karanganyar_gunung"),
    ],
)
def test_the_first_line_counts_what_is_run(berdaya, policies, replicates, language, line):  # noqa: F811
    (berdaya.folder / "plan.toml").write_text(PLAN % (policies, replicates))
    text = berdaya("sweep", "plan.toml", "--lang", language).stderr
    assert text.splitlines()[0] == f"berdaya sweep: {line}"
