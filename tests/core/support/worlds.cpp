#include "support/worlds.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <type_traits>

#include "engine/population.hpp"

namespace berdaya::test {
namespace {

std::string numbered(const std::string& what, int number) { return what + std::to_string(number); }

GovernmentSpec unit(const std::string& id, Level level, Index parent, double support, double hours) {
  GovernmentSpec spec;
  spec.id = id;
  spec.title = {id, id};
  spec.level = level;
  spec.parent = parent;
  spec.support = support;
  spec.base_support = support;
  spec.hours = hours;
  return spec;
}

CboSpec cbo(const std::string& id, Index community, double members, double leadership) {
  CboSpec spec;
  spec.id = id;
  spec.title = {id, id};
  spec.community = community;
  spec.kind = "OBM";
  spec.members = members;
  spec.leadership = leadership;
  spec.dominance = 0.3;
  return spec;
}

}  // namespace

Scenario small_scenario(int communities, int umkm) {
  Scenario s;
  s.id = "small";
  s.title = {"Small case", "Kasus kecil"};
  s.source = "made up for tests";
  s.start = {2020, 0};
  s.months = 24;
  s.sectors.resize(2);
  s.sectors[0] = {"food", {"Food", "Makanan"}, 5.0, true, 0.6, {}};
  s.sectors[1] = {"craft", {"Craft", "Kerajinan"}, 4.0, false, 0.4, {}};
  s.government.push_back(unit("city", Level::city, none, 0.5, 6));
  s.government.push_back(unit("district", Level::district, 0, 0.4, 5));
  for (int k = 0; k < communities; ++k) {
    s.government.push_back(unit(numbered("ward", k), Level::ward, 1, 0.45, 12));
    CommunitySpec community;
    community.id = numbered("kampung", k);
    community.title = {numbered("Kampung ", k), numbered("Kampung ", k)};
    community.government = {0, 1, static_cast<Index>(2 + k)};
    const auto craft = static_cast<Index>(0.4 * umkm);
    community.sector_counts = {static_cast<Index>(umkm) - craft, craft};
    community.neighbourhoods = std::max<Index>(1, static_cast<Index>(umkm) / 12);
    community.gallery_slots = 4;
    community.gallery_footfall = 200;
    community.bazaar_every = 6;
    community.platform_demand = 1;
    community.latitude = -7.0 - 0.01 * k;
    community.longitude = 110.4;
    s.communities.push_back(community);
    s.cbos.push_back(cbo(numbered("paguyuban", k), static_cast<Index>(k), 0.4, 0.6));
    s.cbos.push_back(cbo(numbered("pkk", k), static_cast<Index>(k), 0.2, 0.4));
    FacilitatorSpec coordinator;
    coordinator.id = numbered("coordinator", k);
    coordinator.communities = {static_cast<Index>(k)};
    coordinator.hours = 25;
    s.facilitators.push_back(coordinator);
  }
  FacilitatorSpec officer;
  officer.id = "officer";
  officer.kind = FacilitatorKind::officer;
  for (int k = 0; k < communities; ++k) officer.communities.push_back(static_cast<Index>(k));
  officer.hours = 20;
  officer.competence = 0.6;
  s.facilitators.push_back(officer);
  FundSpec fund;
  fund.id = "programme";
  fund.title = {"Programme money", "Dana program"};
  fund.opening_balance = 50;
  fund.inflow = 2;
  s.funds.push_back(fund);
  return s;
}

World small_world(const Scenario& scenario, std::uint64_t seed, const DrawScript* script, const std::string& policy) {
  return make_world(scenario, interventions_under(scenario, policy), Draws(Seed{seed}, RunNumber{0}, script));
}

CommunityEffects plain_effects(const World& world, Index k) {
  CommunityEffects effects;
  effects.gallery_slots = world.community.gallery_slots[k];
  effects.gallery_location = world.community.gallery_location[k];
  effects.gallery_footfall = world.community.gallery_footfall[k];
  effects.bazaar_every = world.community.bazaar_every[k];
  effects.bazaar_stalls = world.community.bazaar_stalls[k];
  effects.records = world.community.records[k];
  return effects;
}

namespace {

// visit(name, column, unit) for each column with its full name.
template <class SomeWorld, class Visit>
void each_column(SomeWorld& world, Visit&& visit) {
  World::tables(world, [&](std::string_view table_name, auto& table) {
    std::remove_cvref_t<decltype(table)>::columns(
        table, [&](std::string_view column_name, auto& column, std::string_view unit_text) {
          visit(std::string(table_name) + "." + std::string(column_name), column, unit_text);
        });
  });
}

struct Bytes {
  std::string name;
  std::vector<unsigned char> bytes;
};

std::vector<Bytes> snapshot(const World& world) {
  std::vector<Bytes> list;
  each_column(world, [&](const std::string& name, const auto& column, std::string_view) {
    const auto* const data = reinterpret_cast<const unsigned char*>(column.data());
    list.push_back({name, {data, data + column.size() * sizeof(column[0])}});
  });
  return list;
}

// Columns that hold the tables together or say who is who.
bool is_structure(std::string_view name) {
  static constexpr std::array<std::string_view, 35> fixed{"umkm.neighbourhood",
                                                          "community.first_row",
                                                          "community.umkm_count",
                                                          "community.first_cbo",
                                                          "community.cbo_count",
                                                          "community.unit_city",
                                                          "community.unit_district",
                                                          "community.unit_ward",
                                                          "community.unit_rw",
                                                          "community.root_unit",
                                                          "community.neighbourhoods",
                                                          "community.months_up",
                                                          "community.months_down",
                                                          "cbo.community",
                                                          "cbo.ties",
                                                          "cbo.members",
                                                          "cbo.membership_share",
                                                          "facilitator.kind",
                                                          "facilitator.first_month",
                                                          "facilitator.last_month",
                                                          "facilitator.fund",
                                                          "facilitator.first_post",
                                                          "facilitator.post_count",
                                                          "post.facilitator",
                                                          "post.community",
                                                          "unit.level",
                                                          "unit.parent",
                                                          "partner.intervention",
                                                          "partner.option",
                                                          "fund.first_month",
                                                          "fund.last_month",
                                                          "umkm.cbo",
                                                          "umkm.sector",
                                                          "community.sector_count",
                                                          "community.wave"};
  return std::find(fixed.begin(), fixed.end(), name) != fixed.end();
}

class Scrambler {
 public:
  Scrambler(World& world, std::uint64_t seed) : world_(world), generator_(seed) {}

  template <class Column>
  void fill(std::string_view name, Column& column, std::string_view unit_text) {
    if (name == "umkm.contacts") return shift_contacts();
    for (auto& value : column) value = static_cast<std::remove_cvref_t<decltype(value)>>(draw(name, unit_text));
  }

 private:
  double uniform() { return std::uniform_real_distribution<double>(0.02, 0.98)(generator_); }
  double whole(int most) { return std::uniform_int_distribution<int>(0, most)(generator_); }

  double draw(std::string_view name, std::string_view unit_text) {
    if (name == "umkm.size" || name == "umkm.attraction0" || name == "community.sector_attraction")
      return 0.5 + uniform();
    if (name == "umkm.loan_left") return whole(24);
    if (name == "umkm.applied" || name == "umkm.knows") return partner_bits();
    if (name == "community.stage") return whole(3);
    if (name == "community.gallery_slots" || name == "community.bazaar_stalls") return whole(12);
    if (name == "community.bazaar_every") return 1 + whole(5);
    if (name == "community.cbo_activities" || name == "community.activities") return whole(2);
    if (unit_text == "bit per option") return whole((1 << option::standard_count) - 1);
    if (unit_text == "0/1") return whole(1);
    if (unit_text == "1" || unit_text == "1/month") return uniform();
    if (unit_text == "logit") return 4.0 * uniform() - 2.0;
    if (unit_text == "degree") return 100.0 * uniform();
    if (unit_text == "UMKM" || unit_text == "places") return whole(8);
    return 10.0 * uniform();  // money, hours, visitors
  }

  double partner_bits() {
    const auto bits = static_cast<int>(whole(3));
    return (bits & 1) * (1 << option::partnership) + (bits >> 1) * (1 << option::csr);
  }

  // Other contacts of the same kind: distinct, at home, not oneself.
  void shift_contacts() {
    const int slots = world_.setting.contacts;
    for (Index k = 0; k < world_.community.rows(); ++k) {
      const Rows rows = world_.community.umkm(k);
      const auto step = static_cast<Index>(1 + whole(static_cast<int>(rows.size()) - slots - 1));
      for (Index i = 0; i < rows.size(); ++i) {
        for (int j = 0; j < slots; ++j) {
          const Index whom = (i + step + static_cast<Index>(j)) % rows.size();
          world_.umkm.contacts[static_cast<std::size_t>(rows.first + i) * slots + j] = static_cast<std::uint16_t>(whom);
        }
      }
    }
  }

  World& world_;
  std::mt19937_64 generator_;
};

}  // namespace

std::vector<std::string> column_names(const World& world) {
  std::vector<std::string> names;
  each_column(world, [&](const std::string& name, const auto&, std::string_view) { names.push_back(name); });
  for (const char* name : {"replication", "targets", "booked", "booked_total"}) names.emplace_back(name);
  return names;
}

std::vector<std::string> changed_columns(const World& before, const World& after) {
  std::vector<std::string> changed;
  const std::vector<Bytes> a = snapshot(before);
  const std::vector<Bytes> b = snapshot(after);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].bytes != b[i].bytes) changed.push_back(a[i].name);
  }
  if (!(before.replication == after.replication)) changed.emplace_back("replication");
  if (!(before.targets == after.targets)) changed.emplace_back("targets");
  if (before.booked != after.booked) changed.emplace_back("booked");
  if (before.booked_total != after.booked_total) changed.emplace_back("booked_total");
  return changed;
}

bool scramble(World& world, std::string_view column_name, std::uint64_t seed) {
  if (is_structure(column_name)) return false;
  Scrambler scrambler(world, seed);
  bool found = false;
  each_column(world, [&](const std::string& name, auto& column, std::string_view unit_text) {
    if (name != column_name || column.empty()) return;
    scrambler.fill(name, column, unit_text);
    found = true;
  });
  return found;
}

}  // namespace berdaya::test
