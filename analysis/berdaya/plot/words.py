"""The words on figures, in English and Indonesian; titles of metrics, members and policies come from the result."""

from __future__ import annotations

import textwrap

import xarray as xr

from .. import _core
from ..errors import unknown
from ..selection import BASELINE, Choice

WORDS = {
    "en": {
        "band": "Mean and {low:g}\u2013{high:g} % range of {n} replicates",
        "one": "One replicate",
        "forest": "Difference from {baseline}{when}: mean of {n} paired replicates and {level:g} % interval of this mean",
        "forest_sets": "Difference from {baseline}{when}: mean of {n} paired replicates with {sets} parameter sets; bar: 5\u201395 % "
        "of the differences, from chance and from what is not known of the parameters",
        "end": " at the end ({month})",
        "end_season": " at the end ({month}; ~ has a season: mean of the last {months} months)",
        "mean_of_run": ", mean of the recorded months, weighted by the months they stand for",
        "month": " in {month}",
        "months": ", mean of {first} to {last}, weighted by the months that records stand for",
        "better": "better",
        "worse": "worse",
        "uncertain": "interval includes zero",
        "range_uncertain": "range includes zero",
        "neutral": "neither good nor bad",
        "baseline": "Baseline",
        "patterns": "What the evidence says and what the model does",
        "patterns_how": "Estimate and 95 % interval. Right of 0: as expected; between \u22121 and 0: right sign, but small, or close to a band",
        "patterns_axis": "margin, in smallest effects that matter",
        "verdict_holds": "holds",
        "verdict_weakly": "holds weakly",
        "verdict_fails": "fails",
        "verdict_cannot_say": "cannot say",
    },
    "id": {
        "band": "Rata-rata dan rentang {low:g}\u2013{high:g} % dari {n} ulangan",
        "one": "Satu ulangan",
        "forest": "Selisih dari {baseline}{when}: rata-rata {n} ulangan berpasangan dan selang {level:g} % rata-rata itu",
        "forest_sets": "Selisih dari {baseline}{when}: rata-rata {n} ulangan berpasangan dengan {sets} himpunan parameter; garis: 5\u201395 % "
        "selisih, karena undian acak dan karena parameter yang tidak pasti",
        "end": " pada akhir ({month})",
        "end_season": " pada akhir ({month}; ~ bermusim: rata-rata {months} bulan terakhir)",
        "mean_of_run": ", rata-rata bulan tercatat, dibobot menurut bulan yang diwakili",
        "month": " pada {month}",
        "months": ", rata-rata {first} sampai {last}, dibobot menurut bulan yang diwakili",
        "better": "lebih baik",
        "worse": "lebih buruk",
        "uncertain": "selang mencakup nol",
        "range_uncertain": "rentang mencakup nol",
        "neutral": "tanpa arah baik atau buruk",
        "baseline": "Keadaan dasar",
        "patterns": "Apa kata bukti dan apa yang dilakukan model",
        "patterns_how": "Taksiran dan selang 95 %. Kanan 0: seperti diharapkan; \u22121 sampai 0: arahnya benar tetapi kecil, atau dekat pita",
        "patterns_axis": "jarak, dalam dampak terkecil yang berarti",
        "verdict_holds": "terpenuhi",
        "verdict_weakly": "terpenuhi lemah",
        "verdict_fails": "gagal",
        "verdict_cannot_say": "tidak dapat dikatakan",
    },
}

MONTHS_ID = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
MONTHS_EN = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

# Members of the dimensions skill_kind and trust_in, which are the same in every result.
MEMBERS = {
    "en": {"cbo": "CBO", "peer": "peers", "facilitator": "facilitators"},
    "id": {
        "production": "produksi",
        "management": "manajemen",
        "market": "pasar",
        "peer": "sesama usaha",
        "cbo": "OBM",
        "facilitator": "pendamping",
        "government": "pemerintah",
    },
}

def words(lang: str) -> dict[str, str]:
    if lang not in WORDS:
        raise unknown("language", lang, WORDS)
    return WORDS[lang]


def translated(attributes: dict, name: str, lang: str, otherwise: str) -> str:
    """An attribute in the language, else in the other one, else the given text."""
    first, second = (f"{name}_id", name) if lang == "id" else (name, f"{name}_id")
    return str(attributes.get(first) or attributes.get(second) or otherwise)


def _title_along(ds: xr.Dataset, dimension: str, member: object, lang: str) -> str:
    """Title of a member of a dimension: from the coordinate DIMENSION_title(_id), where the file has it."""
    labels = [str(m) for m in ds[dimension].values]
    for name in (f"{dimension}_title_id", f"{dimension}_title") if lang == "id" else (f"{dimension}_title",):
        if name in ds.variables and ds[name].dims == (dimension,):
            text = str(ds[name].values[labels.index(str(member))])
            if text:
                return text
    return ""


def metric_title(ds: xr.Dataset, choice: Choice, lang: str) -> str:
    title = translated(ds[choice.name].attrs, "long_name", lang, choice.name)
    title = title[:1].upper() + title[1:]
    if choice.dimension is None:
        return title
    member = _title_along(ds, choice.dimension, choice.member, lang) or MEMBERS[lang].get(
        str(choice.member), str(choice.member)
    )
    return f"{title}: {member}"


def policy_title(ds: xr.Dataset, policy: str, lang: str) -> str:
    if policy == BASELINE:
        return WORDS[lang]["baseline"]
    return _title_along(ds, "policy", policy, lang) or policy.replace("_", " ")


def unit_text(ds: xr.Dataset, choice: Choice, lang: str) -> str:
    unit = str(ds[choice.name].attrs.get("units", ""))
    if unit in ("1", ""):
        return ""
    return _core.in_indonesian("unit", unit) if lang == "id" else unit


def month_text(date, lang: str) -> str:
    year, month = str(date.astype("datetime64[M]")).split("-")
    return f"{(MONTHS_ID if lang == 'id' else MONTHS_EN)[int(month) - 1]} {year}"


def wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


def scenario_title(ds: xr.Dataset, lang: str) -> str:
    return translated(ds.attrs, "title", lang, str(ds.attrs.get("scenario_id", "")))
