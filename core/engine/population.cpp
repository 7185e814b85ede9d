#include "engine/population.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/errors.hpp"
#include "base/sums.hpp"
#include "engine/contacts.hpp"
#include "engine/world_tables.hpp"
#include "rules/entry.hpp"
#include "rules/organisation.hpp"

namespace berdaya {
namespace {

// Draw numbers of rule 11.
constexpr std::uint32_t order_draw = 90, membership_draw = 91, adopted_draw = 100;

constexpr Index most_umkm = 65535;  // of a community: contacts are 16-bit local rows
constexpr Index most_cbos = 254;    // of a community: 255 says none

void check_community(const Scenario& scenario, const CommunitySpec& community, Index cbos, int contacts,
                     std::vector<Problem>& problems) {
  const auto refuse = [&](const std::string& what) {
    Problem problem;
    problem.message = "community '" + community.id + "' " + what;
    problems.push_back(problem);
  };
  const Index n = community.umkm_count();
  if (n <= static_cast<Index>(contacts)) {
    refuse("has " + std::to_string(n) + " UMKM; with social_capital.contacts = " + std::to_string(contacts) +
           " it needs at least " + std::to_string(contacts + 1));
  }
  if (n > most_umkm)
    refuse("has " + std::to_string(n) + " UMKM; at most " + std::to_string(most_umkm) + " are allowed: divide it");
  if (cbos == 0) refuse("has no CBO; it needs at least one [[cbo]]");
  if (cbos > most_cbos)
    refuse("has " + std::to_string(cbos) + " CBOs; at most " + std::to_string(most_cbos) + " are allowed");
  if (community.neighbourhoods < 1 || community.neighbourhoods > most_umkm) {
    refuse("has " + std::to_string(community.neighbourhoods) + " neighbourhoods; 1 to " + std::to_string(most_umkm) +
           " are allowed");
  }
  if (community.sector_counts.size() != scenario.sectors.size()) refuse("must give a number of UMKM for each sector");
  if (community.umkm.empty()) return;

  if (community.umkm.size() != n) {
    refuse("gives " + std::to_string(community.umkm.size()) + " UMKM one by one, but " + std::to_string(n) +
           " by sector");
    return;
  }
  Index previous = 0;
  for (Index j = 0; j < n; ++j) {
    const UmkmRecord& record = community.umkm[j];
    const std::string which = "gives UMKM number " + std::to_string(j + 1) + " ";
    if (record.sector >= scenario.sectors.size()) refuse(which + "a sector that does not exist");
    if (record.cbo && *record.cbo >= cbos) refuse(which + "a CBO that does not exist");
    if (record.revenue && !(*record.revenue > 0.0)) refuse(which + "a revenue that is not positive");
    if (record.size && !(*record.size > 0.0)) refuse(which + "a size that is not positive");
    const Index neighbourhood = record.neighbourhood.value_or(j * community.neighbourhoods / n);
    if (neighbourhood >= community.neighbourhoods) refuse(which + "a neighbourhood that does not exist");
    if (neighbourhood < previous)
      refuse(which + "a neighbourhood before the one of the UMKM above it: order them by neighbourhood");
    previous = neighbourhood;
  }
}

void check(const Scenario& scenario, int contacts) {
  std::vector<Problem> problems;
  if (contacts < 2 || contacts > 16 || contacts % 2 != 0) {
    Problem problem;
    problem.message = "social_capital.contacts must be an even number from 2 to 16, got " + std::to_string(contacts);
    problems.push_back(problem);
  }
  if (scenario.sectors.empty() || scenario.sectors.size() > 255) {
    Problem problem;
    problem.message = "a scenario has 1 to 255 sectors, this one " + std::to_string(scenario.sectors.size());
    problems.push_back(problem);
  }
  if (scenario.options.size() > static_cast<std::size_t>(option::most)) {
    Problem problem;
    problem.message = "a scenario has at most " + std::to_string(option::most) + " options, this one " +
                      std::to_string(scenario.options.size());
    problems.push_back(problem);
  }
  const auto earlier = [](const CboSpec& a, const CboSpec& b) { return a.community < b.community; };
  if (!std::is_sorted(scenario.cbos.begin(), scenario.cbos.end(), earlier)) {
    Problem problem;
    problem.message = "the CBOs of a scenario must be ordered by community";
    problems.push_back(problem);
  }
  std::vector<Index> cbos(scenario.communities.size(), 0);
  for (const CboSpec& cbo : scenario.cbos) ++cbos[cbo.community];
  for (std::size_t k = 0; k < cbos.size(); ++k)
    check_community(scenario, scenario.communities[k], cbos[k], contacts, problems);
  if (!problems.empty()) throw InputError(problems);
}

void size_columns(UmkmTable& t, std::size_t rows, int contacts) {
  UmkmTable::columns(t, [&](std::string_view name, auto& column, std::string_view) {
    column.resize(name == "contacts" ? rows * static_cast<std::size_t>(contacts) : rows);
  });
}

// RT and sector of each row: sectors in order are dealt to the rows sorted by their draw (ties: lower row).
void place_businesses(World& world, const CommunitySpec& spec, Index k, std::span<const float> order) {
  const Rows rows = world.community.umkm(k);
  const Index n = rows.size();
  if (!spec.umkm.empty()) {
    for (Index j = 0; j < n; ++j) {
      const UmkmRecord& record = spec.umkm[j];
      world.umkm.sector[rows.first + j] = static_cast<std::uint8_t>(record.sector);
      world.umkm.neighbourhood[rows.first + j] =
          static_cast<std::uint16_t>(record.neighbourhood.value_or(j * spec.neighbourhoods / n));
    }
    return;
  }
  for (Index j = 0; j < n; ++j) {
    const std::uint64_t rt = static_cast<std::uint64_t>(j) * spec.neighbourhoods / n;
    world.umkm.neighbourhood[rows.first + j] = static_cast<std::uint16_t>(rt);
  }
  // Key: the draw (an integer multiple of 2^-24) before the row.
  std::vector<std::uint64_t> keys(n);
  for (Index j = 0; j < n; ++j) keys[j] = static_cast<std::uint64_t>(order[j] * 0x1p24F) << 32 | j;
  std::sort(keys.begin(), keys.end());
  std::size_t dealt = 0;
  for (std::size_t s = 0; s < spec.sector_counts.size(); ++s) {
    for (Index i = 0; i < spec.sector_counts[s]; ++i, ++dealt) {
      world.umkm.sector[rows.first + (keys[dealt] & 0xffffffffU)] = static_cast<std::uint8_t>(s);
    }
  }
}

// What a survey says in place of what was drawn; attraction0 follows. Revenue and capital are set later.
void take_records(World& world, const Parameters& p, const CommunitySpec& spec, Index k) {
  UmkmTable& t = world.umkm;
  const std::array<std::array<std::vector<float>*, 2>, trait_count> columns{{
      {&t.skill_production, &t.innate_production},
      {&t.skill_management, &t.innate_management},
      {&t.skill_market, &t.innate_market},
      {&t.aspiration, &t.initial_aspiration},
      {&t.awareness, &t.awareness_seen},
      {&t.expected_benefit, nullptr},
      {&t.trust_peer, &t.initial_trust_peer},
      {&t.trust_cbo, &t.initial_trust_cbo},
      {&t.trust_facilitator, &t.initial_trust_facilitator},
      {&t.trust_government, &t.initial_trust_government},
      {&t.ownership, nullptr},
      {&t.fatigue, nullptr},
      {&t.time_slack, nullptr},
  }};
  Index row = world.community.first_row[k];
  for (const UmkmRecord& record : spec.umkm) {
    for (std::size_t trait = 0; trait < columns.size(); ++trait) {
      if (!record.traits[trait]) continue;
      for (std::vector<float>* column : columns[trait]) {
        if (column != nullptr) (*column)[row] = static_cast<float>(*record.traits[trait]);
      }
    }
    if (record.reluctance) t.reluctance[row] = static_cast<float>(*record.reluctance);
    if (record.other_income) t.other_income[row] = static_cast<float>(*record.other_income);
    if (record.size) t.size[row] = static_cast<float>(*record.size);
    t.attraction0[row] = attraction_of(t.size[row], static_cast<float>(p.market.attraction), t.innate_production[row]);
    ++row;
  }
}

// n0 and A0 by sector. Where a survey gives revenues, sizes are set so that each such business starts at its own
// revenue (see CommunitySpec::umkm); n0 then counts businesses of the sector's reference revenue.
void set_sector_totals(World& world, const Parameters& p, const CommunitySpec& spec, Index k) {
  UmkmTable& t = world.umkm;
  const Rows rows = world.community.umkm(k);
  const std::size_t sectors = world.setting.sectors.size();
  const std::span<double> count = std::span(world.community.sector_count).subspan(k * sectors, sectors);
  const std::span<double> attraction = std::span(world.community.sector_attraction).subspan(k * sectors, sectors);
  for (Index row = rows.first; row < rows.last; ++row) {
    count[t.sector[row]] += 1.0;
    attraction[t.sector[row]] += t.attraction0[row];
  }
  const bool surveyed =
      std::any_of(spec.umkm.begin(), spec.umkm.end(), [](const UmkmRecord& r) { return r.revenue.has_value(); });
  if (!surveyed) return;

  std::vector<double> per_attraction(sectors, 0.0);
  for (std::size_t s = 0; s < sectors; ++s) {
    if (count[s] > 0.0) per_attraction[s] = revenue_per_attraction(world, k, static_cast<Index>(s));
  }
  for (Index j = 0; j < rows.size(); ++j) {
    if (!spec.umkm[j].revenue) continue;
    const Index row = rows.first + j;
    const float drawn = t.attraction0[row];
    const auto own = static_cast<float>(*spec.umkm[j].revenue / per_attraction[t.sector[row]]);
    t.attraction0[row] = own;
    t.size[row] = own / attraction_of(1.0F, static_cast<float>(p.market.attraction), t.innate_production[row]);
    attraction[t.sector[row]] += static_cast<double>(own) - drawn;
  }
  for (std::size_t s = 0; s < sectors; ++s) {
    if (count[s] > 0.0) count[s] = per_attraction[s] * attraction[s] / world.setting.sectors[s].revenue;
  }
}

void join_cbos(World& world, const Scenario& scenario, const CommunitySpec& spec, Index k,
               std::span<const float> lots) {
  const Rows rows = world.community.umkm(k);
  const Rows cbos = world.community.cbos(k);
  std::vector<double> cumulated(cbos.size());
  double sum = 0.0;
  for (Index c = 0; c < cbos.size(); ++c) cumulated[c] = sum += scenario.cbos[cbos.first + c].members;
  for (Index j = 0; j < rows.size(); ++j) {
    const auto at = std::upper_bound(cumulated.begin(), cumulated.end(), static_cast<double>(lots[j]));
    auto& cbo = world.umkm.cbo[rows.first + j];
    cbo = at == cumulated.end() ? no_cbo : static_cast<std::uint8_t>(at - cumulated.begin());
    if (spec.umkm.empty()) continue;
    if (spec.umkm[j].no_member) cbo = no_cbo;
    if (spec.umkm[j].cbo) cbo = static_cast<std::uint8_t>(*spec.umkm[j].cbo);
  }
  for (Index row = rows.first; row < rows.last; ++row) {
    if (world.umkm.cbo[row] != no_cbo) world.cbo.members[cbos.first + world.umkm.cbo[row]] += 1.0;
  }
}

// A loan held at the start runs its full term from now; the money was spent before. Of several the first of the
// catalogue counts: one loan at a time.
void owe(World& world, const Parameters& p, Index row) {
  std::uint16_t& held = world.umkm.adopted[row];
  bool owes = false;
  for (std::size_t o = 0; o < world.setting.options.size(); ++o) {
    const auto bit = static_cast<std::uint16_t>(1U << o);
    if (world.setting.options[o].kind != OptionKind::finance || (held & bit) == 0) continue;
    if (owes) {
      held = static_cast<std::uint16_t>(held & ~bit);
      continue;
    }
    owes = true;
    const double rate = o == option::csr ? p.market.csr_rate : p.market.loan_rate;
    world.umkm.loan_left[row] = static_cast<std::uint16_t>(p.market.loan_months);
    world.umkm.instalment[row] =
        static_cast<float>(p.market.loan_principal * (1.0 + rate * p.market.loan_months / 12.0) / p.market.loan_months);
  }
}

void hold_options(World& world, const Scenario& scenario, const Parameters& p, const Draws& draws,
                  const CommunitySpec& spec, Index k) {
  // Collective marketing is the members' of a CBO.
  constexpr auto not_joint = static_cast<std::uint16_t>(~(1U << option::collective));
  const Rows rows = world.community.umkm(k);
  const std::span<std::uint16_t> adopted = std::span(world.umkm.adopted).subspan(rows.first, rows.size());
  std::vector<float> lots(rows.size());
  for (const auto& [o, share] : scenario.adopted) {
    draws.uniform_rows(rows.first, 0, rule_number::entry, adopted_draw + static_cast<std::uint32_t>(o), lots);
    const auto bit = static_cast<std::uint16_t>(1U << o);
    for (std::size_t j = 0; j < lots.size(); ++j) {
      if (lots[j] < share) adopted[j] = static_cast<std::uint16_t>(adopted[j] | bit);
    }
  }
  for (std::size_t j = 0; j < spec.umkm.size(); ++j) {
    for (const auto& [o, held] : spec.umkm[j].adopted) {
      const auto bit = static_cast<std::uint16_t>(1U << o);
      adopted[j] = static_cast<std::uint16_t>(held ? adopted[j] | bit : adopted[j] & ~bit);
    }
  }
  if (!scenario.adopted.empty() || !spec.umkm.empty()) {
    for (Index row = rows.first; row < rows.last; ++row) {
      owe(world, p, row);
      if (world.umkm.cbo[row] == no_cbo) world.umkm.adopted[row] &= not_joint;
    }
    std::copy(adopted.begin(), adopted.end(), world.umkm.adopted_seen.begin() + rows.first);
  }
  count_bits(adopted,
             std::span(world.community.holders).subspan(static_cast<std::size_t>(k) * option::most, option::most));
}

void take_recorded_money(World& world, const CommunitySpec& spec, Index k) {
  Index row = world.community.first_row[k];
  for (const UmkmRecord& record : spec.umkm) {
    if (record.capital) world.umkm.capital[row] = static_cast<float>(*record.capital);
    ++row;
  }
}

// What peers, other communities and the macro step see before the first month.
void publish_start(World& world, const Parameters& p, Index k) {
  const Rows rows = world.community.umkm(k);
  const auto mean_of = [&](const std::vector<float>& column) {
    return mean(std::span(column).subspan(rows.first, rows.size()));
  };
  CommunityTable& community = world.community;
  community.mean_awareness[k] = mean_of(world.umkm.awareness);
  community.mean_ownership[k] = mean_of(world.umkm.ownership);
  community.mean_trust_peer[k] = mean_of(world.umkm.trust_peer);
  const Rows cbos = community.cbos(k);
  for (Index c = cbos.first; c < cbos.last; ++c) {
    world.cbo.membership_share[c] = world.cbo.members[c] / rows.size();
    world.cbo.bargaining[c] = bargaining_power(world.cbo.membership_share[c], world.cbo.cohesion[c],
                                               world.cbo.linking[c], p.organisation.n_0);
  }
}

}  // namespace

World make_world(const Scenario& scenario, const std::vector<InterventionSpec>& interventions, const Draws& draws) {
  const Parameters& p = scenario.parameters;
  const int contacts = static_cast<int>(p.social_capital.contacts);
  check(scenario, contacts);

  World world;
  world.setting = make_setting(scenario);
  make_communities(world, scenario);
  make_cbos(world, scenario);
  make_units(world, scenario);
  make_facilitators(world, scenario);
  make_funds(world, scenario);
  make_lever_tables(world, interventions);

  const Index communities = world.community.rows();
  const Index rows = communities == 0 ? 0 : world.community.umkm(communities - 1).last;
  size_columns(world.umkm, rows, contacts);
  draw_traits(world, p, draws, Rows{0, rows}, 0);

  std::vector<float> order, lots, unused, unused_too;
  for (Index k = 0; k < communities; ++k) {
    const CommunitySpec& spec = scenario.communities[k];
    const Rows own = world.community.umkm(k);
    for (auto* buffer : {&order, &lots, &unused, &unused_too}) buffer->resize(own.size());
    static_assert(order_draw % 4 == 2 && membership_draw == order_draw + 1);
    draws.uniform_rows4(own.first, 0, rule_number::entry, order_draw / 4, unused, unused_too, order, lots);
    place_businesses(world, spec, k, order);
    take_records(world, p, spec, k);
    set_sector_totals(world, p, spec, k);
    furnish_business(world, p, draws, k, own, 0);
    take_recorded_money(world, spec, k);
    join_cbos(world, scenario, spec, k, lots);
    hold_options(world, scenario, p, draws, spec, k);
    draw_contacts(world, draws, k, p.social_capital.rewire_start);
    publish_start(world, p, k);
  }
  return world;
}

}  // namespace berdaya
