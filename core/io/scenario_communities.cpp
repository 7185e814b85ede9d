// [[community]] and [[cbo]], and what must hold between them.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/rounding.hpp"
#include "io/scenario_reading.hpp"
#include "state/government.hpp"

namespace berdaya {
namespace {

Place place_of(const Value& table, std::string_view key) {
  const Value* value = table.value(key);
  return value ? value->place : table.place;
}

// A total is split by the sectors' shares; what rounding leaves goes to the first sector.
std::vector<Index> split(const std::vector<SectorSpec>& sectors, Index total) {
  std::vector<Index> counts;
  Index rest = total;
  for (const SectorSpec& sector : sectors) {
    counts.push_back(std::min(rest, static_cast<Index>(rounded_down(sector.share * total))));
    rest -= counts.back();
  }
  if (!counts.empty()) counts[0] += rest;
  return counts;
}

const KeyDescription& umkm_key() {
  for (const Key<CommunitySpec>& key : community_keys()) {
    if (key.description.name == "umkm") return key.description;
  }
  return community_keys()[0].description;
}

void read_counts(Reading& r, Value& value, CommunitySpec& community) {
  const NumberRule rule{.low = 0, .high = umkm_key().high, .whole = true};
  const std::vector<SectorSpec>& sectors = r.scenario.sectors;
  if (!value.is(ValueKind::table)) {
    const auto total = read_number(r.problems, value, "umkm", rule);
    if (!total || sectors.empty()) return;
    const bool shared = std::any_of(sectors.begin(), sectors.end(), [](const SectorSpec& s) { return s.share > 0; });
    if (!shared && sectors.size() > 1) {
      r.problems.add(value.place, "umkm is a total, but no [[sector]] has a share to split it by",
                     "give sectors a share, or write umkm = { " + sectors[0].id + " = ... }");
    }
    community.sector_counts = split(sectors, static_cast<Index>(*total));
    return;
  }
  if (sectors.empty()) return;
  const std::vector<std::string_view> names(r.sectors.ids().begin(), r.sectors.ids().end());
  if (r.sectors.reliable()) check_keys(r.problems, value, names, "umkm");
  community.sector_counts.assign(sectors.size(), 0);
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    const Value* count = value.value(sectors[s].id);
    if (count == nullptr) continue;
    const auto number = read_number(r.problems, *count, "umkm." + sectors[s].id, rule);
    if (!number) {
      community.sector_counts.clear();  // nothing can be said about their sum
      return;
    }
    community.sector_counts[s] = static_cast<Index>(*number);
  }
}

// At most one unit of each level, each below the next of the chain.
void read_chain(Reading& r, const Value& value, CommunitySpec& community) {
  community.government = r.government.refer_list(r.problems, value, "government");
  const std::vector<GovernmentSpec>& units = r.scenario.government;
  std::vector<Index>& chain = community.government;
  if (value.is(ValueKind::list) && value.list.empty()) {
    r.problems.add(value.place, "government is empty: the community '" + community.id + "' needs at least one unit");
    return;
  }
  if (std::any_of(chain.begin(), chain.end(), [&](Index unit) { return !r.unit_level_known[unit]; })) return;
  std::stable_sort(chain.begin(), chain.end(), [&](Index a, Index b) { return units[a].level < units[b].level; });
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const GovernmentSpec& upper = units[chain[i - 1]];
    const GovernmentSpec& lower = units[chain[i]];
    if (upper.level == lower.level) {
      r.problems.add(value.place, "government names two units of the level " + std::string(name_of(upper.level)) +
                                      ": '" + upper.id + "' and '" + lower.id + "'");
      continue;
    }
    Index above = lower.parent;
    for (std::size_t steps = 0; above != none && above != chain[i - 1] && steps < units.size(); ++steps)
      above = units[above].parent;
    if (above != chain[i - 1]) {
      r.problems.add(value.place, "'" + lower.id + "' does not stand under '" + upper.id + "'",
                     lower.parent == none ? "'" + lower.id + "' has no parent"
                                          : "the parent of '" + lower.id + "' is '" + units[lower.parent].id + "'");
    }
  }
}

}  // namespace

void read_communities(Reading& r) {
  const std::vector<std::string_view> allowed = key_names(community_keys());
  for (Value* table : tables_of(r, r.root, "community", "[[community]]")) {
    if (!check_keys(r.problems, *table, allowed, "[[community]]")) continue;
    CommunitySpec community;
    read_plain(r.problems, *table, community_keys(), community, "[[community]]");
    if (const Value* chain = table->value("government")) read_chain(r, *chain, community);
    Entry* counts = table->find("umkm");
    const Entry* file = table->find("umkm_file");
    if (counts && file)
      r.problems.add(file->place, "the community '" + community.id + "' has both umkm and umkm_file");
    else if (!counts && !file)
      r.problems.add(place_of(*table, "id"), "the community '" + community.id + "' has no UMKM",
                     "umkm = { SECTOR = NUMBER, ... }, or umkm_file = \"FILE.csv\"");
    if (counts) read_counts(r, counts->value, community);
    r.communities.add(r.problems, community.id, place_of(*table, "id"));
    r.scenario.communities.push_back(std::move(community));
  }
  if (!r.scenario.communities.empty()) return;
  // A table without communities has been reported where it was read.
  if (r.root.find("communities_file") == nullptr) require_tables(r, "community");
  r.communities.give_up();
}

void read_cbos(Reading& r) {
  struct Found {
    CboSpec cbo;
    Place place;
  };
  std::vector<Found> found;
  const std::vector<std::string_view> allowed = key_names(cbo_keys());
  for (Value* table : tables_of(r, r.root, "cbo", "[[cbo]]")) {
    if (!check_keys(r.problems, *table, allowed, "[[cbo]]")) continue;
    CboSpec cbo;
    read_plain(r.problems, *table, cbo_keys(), cbo, "[[cbo]]");
    const Value* community = table->value("community");
    cbo.community = community ? r.communities.refer(r.problems, *community, "community").value_or(none) : none;
    found.push_back({std::move(cbo), place_of(*table, "id")});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.cbo.community < b.cbo.community; });
  for (Found& f : found) {
    r.cbos.add(r.problems, f.cbo.id, f.place);
    r.scenario.cbos.push_back(std::move(f.cbo));
  }
}

void check_communities(Reading& r) {
  const Scenario& scenario = r.scenario;
  const auto contacts = static_cast<Index>(scenario.parameters.social_capital.contacts);
  // A CBO whose community is unknown has been reported already; it may be the one that seems to be missing.
  const bool all_placed =
      r.communities.reliable() &&
      std::none_of(scenario.cbos.begin(), scenario.cbos.end(), [](const CboSpec& c) { return c.community == none; });
  std::size_t first = 0;
  for (Index k = 0; k < scenario.communities.size(); ++k) {
    const CommunitySpec& community = scenario.communities[k];
    const Place& place = r.communities.place(k);
    const std::string name = "the community '" + community.id + "'";
    const Index n = community.umkm_count();
    if (!community.sector_counts.empty() && n == 0) {
      r.problems.add(place, name + " has no UMKM");
    } else if (n > 0 && n <= contacts) {
      r.problems.add(place, name + " has " + std::to_string(n) +
                                " UMKM, but must have more than social_capital.contacts = " + std::to_string(contacts));
    } else if (n > largest_community) {
      r.problems.add(place, name + " has " + std::to_string(n) + " UMKM, more than " +
                                std::to_string(largest_community) + "; split it");
    }
    double weight = 0;
    for (const Index unit : community.government)
      weight += scenario.parameters.government.omega[static_cast<std::size_t>(scenario.government[unit].level)];
    if (!community.government.empty() && weight <= 0)
      r.problems.add(place, "the weights government.omega_... of all levels that govern '" + community.id + "' are 0");

    std::size_t last = first;
    double members = 0;
    double dominance = 0;
    for (; last < scenario.cbos.size() && scenario.cbos[last].community == k; ++last) {
      members += scenario.cbos[last].members;
      dominance += scenario.cbos[last].dominance;
    }
    const auto check_sum = [&](double sum, const char* what, const char* adds) {
      if (sum <= 1.0 + 1e-9) return;
      r.problems.add(r.cbos.place(static_cast<Index>(last - 1)),
                     "the " + std::string(what) + " of the CBOs of '" + community.id + "' " + adds + " up to " +
                         number_text(std::round(sum * 1e6) / 1e6) + ", more than 1");
    };
    check_sum(members, "members", "add");
    check_sum(dominance, "dominance", "adds");
    if (last == first && all_placed) r.problems.add(place, name + " has no [[cbo]]; it needs at least one");
    if (last - first > most_cbos) r.problems.add(place, name + " has more than " + std::to_string(most_cbos) + " CBOs");
    first = last;
  }
}

}  // namespace berdaya
