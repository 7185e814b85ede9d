"""Results depend on what levers are, not on where they stand: order, neighbours, restating, include."""

import random

import numpy as np
import pytest

import berdaya as bd

WORLD = """
format = 1
id = "levers"
start = 2020-01-01
months = 14
[[sector]]
id = "food"
revenue = 5
food = true
[[sector]]
id = "craft"
revenue = 4
[[government]]
id = "city"
level = "city"
[[fund]]
id = "budget"
opening_balance = 60
inflow = 1.3
[[community]]
id = "a"
government = ["city"]
umkm = { food = 50, craft = 20 }
pilot = true
[[community]]
id = "b"
government = ["city"]
umkm = { food = 30, craft = 40 }
wave = 1
[[cbo]]
id = "ca"
community = "a"
[[cbo]]
id = "cb"
community = "b"
[replication]
from = 2020-03-01
"""

CHOSEN = "target = { share = 0.3 }\n"
SEATS = 'intensity = 4\ncost = 0.37\nfund = "budget"\n'
KINDS = {
    "grant": 'amount = 31\nfund = "budget"\n',
    "operations": "intensity = 0.7\ncost = 0.1\n",
    "training": SEATS + CHOSEN,
    "facilitators": 'intensity = 20\nfund = "budget"\n',
    "visits": "intensity = 0.3\n" + CHOSEN,
    "messages": "intensity = 0.2\ntarget = { places = 9, first = \"connected\" }\n",
    "permit_help": "intensity = 0.3\n" + CHOSEN,
    "permit_assist": "intensity = 0.3\n" + CHOSEN,
    "simpler_procedure": "intensity = 0.3\n",
    "gallery": "slots = 12\nlocation = 0.7\nfootfall = 300\nintensity = 0.6\n",
    "bazaar": "every = 2\nstalls = 9\n",
    "contest": "every = 5\nintensity = 0.4\n",
    "platform": "intensity = 0.4\n",
    "digital_channel": "intensity = 0.6\n",
    "forum": "cost = 0.2\nfund = \"budget\"\n",
    "federation": "intensity = 0.5\n",
    "csr": "places = 6\npublicity = 0.7\noutside_claim = 0.3\noutside_term = 6\n",
    "buyer": 'places = 7\nmin_rep = 0\npermit = "none"\nvolume = 30\noutside_claim = 0.3\noutside_term = 6\n',
    "mentoring": "intensity = 0.8\n",
    "kub": "intensity = 0.2\n" + CHOSEN,
    "shared_archive": "intensity = 0.8\n",
    "monitoring": "intensity = 0.1\n",
    "role_clarity": "intensity = 0.1\n",
    "youth": "intensity = 0.4\n" + CHOSEN,
    "pandemic": "from = 2020-05-01\nuntil = 2020-07-01\n",
    "leader_turnover": "from = 2020-04-01\n",
    "officer_turnover": 'from = 2020-04-01\nlevel = "city"\n',
    "fund_cut": "intensity = 0.3\nbalance = 0.1\n",
    "broken_promise": "from = 2020-06-01\nuntil = 2020-07-01\n",
    "permit_renewal": 'option = "nib"\nfrom = 2020-09-01\n',
}
# Two or three of a kind that sum up, replace or move in turn, with ids of their own.
SECOND = {
    "training_again": ("training", "intensity = 1.3\ncost = 0.11\nfund = \"budget\"\n" + CHOSEN),
    "training_third": ("training", "intensity = 0.7\ncost = 0.23\nfund = \"budget\"\n"),
    "a_simpler": ("simpler_procedure", "intensity = 0.17\n"),
    "z_simpler": ("simpler_procedure", "intensity = 0.29\n"),
    "a_gallery": ("gallery", "slots = 30\nintensity = 0.3\n"),
    "a_bazaar": ("bazaar", "every = 3\nstalls = 20\nintensity = 0.5\n"),
    "later_bazaar": ("bazaar", "every = 4\nstalls = 5\nfrom = 2020-08-01\n"),
    "a_buyer": ("buyer", 'places = 4\nmin_rep = 0\npermit = "none"\nvolume = 9\ntarget = { communities = ["b"] }\n'),
    "small_loans": ("csr", "places = 3\nprincipal = 4\n"),
    "monitoring_more": ("monitoring", "intensity = 0.07\n"),
    "other_leader": ("leader_turnover", "from = 2020-04-01\nleadership = 0.9\n"),
    "second_cut": ("fund_cut", "intensity = 0.15\n"),
}


def table(header, kind, fields, id=None):
    named = f'id = "{id}"\n' if id else ""
    return f'[[{header}]]\nkind = "{kind}"\n{named}{fields}'


def levers():
    return [(kind, fields, None) for kind, fields in KINDS.items()] + [(k, f, i) for i, (k, f) in SECOND.items()]


def policy(name, tables, without=(), include=()):
    text = f"[policy.{name}]\n"
    if without:
        text += f"without = {list(without)}\n".replace("'", '"')
    if include:
        text += f"include = {list(include)}\n".replace("'", '"')
    return text + "".join(table(f"policy.{name}.intervention", *t) for t in tables)


def load(tmp_path, text):
    path = tmp_path / "levers.toml"
    path.write_text(WORLD + text)
    return bd.load(path)


def run(tmp_path, text, policies):
    scenario = load(tmp_path, text)
    return bd.run(scenario, policies, replicates=3, seed=5, every=1, progress=False, path=tmp_path / "r.h5")


def differing(ds, one, other):
    """Names of the values that differ between two policies, by label where they are by intervention."""
    names = []
    for name, values in ds.data_vars.items():
        if "policy" not in values.dims or values.dtype.kind not in "fiu":
            continue
        a, b = values.sel(policy=one).values, values.sel(policy=other).values
        if not np.array_equal(a, b, equal_nan=values.dtype.kind == "f"):
            names.append(name)
    return names


def test_all_kinds_are_tried():
    assert set(KINDS) == set(bd.describe("interventions")["kind"])


def test_the_order_of_levers_changes_nothing(tmp_path):
    tables = levers()
    text = policy("forward", tables) + policy("backward", tables[: len(KINDS)][::-1] + tables[len(KINDS) :][::-1])
    shuffled = list(tables)
    random.Random(3).shuffle(shuffled)
    text += policy("shuffled", shuffled)
    ds = run(tmp_path, text, ["baseline", "forward", "backward", "shuffled"])
    assert "awareness" in differing(ds, "baseline", "forward")
    assert differing(ds, "forward", "backward") == []
    assert differing(ds, "forward", "shuffled") == []


def without_cost(names):
    return [name for name in names if "intervention" not in name and name != "cost"]


@pytest.mark.parametrize("inert", ["messages", "training", "csr", "buyer", "kub"])
def test_an_inert_lever_in_front_changes_nothing(tmp_path, inert):
    tables = levers()
    fields = {"csr": "places = 1\nprincipal = 0\n", "buyer": 'places = 1\nvolume = 0\npermit = "none"\n'}
    first = (inert, "intensity = 0.000001\n" + fields.get(inert, CHOSEN), f"zz_inert_{inert}")
    text = policy("plain", tables) + policy("inert", [first, *tables])
    ds = run(tmp_path, text, ["plain", "inert"])
    ds = ds.drop_dims("intervention", errors="ignore")
    assert differing(ds, "plain", "inert") == []


@pytest.mark.parametrize("named", [True, False])
def test_a_lever_that_is_left_out_and_restated_is_the_same(tmp_path, named):
    tables = [(kind, fields, f"my_{kind}" if named else None) for kind, fields in KINDS.items()]
    text = "".join(table("intervention", *t) for t in tables)
    names = [id or kind for kind, _, id in tables]
    text += policy("restated", tables[::-1], without=names)
    for number in (2, 17, 18):
        text += policy(f"one{number}", [tables[number]], without=[names[number]])
    ds = run(tmp_path, text, ["baseline", "restated", "one2", "one17", "one18"])
    for other in ["restated", "one2", "one17", "one18"]:
        assert differing(ds, "baseline", other) == []


def test_the_numbers_of_a_kind_do_not_depend_on_other_kinds(tmp_path):
    visits, training = ("visits", "", None), ("training", "", None)
    text = policy("t", [training, training]) + policy("vt", [visits, training, visits, training])
    scenario = load(tmp_path, text + policy("named", [("training", "", "training"), training]))
    ids = {p["id"]: p["interventions"] for p in scenario._core.policies}
    assert ids["t"] == ["training", "training_2"]
    assert ids["vt"] == ["visits", "training", "visits_2", "training_2"]
    assert ids["named"] == ["training", "training_2"]


def test_a_policy_does_not_rename_levers_of_the_baseline(tmp_path):
    text = table("intervention", "visits", "")
    other = policy("p", [("training", "", "visits")], without=["visits"])
    scenario = load(tmp_path, text + other)
    assert [row["id"] for row in scenario._core.interventions("baseline")] == ["visits"]
    with pytest.raises(bd.InputError, match="the intervention 'visits' is there twice"):
        load(tmp_path, text + policy("p", [("training", "", "visits")]))


TALKS = "intensity = 0.3\n" + CHOSEN
PARTS = policy("seats", [("training", SEATS + CHOSEN, None)]) + policy("talk", [("visits", TALKS, None)])


def test_policies_are_put_together(tmp_path):
    both = [("training", SEATS + CHOSEN, None), ("visits", TALKS, None)]
    text = table("intervention", "forum", "cost = 1\n") + PARTS
    text += policy("no_forum", [], without=["forum"])
    text += policy("mix", [], include=["seats", "talk", "no_forum"])
    text += policy("turned", [], include=["no_forum", "talk", "seats"])
    text += policy("deep", [], include=["mix", "seats"]) + policy("written", both, without=["forum"])
    policies = ["baseline", "seats", "mix", "turned", "deep", "written"]
    ds = run(tmp_path, text, policies)
    for other in ["turned", "deep", "written"]:
        assert differing(ds, "mix", other) == []
    assert "awareness" in differing(ds, "mix", "seats")
    resolved = tmp_path / "resolved.toml"
    resolved.write_text(load(tmp_path, text).toml)
    bd.run(bd.load(resolved), policies, replicates=3, seed=5, every=1, progress=False, path=tmp_path / "again.h5")
    assert bd.digest(tmp_path / "again.h5") == bd.digest(tmp_path / "r.h5")


def test_include_is_set_like_other_keys(tmp_path):
    scenario = load(tmp_path, PARTS + policy("mix", [], include=["seats"]))
    changed = scenario.with_({"policy.mix.include": ["seats", "talk"]})
    assert [row["id"] for row in changed._core.interventions("mix")] == ["training", "visits"]
    with pytest.raises(bd.InputError, match="unknown policy 'tolk' in include"):
        scenario.with_({"policy.mix.include": ["tolk"]})


@pytest.mark.parametrize(
    "text, message",
    [
        (policy("mix", [], include=["seat"]), "(?s)unknown policy 'seat' in include.*did you mean 'seats'"),
        (policy("mix", [], include=["baseline"]), "'baseline' is part of every policy"),
        (policy("mix", [], include=["mix"]), "the policy 'mix' includes itself: mix -> mix"),
        (
            "".join(policy(a, [], include=[b]) for a, b in [("one", "two"), ("two", "three"), ("three", "one")]),
            "the policy 'one' includes itself: one -> two -> three -> one",
        ),
        (
            policy("more", [("training", "", None)]) + policy("mix", [], include=["seats", "more"]),
            "(?s)the policies 'seats' and 'more' both have an intervention 'training'.*give one of them another id",
        ),
        (
            policy("mix", [("training", "", None)], include=["seats"]),
            "the policies 'mix' and 'seats' both have an intervention 'training'",
        ),
        (policy("mix", [], include=["seats", "seats"]), "'seats' is in include twice"),
    ],
)
def test_what_cannot_be_put_together_is_refused(tmp_path, text, message):
    with pytest.raises(bd.InputError, match=message) as error:
        load(tmp_path, PARTS + text)
    assert str(error.value).count("error:") == 1


def test_ids_that_would_share_draws_are_refused(tmp_path):
    def number(id):
        f = 0xCBF29CE484222325
        for byte in id.encode():
            f = (f ^ byte) * 0x100000001B3 % 2**64
        return (f ^ f >> 32) % 2**26

    seen = {}
    for n in range(200_000):
        one, other = f"lever_{n}", seen.setdefault(number(f"lever_{n}"), f"lever_{n}")
        if one != other:
            break
    with pytest.raises(bd.InputError, match=f"'{other}' and '{one}' would have the same random draws"):
        load(tmp_path, table("intervention", "visits", "", other) + policy("p", [("visits", "", one)]))


BUYER = 'places = 20\nvolume = 40\nmin_rep = 0\npermit = "none"\npublicity = 1\n'


def test_a_buyer_at_half_intensity_buys_half(tmp_path):
    option = '[[option]]\nid = "partnership"\nbase = 2\nchurn = 0\ndrop = 0\n'
    half = [("buyer", BUYER + "intensity = 0.5\n", None)]
    text = option + policy("full", [("buyer", BUYER, None)]) + policy("half", half)
    scenario = load(tmp_path, text)
    bought = {}
    for name in ["full", "half"]:
        simulation = bd.Simulation(scenario, seed=2, policy=name)
        for _ in range(14):
            simulation.step()
        umkm = simulation.umkm
        skill = 0.5 + 0.5 * np.asarray(umkm["skill_production"], float)
        bought[name] = float(np.sum(np.asarray(umkm["sold_partnership"], float) / skill))
    assert bought["full"] == pytest.approx(40, rel=0.01)
    assert bought["half"] == pytest.approx(20, rel=0.01)


def test_a_grant_to_followers_is_paid_in_full(tmp_path):
    fields = "amount = 240\nwave_months = 3\n"
    grants = [("grant", fields + f'target = {{ group = "{group}" }}\n', group) for group in ("replica", "pilot")]
    thresholds = "participation = 0\nawareness = 0\nenvironment = 0\n"
    path = tmp_path / "levers.toml"
    path.write_text(WORLD.replace("[replication]\n", "[replication]\n" + thresholds) + policy("g", grants))
    ds = bd.run(bd.load(path).with_({"policy.replicate_months": 2}), ["g"], replicates=1, seed=1, progress=False)
    np.testing.assert_allclose(ds["run_cost"].values.ravel(), 240, rtol=1e-5)
