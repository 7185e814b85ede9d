#include "engine/world_tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

// Every column of a table gets `rows` zeros.
template <class Table>
void size_columns(Table& table, std::size_t rows) {
  Table::columns(table, [rows](std::string_view, auto& column, std::string_view) { column.assign(rows, {}); });
}

// column[i] = the field of the i-th entry.
template <class Column, class Spec, class Field>
void take(Column& column, const std::vector<Spec>& specs, Field Spec::*field) {
  using Value = std::remove_cvref_t<decltype(column[0])>;
  for (std::size_t i = 0; i < specs.size(); ++i) column[i] = static_cast<Value>(specs[i].*field);
}

// [first[i], first[i+1]) of `member`: for each i the positions j with pairs (i, j), in order of j.
void group(std::size_t groups, const std::vector<std::pair<Index, Index>>& pairs, std::vector<Index>& first,
           std::vector<Index>& member) {
  first.assign(groups + 1, 0);
  for (const auto& [i, j] : pairs) ++first[i + 1];
  for (std::size_t i = 0; i < groups; ++i) first[i + 1] += first[i];
  std::vector<Index> next(first.begin(), first.end() - 1);
  member.resize(pairs.size());
  for (const auto& [i, j] : pairs) member[next[i]++] = j;
}

Index root_of(const Scenario& scenario, Index unit) {
  while (scenario.government[unit].parent != none) unit = scenario.government[unit].parent;
  return unit;
}

// Options that suit a sector: its own list, or all; those for food only where it makes food.
std::uint16_t options_for(const SectorSpec& sector, const std::vector<OptionSpec>& options) {
  std::uint32_t bits = 0;
  for (std::size_t o = 0; o < options.size(); ++o) {
    const auto number = static_cast<int>(o);
    const bool listed = sector.options.empty() || std::count(sector.options.begin(), sector.options.end(), number) > 0;
    if (listed && (sector.food || !options[o].food_only)) bits |= 1U << o;
  }
  return static_cast<std::uint16_t>(bits);
}

}  // namespace

Setting make_setting(const Scenario& scenario) {
  Setting setting;
  setting.options = scenario.options;
  for (const SectorSpec& sector : scenario.sectors) {
    setting.sectors.push_back({sector.revenue, sector.food, options_for(sector, scenario.options)});
  }
  setting.contacts = static_cast<int>(scenario.parameters.social_capital.contacts);
  setting.bridge_max = static_cast<int>(scenario.parameters.social_capital.bridge_max);
  setting.start_month_of_year = scenario.start.month;
  setting.collective = scenario.collective;
  return setting;
}

void make_communities(World& world, const Scenario& scenario) {
  const std::vector<CommunitySpec>& specs = scenario.communities;
  CommunityTable& t = world.community;
  size_columns(t, specs.size());
  t.seen_return.assign(specs.size() * option::channel_count, 1.0);
  t.holders.assign(specs.size() * option::most, 0);
  t.applicants.assign(specs.size() * option::most, 0);
  t.sector_count.assign(specs.size() * scenario.sectors.size(), 0.0);
  t.sector_attraction.assign(specs.size() * scenario.sectors.size(), 0.0);

  take(t.neighbourhoods, specs, &CommunitySpec::neighbourhoods);
  take(t.env_base, specs, &CommunitySpec::env_base);
  take(t.records, specs, &CommunitySpec::records);
  take(t.clarity_base, specs, &CommunitySpec::clarity);
  take(t.integration_base, specs, &CommunitySpec::integration);
  take(t.integration, specs, &CommunitySpec::integration);
  take(t.platform_demand, specs, &CommunitySpec::platform_demand);
  take(t.gallery_slots, specs, &CommunitySpec::gallery_slots);
  take(t.gallery_location, specs, &CommunitySpec::gallery_location);
  take(t.gallery_footfall, specs, &CommunitySpec::gallery_footfall);
  take(t.bazaar_every, specs, &CommunitySpec::bazaar_every);
  take(t.bazaar_stalls, specs, &CommunitySpec::bazaar_stalls);
  take(t.pilot, specs, &CommunitySpec::pilot);
  take(t.wave, specs, &CommunitySpec::wave);
  take(t.latitude, specs, &CommunitySpec::latitude);
  take(t.longitude, specs, &CommunitySpec::longitude);
  take(t.stage, specs, &CommunitySpec::stage);
  take(t.environment, specs, &CommunitySpec::environment);
  take(t.archive, specs, &CommunitySpec::archive);
  take(t.reputation, specs, &CommunitySpec::reputation);

  for (auto* unit : {&t.unit_city, &t.unit_district, &t.unit_ward, &t.unit_rw, &t.root_unit}) {
    std::fill(unit->begin(), unit->end(), none);
  }
  const std::array<std::vector<Index>*, level_count> unit_at{&t.unit_city, &t.unit_district, &t.unit_ward, &t.unit_rw};
  Index row = 0;
  for (std::size_t k = 0; k < specs.size(); ++k) {
    t.first_row[k] = row;
    t.umkm_count[k] = specs[k].umkm_count();
    row += t.umkm_count[k];
    for (Index unit : specs[k].government)
      (*unit_at[static_cast<std::size_t>(scenario.government[unit].level)])[k] = unit;
    for (const std::vector<Index>* level : unit_at) {
      if ((*level)[k] == none) continue;
      t.root_unit[k] = root_of(scenario, (*level)[k]);
      break;
    }
  }
}

void make_cbos(World& world, const Scenario& scenario) {
  const std::vector<CboSpec>& specs = scenario.cbos;
  CboTable& t = world.cbo;
  size_columns(t, specs.size());
  t.ties.assign(specs.size() * static_cast<std::size_t>(world.setting.bridge_max), none);
  take(t.community, specs, &CboSpec::community);
  take(t.leadership, specs, &CboSpec::leadership);
  take(t.cohesion, specs, &CboSpec::cohesion);
  take(t.knowledge, specs, &CboSpec::knowledge);
  take(t.knowledge_base, specs, &CboSpec::knowledge);
  take(t.knowledge_seen, specs, &CboSpec::knowledge);
  take(t.formal_trust, specs, &CboSpec::formal_trust);
  take(t.linking, specs, &CboSpec::linking);
  take(t.link_max, specs, &CboSpec::link_max);
  take(t.dominance, specs, &CboSpec::dominance);
  take(t.may_bridge, specs, &CboSpec::bridge);

  CommunityTable& community = world.community;
  for (const CboSpec& cbo : specs) ++community.cbo_count[cbo.community];
  Index first = 0;
  for (Index k = 0; k < community.rows(); ++k) {
    community.first_cbo[k] = first;
    first += community.cbo_count[k];
  }
  for (std::size_t c = 0; c < specs.size(); ++c) {
    const Index k = specs[c].community;
    t.formal_trust_base[c] = specs[c].formal_trust_base.value_or(specs[c].formal_trust);
    t.delivery[c] = scenario.parameters.government.deliver_expect / community.cbo_count[k];
    community.dominance[k] = cap(community.dominance[k] + t.dominance[c]);
  }
}

void make_units(World& world, const Scenario& scenario) {
  const std::vector<GovernmentSpec>& specs = scenario.government;
  UnitTable& t = world.unit;
  size_columns(t, specs.size());
  take(t.level, specs, &GovernmentSpec::level);
  take(t.parent, specs, &GovernmentSpec::parent);
  take(t.base_support, specs, &GovernmentSpec::base_support);
  take(t.mandate, specs, &GovernmentSpec::mandate);
  take(t.monitoring, specs, &GovernmentSpec::monitoring);
  take(t.records, specs, &GovernmentSpec::records);
  take(t.hours, specs, &GovernmentSpec::hours);
  take(t.support, specs, &GovernmentSpec::support);
  take(t.archive, specs, &GovernmentSpec::archive);

  std::vector<std::pair<Index, Index>> pairs;
  for (std::size_t k = 0; k < scenario.communities.size(); ++k) {
    for (Index unit : scenario.communities[k].government) pairs.emplace_back(unit, static_cast<Index>(k));
  }
  group(specs.size(), pairs, world.membership.first_community, world.membership.community);
}

void make_facilitators(World& world, const Scenario& scenario) {
  const std::vector<FacilitatorSpec>& specs = scenario.facilitators;
  FacilitatorTable& t = world.facilitator;
  size_columns(t, specs.size());
  take(t.kind, specs, &FacilitatorSpec::kind);
  take(t.hours, specs, &FacilitatorSpec::hours);
  take(t.competence, specs, &FacilitatorSpec::competence);
  take(t.commitment_base, specs, &FacilitatorSpec::commitment);
  take(t.commitment, specs, &FacilitatorSpec::commitment);
  take(t.first_month, specs, &FacilitatorSpec::first_month);
  take(t.last_month, specs, &FacilitatorSpec::last_month);
  take(t.fund, specs, &FacilitatorSpec::fund);

  PostTable& posts = world.post;
  std::vector<std::pair<Index, Index>> pairs;
  for (std::size_t f = 0; f < specs.size(); ++f) {
    t.first_post[f] = posts.rows();
    t.post_count[f] = static_cast<Index>(specs[f].communities.size());
    for (Index k : specs[f].communities) {
      pairs.emplace_back(k, posts.rows());
      posts.facilitator.push_back(static_cast<Index>(f));
      posts.community.push_back(k);
    }
  }
  posts.granted.assign(posts.rows(), 0.0);
  posts.assigned.assign(posts.rows(), 0.0);
  group(scenario.communities.size(), pairs, world.membership.first_post, world.membership.post);
}

void make_funds(World& world, const Scenario& scenario) {
  const std::vector<FundSpec>& specs = scenario.funds;
  FundTable& t = world.fund;
  size_columns(t, specs.size());
  take(t.opening_balance, specs, &FundSpec::opening_balance);
  take(t.inflow, specs, &FundSpec::inflow);
  take(t.inflow_every, specs, &FundSpec::inflow_every);
  take(t.first_month, specs, &FundSpec::first_month);
  take(t.last_month, specs, &FundSpec::last_month);
  t.scale.assign(specs.size(), 1.0);
}

void make_lever_tables(World& world, const std::vector<InterventionSpec>& interventions) {
  PartnerTable& t = world.partner;
  for (std::size_t i = 0; i < interventions.size(); ++i) {
    const InterventionKind kind = interventions[i].kind;
    if (kind != InterventionKind::csr && kind != InterventionKind::buyer) continue;
    t.intervention.push_back(static_cast<Index>(i));
    t.option.push_back(kind == InterventionKind::csr ? option::csr : option::partnership);
    t.commitment.push_back(1.0);
    t.outside.push_back(0.0);
  }
  const std::size_t communities = world.community.rows();
  world.targets.drawn.assign(interventions.size(), std::vector<std::vector<std::uint8_t>>(communities));
  const std::size_t accounts = interventions.size() + paying_funds(world.facilitator).size();
  world.booked.assign(accounts * communities, 0.0);
  world.booked_total.assign(accounts, 0.0);
}

}  // namespace berdaya
