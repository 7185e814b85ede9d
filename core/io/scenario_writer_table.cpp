// Many communities as one table: a city or the country stays one short resolved scenario.
#include <algorithm>

#include "io/scenario_reading.hpp"
#include "io/table_file.hpp"
#include "state/facilitator.hpp"

namespace berdaya {
namespace {

// The names of the plain keys as columns; titles take two.
template <class Spec>
void add_columns(std::span<const Key<Spec>> keys, const std::string& prefix, std::vector<std::string>& header) {
  for (const Key<Spec>& key : keys) {
    const std::string name = prefix + std::string(key.description.name);
    if (std::holds_alternative<Title Spec::*>(key.member)) {
      header.push_back(name + ".id");
      header.push_back(name + ".en");
    } else if (!std::holds_alternative<std::monostate>(key.member)) {
      header.push_back(name);
    }
  }
}

template <class Spec>
void add_cells(std::span<const Key<Spec>> keys, const Spec& spec, std::vector<std::string>& row) {
  for (const Key<Spec>& key : keys) {
    std::visit(
        [&](auto member) {
          using M = decltype(member);
          if constexpr (std::is_same_v<M, double Spec::*>) {
            row.push_back(number_text(spec.*member));
          } else if constexpr (std::is_same_v<M, std::optional<double> Spec::*>) {
            row.push_back(spec.*member ? number_text(*(spec.*member)) : std::string());
          } else if constexpr (std::is_same_v<M, Index Spec::*>) {
            row.push_back(std::to_string(spec.*member));
          } else if constexpr (std::is_same_v<M, bool Spec::*>) {
            row.push_back(spec.*member ? "1" : "0");
          } else if constexpr (std::is_same_v<M, std::string Spec::*>) {
            row.push_back(spec.*member);
          } else if constexpr (std::is_same_v<M, Title Spec::*>) {
            row.push_back((spec.*member).id);
            row.push_back((spec.*member).en);
          }
        },
        key.member);
  }
}

std::string month_cell(const Horizon& horizon, Index t, Index unsaid) {
  return t == unsaid ? std::string() : horizon.month_text(t);
}

void add_facilitator(const Scenario& scenario, const Horizon& horizon, const FacilitatorSpec& f,
                     std::vector<std::string>& row) {
  add_cells(facilitator_keys(), f, row);
  row.emplace_back(name_of(f.kind));
  row.push_back(month_cell(horizon, f.first_month, 0));
  row.push_back(month_cell(horizon, f.last_month, none));
  row.push_back(f.fund == none ? std::string() : scenario.funds[f.fund].id);
}

// The last facilitators are those of the rows: one for each community, in order.
bool facilitators_fit(const Scenario& scenario) {
  const std::size_t n = scenario.communities.size();
  if (scenario.facilitators.size() < n) return false;
  const std::size_t first = scenario.facilitators.size() - n;
  for (std::size_t k = 0; k < n; ++k) {
    if (scenario.facilitators[first + k].communities != std::vector<Index>{static_cast<Index>(k)}) return false;
  }
  return true;
}

}  // namespace

std::optional<CommunitiesTable> communities_table(const Scenario& scenario, const Horizon& horizon) {
  constexpr std::size_t many = 60;
  const std::size_t n = scenario.communities.size();
  if (n <= many || scenario.cbos.size() != n) return std::nullopt;
  for (std::size_t k = 0; k < n; ++k) {
    if (scenario.cbos[k].community != k || !scenario.communities[k].umkm.empty()) return std::nullopt;
  }
  CommunitiesTable table;
  table.facilitators = facilitators_fit(scenario) ? n : 0;
  std::vector<std::string> header;
  add_columns(community_keys(), "", header);
  header.emplace_back("government");
  for (const SectorSpec& sector : scenario.sectors) header.push_back("umkm." + sector.id);
  add_columns(cbo_keys(), "cbo.", header);
  if (table.facilitators > 0) {
    add_columns(facilitator_keys(), "facilitator.", header);
    for (const char* const key : {"kind", "from", "until", "fund"}) header.push_back(std::string("facilitator.") + key);
  }
  table.text = table_row(header);
  for (std::size_t k = 0; k < n; ++k) {
    const CommunitySpec& community = scenario.communities[k];
    std::vector<std::string> row;
    add_cells(community_keys(), community, row);
    std::string chain;
    for (const Index unit : community.government) chain += (chain.empty() ? "" : "|") + scenario.government[unit].id;
    row.push_back(std::move(chain));
    for (const Index count : community.sector_counts) row.push_back(std::to_string(count));
    add_cells(cbo_keys(), scenario.cbos[k], row);
    if (table.facilitators > 0) {
      add_facilitator(scenario, horizon, scenario.facilitators[scenario.facilitators.size() - n + k], row);
    }
    table.text += table_row(row);
  }
  return table;
}

}  // namespace berdaya
