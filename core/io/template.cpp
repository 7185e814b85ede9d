// The file that `berdaya new NAME` writes: it runs as it is and shows nearly every key, with made-up numbers.
#include <algorithm>

#include "base/errors.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {
namespace {

constexpr std::string_view head =
    R"toml(# A scenario for Berdaya. It runs as it is: `berdaya run @ID@.toml`; `berdaya check @ID@.toml` names all that is wrong in it.
# Replace the numbers, which are made up, by those of your case; delete what you do not need: nearly every key has a default.
# All keys: docs/scenario.md. Levels lie in [0, 1], money is in million rupiah. Keys that start with x- are notes.
# Editors complete the keys if you write `berdaya describe schema --format json > berdaya.schema.json` beside this file, and
# make `#:schema berdaya.schema.json` its first line.
#
# Skenario Berdaya. Berkas ini langsung dapat dijalankan; `berdaya check @ID@.toml` menyebutkan semua kesalahannya. Ganti angka
# contoh dengan angka kasus Anda dan hapus yang tidak perlu: hampir setiap kunci punya nilai bawaan. Semua kunci dijelaskan oleh
# `berdaya describe schema --lang id`. Tingkat berada di [0, 1], uang dalam juta rupiah. Kunci yang diawali x- adalah catatan.

format = 1
id = "@ID@"
title = { id = "Dua kampung", en = "Two kampung" }
description = { id = "Apakah arsip bersama dan pelatihan menolong UMKM di dua kampung?", en = "Do a shared archive and training help the micro businesses of two kampung?" }
start = 2020-01-01   # the first month
months = 60          # length of the run
source = "Made-up numbers: an example, no evidence"
collective = true    # collective marketing is possible
x-author = "your name"

[parameters] # only what differs from the defaults: `berdaya describe parameters`
participation.base = -1.5
market.season_amp = 0.1

[population] # medians and standard deviations of what UMKM are drawn from
aspiration = 0.2
market_sd = 0.7

[adopted] # share that holds an option at the start
nib = 0.05

[uncertainty] # ranges for sweeps and calibration
participation.base = { min = -2.5, max = -0.5 }

[[sector]]
id = "food"
title = { id = "Pangan", en = "Food" }
revenue = 5 # of a typical UMKM, a month
food = true # may take up permits for food
share = 0.6 # of the UMKM, where a community gives only their total

[[sector]]
id = "craft"
title = { id = "Kriya", en = "Craft" }
revenue = 4
share = 0.4
options = ["nib", "hki", "gallery", "bazaar", "marketplace", "partnership", "collective", "kur", "csr"] # default: all

[[option]] # only to change or add to the catalogue: `berdaya describe options`
id = "hki"
burden = 0.8
from = 2020-07-01

[[government]]
id = "city"
title = { id = "Kota", en = "City" }
level = "city"     # city, district, ward or rw
support = 0.5
mandate = 0.6      # only without a parent
hours = 6          # working hours a month for each community
monitoring = 0.2
archive = 0.3
records = 0.3

[[government]]
id = "ward"
title = { id = "Kelurahan", en = "Ward" }
level = "ward"
parent = "city"
support = 0.4
base_support = 0.4
hours = 12

[[community]]
id = "rw01"
title = { id = "RW 01", en = "RW 01" }
government = ["city", "ward"]   # at most one unit of each level
umkm = { food = 36, craft = 24 } # or a total, or umkm_file = "survey.csv" with a row for each UMKM
neighbourhoods = 5              # RT
stage = 1                       # 0 site selection, 1 socialisation, 2 empowerment, 3 independence
environment = 0.4
env_base = 0.3
archive = 0.3
records = 0.25
reputation = 0.1
clarity = 0.3
integration = 0.3
gallery_slots = 8
gallery_location = 0.4
gallery_footfall = 150          # visitors a month
bazaar_every = 6                # months; 0 = none
bazaar_stalls = 15
platform_demand = 0.5
pilot = true
latitude = -7.00
longitude = 110.42

[[community]]
id = "rw02"
title = { id = "RW 02", en = "RW 02" }
government = ["city", "ward"]
umkm = 50
wave = 0 # of replication
latitude = -7.01
longitude = 110.43

[[cbo]] # community-based organisations: at least one in each community
id = "paguyuban01"
title = { id = "Paguyuban RW 01", en = "Association of RW 01" }
community = "rw01"
kind = "paguyuban"
leadership = 0.5
cohesion = 0.45
knowledge = 0.35
formal_trust = 0.4
formal_trust_base = 0.4
linking = 0.1
link_max = 1
dominance = 0.4
members = 0.4 # share of the UMKM
bridge = true # may have ties to organisations of other communities

[[cbo]]
id = "paguyuban02"
community = "rw02"
members = 0.3

[[facilitator]]
id = "coordinator01"
title = { id = "Koordinator RW 01", en = "Coordinator of RW 01" }
kind = "coordinator" # coordinator, officer, ngo, student, university or company
communities = ["rw01"]
hours = 25
competence = 0.5
commitment = 0.9

[[facilitator]]
id = "students"
kind = "student"
communities = ["rw01", "rw02"]
hours = 20
from = 2021-01-01
until = 2022-12-31
fund = "city_fund"

[[fund]]
id = "city_fund"
title = { id = "Dana kota", en = "City fund" }
opening_balance = 50
inflow = 1
from = 2020-07-01
until = 2024-12-31

[replication] # when all pilots have reached this, levers with group = "replica" begin elsewhere
participation = 0.3
awareness = 0.3
environment = 0.2
from = 2021-01-01

# What happens in any case, under every policy too. Kinds and their fields: `berdaya describe interventions`.
[[intervention]]
id = "works"
title = { id = "Hibah fisik", en = "Grant for works" }
kind = "grant"
from = 2020-07-01
until = 2021-06-30 # inclusive
amount = 60
physical = 0.8
target = { communities = ["rw01"] }
fund = "city_fund"

[[intervention]]
kind = "pandemic"
from = 2020-03-01
until = 2021-09-30
demand = 0.7
activity = 0.4

)toml";

constexpr std::string_view policies =
    R"toml(# Policies to compare with the baseline: `berdaya run @ID@.toml --policy baseline --policy archive`.
[policy.archive]
title = { id = "Arsip bersama", en = "Shared archive" }
description = { id = "Surat dan proposal disimpan bersama.", en = "Letters and proposals are kept in one shared store." }
source = "an example"
[[policy.archive.intervention]]
kind = "shared_archive"
from = 2021-01-01
intensity = 0.8
cost = 0.2 # a month and community

[policy.training]
title = { id = "Pelatihan, bukan fisik", en = "Training, not works" }
without = ["works"] # interventions of the baseline that this policy leaves out
[[policy.training.intervention]]
id = "seats"
kind = "training"
from = 2021-01-01
until = 2023-12-31
intensity = 3 # seats a month
quality = 0.6
cost = 0.75
fund = "city_fund"
target = { group = "pilot", sectors = ["food"], neighbourhoods = [1, 2, 3], share = 0.8, first = "unaware" }

[policy.spread]
title = { id = "Kunjungan, lalu menyebar", en = "Visits, and then elsewhere" }
[[policy.spread.intervention]]
id = "visits_pilot"
kind = "visits"
intensity = 0.1
target = { group = "pilot", places = 20 }
[[policy.spread.intervention]]
id = "visits_replica"
kind = "visits"
intensity = 0.1
wave_months = 12 # between waves of replication
target = { group = "replica" }

[policy.archive_and_spread]
title = { id = "Arsip dan kunjungan bersama", en = "Archive and visits together" }
include = ["archive", "spread"] # all that these policies add and leave out
)toml";

}  // namespace

std::string new_scenario_text(const std::string& id) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (id.empty() || id == "none" || !std::all_of(id.begin(), id.end(), good)) {
    throw InputError("the name of a scenario must be made of letters, digits, '_' and '-', got '" + id + "'");
  }
  std::string text(head);
  text += policies;
  const std::string mark = "@ID@";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + id.size()))
    text.replace(at, mark.size(), id);
  return text;
}

}  // namespace berdaya
