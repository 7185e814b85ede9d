"""Draws the 269 thematic kampung of the scenario: python scenarios/semarang_kampung_tematik/make_table.py

Writes kampung.csv and refills the lists of semarang_kampung_tematik.toml that say `# made: NAME`. Nothing here is
an observation of a single kampung, save for the first row, the home-industry kampung of case 004: only the counts at the
top are known, all else is drawn with a fixed seed from the ranges below, which are assumptions.
"""

from __future__ import annotations

import csv
import random
import re
import textwrap
from pathlib import Path

HERE = Path(__file__).parent
SEED = 269

# Known: kampung by the year of their grant. 32 in 2016 and 80 in 2017 (S107), 209 by 2019 (S82), 260 by 2022 (S109),
# 269 by 2023 (case 004).
BATCHES = {"2016": 32, "2017": 80, "2018_2019": 97, "2020_2022": 51, "2023": 9}
FIRST_MONTH = {
    "2016": "2016-07",
    "2017": "2017-01",
    "2018_2019": "2018-01",
    "2020_2022": "2020-01",
    "2023": "2023-01",
}

# Known: 16 kecamatan and 177 kelurahan (S81). Kelurahan in each, and approximate centres, from general knowledge; the
# former sum to 177.
DISTRICTS = {
    "mijen": ("Mijen", 14, -7.058, 110.318),
    "gunungpati": ("Gunungpati", 16, -7.085, 110.372),
    "banyumanik": ("Banyumanik", 11, -7.065, 110.418),
    "gajahmungkur": ("Gajahmungkur", 8, -7.010, 110.403),
    "semarang_selatan": ("Semarang Selatan", 10, -6.999, 110.423),
    "candisari": ("Candisari", 7, -7.018, 110.428),
    "tembalang": ("Tembalang", 12, -7.045, 110.455),
    "pedurungan": ("Pedurungan", 12, -7.010, 110.475),
    "genuk": ("Genuk", 13, -6.963, 110.480),
    "gayamsari": ("Gayamsari", 7, -6.985, 110.448),
    "semarang_timur": ("Semarang Timur", 10, -6.975, 110.440),
    "semarang_utara": ("Semarang Utara", 9, -6.958, 110.415),
    "semarang_tengah": ("Semarang Tengah", 15, -6.981, 110.420),
    "semarang_barat": ("Semarang Barat", 16, -6.983, 110.388),
    "tugu": ("Tugu", 7, -6.978, 110.330),
    "ngaliyan": ("Ngaliyan", 10, -7.000, 110.345),
}

# About half of the heads of wards and districts understood the programme in January 2017, said the mayor (S108): half of
# the units draw their support from the upper range, half from the lower. The ranges are assumptions.
SUPPORTIVE, UNSUPPORTIVE = (0.40, 0.65), (0.15, 0.40)

# Which trade leads in a kampung, and its share of the businesses: assumptions.
THEMES = {"food": 0.45, "craft": 0.25, "services": 0.30}
LEADING_SHARE = 0.6


def halves(count: int, draw: random.Random) -> list[float]:
    """Support of `count` units, half of them supportive, in random order."""
    ranges = [SUPPORTIVE if i % 2 else UNSUPPORTIVE for i in range(count)]
    draw.shuffle(ranges)
    return [round(draw.uniform(*ends), 2) for ends in ranges]


def make_units(draw: random.Random) -> tuple[list[str], list[tuple[str, str]]]:
    """Lines of the government list, and (district, ward) of all 177 wards."""
    lines = []
    wards: list[tuple[str, str]] = []
    for support, (district, (name, _, _, _)) in zip(halves(len(DISTRICTS), draw), DISTRICTS.items(), strict=True):
        titles = f'title = {{ id = "Kecamatan {name}", en = "District of {name}" }}'
        rest = f'level = "district", parent = "semarang", support = {support}, hours = 6'
        lines.append(f'{{ id = "{district}", {titles}, {rest} }},')
    for district, (name, count, _, _) in DISTRICTS.items():
        for number in range(1, count + 1):
            ward = f"{district}_{number}"
            if ward == "candisari_1":
                titles = '{ id = "Kelurahan Karanganyar Gunung", en = "Ward of Karanganyar Gunung" }'
            else:
                titles = f'{{ id = "Kelurahan ke-{number}, {name}", en = "Ward {number} of {name}" }}'
            wards.append((district, ward))
            lines.append(f'{{ id = "{ward}", title = {titles}, level = "ward", parent = "{district}", support = X }},')
    supports = halves(len(wards), draw)
    for i, support in zip(range(len(DISTRICTS), len(lines)), supports, strict=True):
        value = 0.25 if "Karanganyar Gunung" in lines[i] else support  # little support (direction case 004)
        lines[i] = lines[i].replace("support = X", f"support = {value}")
    return lines, wards


def make_kampung(wards: list[tuple[str, str]], draw: random.Random) -> tuple[list[dict[str, object]], dict[str, list[str]]]:
    """Rows of kampung.csv, and the ids in each batch."""
    total = sum(BATCHES.values())
    # Every ward has one (S109); the others fall anywhere. The first is the ward of case 004, whose kampung began in 2016.
    places = sorted(wards, key=lambda place: place[1] != "candisari_1")
    others = [*places[1:], *draw.choices(wards, k=total - len(wards))]
    draw.shuffle(others)
    batch_of = [batch for batch, size in BATCHES.items() for _ in range(size)]
    rows: list[dict[str, object]] = []
    batches: dict[str, list[str]] = {batch: [] for batch in BATCHES}
    for number, (batch, (district, ward)) in enumerate(zip(batch_of, [places[0], *others], strict=True), 1):
        known = number == 1
        kampung = f"kt{number:03d}"
        batches[batch].append(kampung)
        _, _, latitude, longitude = DISTRICTS[district]
        theme = draw.choices(list(THEMES), list(THEMES.values()))[0]
        size = draw.randint(20, 60)
        leading = round(LEADING_SHARE * size)
        rest = (size - leading) // 2
        counts = dict.fromkeys(THEMES, rest) | {theme: size - 2 * rest}
        row: dict[str, object] = {
            "id": kampung,
            "title.id": f"Kampung tematik {number:03d}",
            "title.en": f"Thematic kampung {number:03d}",
            "government": f"semarang|{district}|{ward}",
            **{f"umkm.{sector}": count for sector, count in counts.items()},
            "neighbourhoods": draw.randint(3, 8),
            "stage": 0,
            "environment": round(draw.uniform(0.25, 0.45), 2),
            "clarity": round(draw.uniform(0.2, 0.4), 2),
            "gallery_slots": draw.choice([0, 6, 12]),
            "gallery_location": round(draw.uniform(0.1, 0.6), 2),
            "gallery_footfall": draw.choice([100, 200, 400]),
            "platform_demand": round(draw.uniform(0.3, 0.7), 2),
            "latitude": round(latitude + draw.uniform(-0.015, 0.015), 4),
            "longitude": round(longitude + draw.uniform(-0.015, 0.015), 4),
            "cbo.leadership": round(draw.uniform(0.3, 0.7), 2),
            "cbo.cohesion": round(draw.uniform(0.3, 0.55), 2),
            "cbo.formal_trust": round(draw.uniform(0.2, 0.5), 2),
            "cbo.members": round(draw.uniform(0.15, 0.45), 2),
            "facilitator.hours": draw.randint(8, 36),
            "facilitator.competence": round(draw.uniform(0.35, 0.65), 2),
            "facilitator.from": FIRST_MONTH[batch],
        }
        if known:  # 81 and 15 businesses (case 004); its other values as in the scenario karanganyar_gunung
            row |= {"title.id": "Kampung Home Industri", "title.en": "Home-industry kampung"}
            row |= {"umkm.food": 81, "umkm.craft": 8, "umkm.services": 7, "neighbourhoods": 10}
            row |= {"environment": 0.32, "clarity": 0.25, "gallery_slots": 12, "gallery_location": 0.1}
            row |= {"gallery_footfall": 120, "platform_demand": 0.4, "latitude": -7.018, "longitude": 110.429}
            row |= {"cbo.leadership": 0.6, "cbo.cohesion": 0.35, "cbo.formal_trust": 0.3, "cbo.members": 0.35}
            row |= {"facilitator.hours": 36, "facilitator.competence": 0.65}
        rows.append(row)
    return rows, batches


def refill(text: str, name: str, lines: list[str]) -> str:
    """The text with `lines` below every `# made: NAME`, up to the end of the list."""
    body = "".join(f"  {line}\n" for line in lines)
    pattern = rf"(# made: {re.escape(name)}\n)(?:  .*\n)*"
    text, times = re.subn(pattern, lambda found: found[1] + body, text)
    if times == 0:
        raise SystemExit(f"nothing says '# made: {name}'")
    return text


def main() -> None:
    draw = random.Random(SEED)
    units, wards = make_units(draw)
    rows, batches = make_kampung(wards, draw)
    with (HERE / "kampung.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    scenario = HERE / "semarang_kampung_tematik.toml"
    text = refill(scenario.read_text(encoding="utf-8"), "government", units)
    for batch, ids in batches.items():
        if f"made: {batch}\n" in text:
            quoted = ", ".join(f'"{one}"' for one in ids) + ","
            text = refill(text, batch, textwrap.wrap(quoted, 116))
    scenario.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
