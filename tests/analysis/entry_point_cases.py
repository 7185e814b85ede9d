"""A small scenario with much left unstated, and another valid value for each key that the catalogue of keys knows."""

from berdaya import _core

SCENARIO = """
format = 1
id = "small"
start = 2020-01-01
months = 12
[adopted]
nib = 0.2
[[sector]]
id = "food"
food = true
share = 0.6
[[sector]]
id = "craft"
share = 0.4
[[government]]
id = "city"
level = "city"
support = 0.4
[[government]]
id = "ward"
level = "ward"
parent = "city"
[[fund]]
id = "apbd"
inflow = 2
[[community]]
id = "rw"
government = ["city", "ward"]
umkm = 31
pilot = true
[[community]]
id = "rw2"
government = ["city"]
umkm = { food = 20, craft = 10 }
[[cbo]]
id = "kub"
community = "rw2"
[[cbo]]
id = "pag"
community = "rw"
formal_trust = 0.4
[[facilitator]]
id = "f"
communities = ["rw", "rw2"]
from = 2020-01-01
[replication]
participation = 0.1
[[intervention]]
kind = "training"
[[intervention]]
kind = "leader_turnover"
from = 2020-03-01
[policy.money]
without = ["training"]
[[policy.money.intervention]]
kind = "mentoring"
"""

TABLES = {
    "sector": "sector.craft",
    "government": "government.city",
    "community": "community.rw",
    "cbo": "cbo.pag",
    "facilitator": "facilitator.f",
    "fund": "fund.apbd",
    "replication": "replication",
}
"""A path for each section whose keys the schema describes by type."""

SPECIAL = {
    "start": "2019-11-01", "months": "18", "planned_months": "24", "title": '"T"', "title.en": '"E"',
    "description": '"D"', "source": '"S"', "id": '"other"', "collective": "false", "statistics_every": "6",
    "adopted.nib": "0.5", "adopted.halal": "0.1",
    "sector.craft.title": '{ id = "K", en = "C" }', "sector.food.share": "0.3", "sector.1.share": "0.1",
    "sector.craft.options": '["nib"]', "government.*.support": "0.7", "government.city.support": "0.8",
    "government.city.base_support": "0.9", "government.ward.parent": '"city"', "government.city.level": '"district"',
    "community.rw.umkm": "40", "community.rw2.umkm.food": "25", "community.rw.government": '["city"]',
    "cbo.0.members": "0.3", "cbo.pag.formal_trust": "0.7", "cbo.*.bridge": "true", "cbo.pag.kind": '"obm"',
    "facilitator.f.kind": '"official"', "facilitator.f.communities": '["rw"]', "facilitator.f.from": "2020-04-01",
    "facilitator.f.until": "2020-06-01", "facilitator.f.fund": '"apbd"', "fund.apbd.from": "2020-02-01",
    "fund.apbd.until": "2020-08-01", "replication.from": "2020-05-01",
    "option.halal.from": "2020-05-01", "option.nib.kind": '"permit"', "option.nib.title": '"N"',
    "option.nib.skill": '"market"', "option.nib.offered_by": '"cbo"', "option.pirt.prerequisite": '"none"',
    "option.nib.source": '"S"', "option.nib.food_only": "true", "option.*.churn": "0.5", "option.1.churn": "0.25",
    "intervention.training.from": "2020-02-01", "intervention.training.until": "2020-05-01",
    "intervention.leader_turnover.from": "2020-05-01", "intervention.leader_turnover.until": "2020-06-01",
    "intervention.0.id": '"course"', "intervention.training.title": '"T"', "intervention.training.kind": '"grant"',
    "intervention.training.target.share": "0.5", "intervention.training.target.places": "7",
    "intervention.training.target.first": '"willing"', "intervention.training.target.group": '"pilot"',
    "intervention.training.target.communities": '["rw2"]', "intervention.training.target.sectors": '["food"]',
    "intervention.training.target.neighbourhoods": "[1]", "intervention.training.fund": '"apbd"',
    "policy.money.title": '"M"', "policy.money.description": '"D"', "policy.money.source": '"S"',
    "policy.money.without": "[]", "policy.money.intervention.mentoring.intensity": "0.5",
    "policy.money.intervention.0.kind": '"bazaar"', "policy.money.intervention.mentoring.target.places": "3",
    "uncertainty.participation.base": "{ min = -2, max = -1 }",
}  # fmt: skip
"""Values for keys of types that have no numbers, and paths of all forms."""




def other_number(low: float, high: float, default: float, integer: bool) -> str:
    """A number in the range that is not the default, in TOML."""
    if integer:
        return str(int(default) + 1 if default + 1 <= high else int(default) - 1)
    step = min(high - low, max(abs(default), 0.1)) / 8
    return repr(default + step if default + step <= high else default - step)


def numbers_of(properties: dict, path: str) -> dict[str, str]:
    """Another value for each key of a section of the JSON schema that holds a number or a flag."""
    cases = {}
    for name, key in properties.items():
        default = key.get("default", 0)
        if key.get("type") == "boolean":
            cases[f"{path}.{name}"] = "false" if default is True else "true"
        elif key.get("type") in ("number", "integer"):
            low, high = key.get("minimum", 0), key.get("maximum", 1)
            cases[f"{path}.{name}"] = other_number(low, high, default, key["type"] == "integer")
    return cases


def of_sections(schema: dict) -> dict[str, str]:
    cases = {}
    for section, path in TABLES.items():
        part = schema["properties"][section]
        cases |= numbers_of((part.get("items") or part)["properties"], path)
    return cases


def of_options(cells: list[str]) -> dict[str, str]:
    return {f"option.{option['name']}.{cell}": "0.125" for option in _core.options() for cell in cells}


def of_parameters() -> dict[str, str]:
    """Those that must add up with others are changed together with one of them elsewhere."""
    cases = {}
    for row in _core.parameters():
        if row["choices"]:
            cases[row["name"]] = f'"{row["choices"][-1]}"'
        else:
            integer = float(row["low"]).is_integer() and float(row["high"]).is_integer() and row["high"] > 1
            value = row["low"] if row["low"] != row["default"] else row["high"]
            cases[row["name"]] = str(int(value)) if integer else repr(float(value))
    return cases


def of_levers() -> list[tuple[str, str, str]]:
    """(scenario with a lever of the kind, path, another value)"""
    cases = []
    for kind in _core.interventions():
        text = SCENARIO.replace('kind = "training"', f'kind = "{kind["name"]}"\nid = "training"')
        if kind["name"] == "grant":  # the one lever with a number that must be given
            text = text.replace('id = "training"', 'id = "training"\namount = 10')
        try:
            _core.parse_scenario(text, "lever.toml")
        except _core.InputError:  # needs an organisation or an option, which is no number
            continue
        for field in kind["fields"]:
            if field["type"] in ("number", "optional_number"):
                default = field["default"] if isinstance(field["default"], (int, float)) else field["low"]
                whole = isinstance(default, int) or float(default).is_integer() and field["high"] > 1
                value = other_number(field["low"], field["high"], default, whole)
                cases.append((text, f"intervention.training.{field['name']}", value))
    return cases
