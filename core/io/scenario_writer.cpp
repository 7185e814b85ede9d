// The resolved scenario: everything that a run depends on, in one text.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "interventions/catalogue.hpp"
#include "io/scenario_reading.hpp"
#include "io/table_file.hpp"
#include "state/government.hpp"

namespace berdaya {
namespace {

struct Writer {
  const Scenario& scenario;
  const Horizon& horizon;
  std::string text;
  std::string files;

  const Value& root;                // what was stated
  std::set<std::string> written{};  // keys of the table that is being written

  void line(std::string_view key, const std::string& value) {
    text += toml_key(key) + " = " + value + "\n";
    written.emplace(key);
  }
  void header(const std::string& name) {
    text += "\n" + name + "\n";
    written.clear();
  }
  // Keys that are stated and say what holds without them: a change of another key may make them count.
  void rest_of(const Value* stated) {
    if (stated == nullptr) return;
    for (const Entry& entry : stated->entries) {
      const bool said = written.contains(entry.key) || entry.value.unstated || entry.key.starts_with("x-");
      if (!said && !entry.value.is(ValueKind::table) && !of_tables(entry.value))
        line(entry.key, inline_toml(entry.value));
    }
  }
  static bool of_tables(const Value& value) {
    return value.is(ValueKind::list) && !value.list.empty() && value.list[0].is(ValueKind::table);
  }
};

// The element of a list of tables with that id.
const Value* element_of(const Value* list, const std::string& id) {
  if (list == nullptr) return nullptr;
  for (const Value& element : list->list) {
    const Value* own = element.value("id");
    if (own != nullptr && own->is(ValueKind::text) && own->text == id) return &element;
  }
  return nullptr;
}

std::string date_text(const Horizon& horizon, Index t) { return horizon.month_text(t) + "-01"; }

std::string title_text(const Title& title) {
  if (title.id.empty()) return toml_string(title.en);
  return "{ id = " + toml_string(title.id) + ", en = " + toml_string(title.en) + " }";
}

template <class Range, class Name>
std::string list_text(const Range& values, const Name& name) {
  std::string text = "[";
  for (const auto& value : values) {
    if (text.size() > 1) text += ", ";
    text += name(value);
  }
  return text + "]";
}

template <class Entity>
std::string ids_text(const std::vector<Index>& rows, const std::vector<Entity>& entities) {
  return list_text(rows, [&](Index row) { return toml_string(entities[row].id); });
}

// All plain keys; empty texts are left out.
template <class Spec>
void write_plain(Writer& w, std::span<const Key<Spec>> keys, const Spec& spec, std::string_view but = {}) {
  for (const Key<Spec>& key : keys) {
    const std::string_view name = key.description.name;
    if (name == but) continue;
    std::visit(
        [&](auto member) {
          using M = decltype(member);
          if constexpr (std::is_same_v<M, double Spec::*>) {
            w.line(name, number_text(spec.*member));
          } else if constexpr (std::is_same_v<M, std::optional<double> Spec::*>) {
            if (spec.*member) w.line(name, number_text(*(spec.*member)));
          } else if constexpr (std::is_same_v<M, Index Spec::*>) {
            w.line(name, std::to_string(spec.*member));
          } else if constexpr (std::is_same_v<M, bool Spec::*>) {
            w.line(name, spec.*member ? "true" : "false");
          } else if constexpr (std::is_same_v<M, std::string Spec::*>) {
            if (!(spec.*member).empty()) w.line(name, toml_string(spec.*member));
          } else if constexpr (std::is_same_v<M, Title Spec::*>) {
            if (!(spec.*member).en.empty() || !(spec.*member).id.empty()) w.line(name, title_text(spec.*member));
          }
        },
        key.member);
  }
}

void write_top(Writer& w, Index statistics_every) {
  const Scenario& s = w.scenario;
  w.line("format", "1");
  w.line("id", toml_string(s.id));
  w.line("title", title_text(s.title));
  w.line("description", title_text(s.description));
  w.line("start", date_text(w.horizon, 0));
  w.line("months", std::to_string(s.months));
  if (w.horizon.planned != s.months) w.line("planned_months", std::to_string(w.horizon.planned));
  w.line("source", toml_string(s.source));
  if (statistics_every > 0) w.line("statistics_every", std::to_string(statistics_every));
  w.line("collective", s.collective ? "true" : "false");
}

void write_parameters(Writer& w, std::span<const ParameterRange> uncertainty) {
  for (const ParameterGroup& group : parameter_groups()) {
    w.header(group.name == "population" ? "[population]" : "[parameters." + std::string(group.name) + "]");
    for (const ParameterDescription& parameter : group.parameters) {
      const double value = value_of(w.scenario.parameters, parameter);
      const std::string_view name = parameter.name.substr(group.name.size() + 1);
      if (parameter.bounds == Bounds::choice)
        w.line(name, toml_string(parameter.choices[static_cast<std::size_t>(value)]));
      else
        w.line(name, number_text(value));
    }
  }
  if (!uncertainty.empty()) w.header("[uncertainty]");
  for (const ParameterRange& range : uncertainty) {
    w.text += range.path + " = { min = " + number_text(range.low) + ", max = " + number_text(range.high) + " }\n";
  }
  if (!w.scenario.adopted.empty()) w.header("[adopted]");
  for (const auto& [option, share] : w.scenario.adopted)
    w.line(w.scenario.options[static_cast<std::size_t>(option)].id, number_text(share));
}

void write_replication(Writer& w) {
  if (!w.scenario.replication) return;
  w.header("[replication]");
  write_plain(w, replication_keys(), *w.scenario.replication);
  w.line("from", date_text(w.horizon, w.scenario.replication->from));
}

void write_options(Writer& w) {
  const std::vector<OptionSpec>& options = w.scenario.options;
  for (const OptionSpec& option : options) {
    w.header("[[option]]");
    write_plain(w, option_keys(), option);
    w.line("kind", toml_string(name_of(option.kind)));
    w.line("prerequisite",
           toml_string(option.prerequisite < 0 ? "none" : options[static_cast<std::size_t>(option.prerequisite)].id));
    w.line("skill", toml_string(name_of(option.skill)));
    w.line("offered_by", toml_string(name_of(option.offered_by)));
    if (option.from_stated) w.line("from", date_text(w.horizon, static_cast<Index>(option.from_month)));
    for (const OptionCell& cell : option_cells()) w.line(cell.name, number_text(option.*cell.at));
    w.rest_of(element_of(w.root.value("option"), option.id));
  }
}

void write_sectors(Writer& w) {
  for (const SectorSpec& sector : w.scenario.sectors) {
    w.header("[[sector]]");
    write_plain(w, sector_keys(), sector);
    if (!sector.options.empty())
      w.line("options", list_text(sector.options, [&](int o) {
               return toml_string(w.scenario.options[static_cast<std::size_t>(o)].id);
             }));
    w.rest_of(element_of(w.root.value("sector"), sector.id));
  }
}

void write_government(Writer& w) {
  for (const GovernmentSpec& unit : w.scenario.government) {
    w.header("[[government]]");
    write_plain(w, government_keys(), unit, unit.parent == none ? "" : "mandate");
    w.line("level", toml_string(name_of(unit.level)));
    if (unit.parent != none) w.line("parent", toml_string(w.scenario.government[unit.parent].id));
    w.rest_of(element_of(w.root.value("government"), unit.id));
  }
}

void write_term(Writer& w, Index first, Index last) {
  if (first != 0) w.line("from", date_text(w.horizon, first));
  if (last != none) w.line("until", date_text(w.horizon, last));
}

void write_funds(Writer& w) {
  for (const FundSpec& fund : w.scenario.funds) {
    w.header("[[fund]]");
    write_plain(w, fund_keys(), fund);
    write_term(w, fund.first_month, fund.last_month);
    w.rest_of(element_of(w.root.value("fund"), fund.id));
  }
}

std::string number_cell(const std::optional<double>& value) { return value ? number_text(*value) : std::string(); }

// The UMKM of a community as a table in [files].
void write_umkm(Writer& w, const CommunitySpec& community, const std::vector<const CboSpec*>& cbos) {
  std::vector<std::string> header{"sector", "neighbourhood", "cbo",          "reluctance",
                                  "size",   "capital",       "other_income", "revenue"};
  for (int t = 0; t < trait_count; ++t) header.emplace_back(name_of(static_cast<Trait>(t)));
  for (const OptionSpec& option : w.scenario.options) header.push_back(option.id);
  std::string table = table_row(header);
  for (const UmkmRecord& record : community.umkm) {
    std::vector<std::string> row;
    row.push_back(w.scenario.sectors[record.sector].id);
    row.push_back(record.neighbourhood ? std::to_string(*record.neighbourhood + 1) : "");
    row.push_back(record.no_member ? "none" : record.cbo ? cbos[*record.cbo]->id : "");
    for (const auto& value : {record.reluctance, record.size, record.capital, record.other_income, record.revenue})
      row.push_back(number_cell(value));
    for (const auto& value : record.traits) row.push_back(number_cell(value));
    std::vector<std::string> held(w.scenario.options.size());
    for (const auto& [option, holds] : record.adopted) held[static_cast<std::size_t>(option)] = holds ? "1" : "0";
    row.insert(row.end(), held.begin(), held.end());
    table += table_row(row);
  }
  const std::string name = "umkm_" + community.id + ".csv";
  w.line("umkm_file", toml_string(name));
  w.files += toml_key(name) + " = " + toml_long_string(table) + "\n";
}

// As the file orders them: so they are numbered.
std::vector<const CboSpec*> in_order_of(const Value* list, const std::vector<CboSpec>& cbos) {
  std::map<std::string_view, std::size_t> rows;
  for (std::size_t n = 0; list != nullptr && n < list->list.size(); ++n) {
    if (const Value* id = list->list[n].value("id")) rows.emplace(id->text, n);
  }
  std::vector<const CboSpec*> ordered;
  for (const CboSpec& cbo : cbos) ordered.push_back(&cbo);
  std::ranges::stable_sort(ordered, {}, [&](const CboSpec* cbo) { return rows[cbo->id]; });
  return ordered;
}

void write_communities(Writer& w) {
  const std::vector<SectorSpec>& sectors = w.scenario.sectors;
  std::vector<std::vector<const CboSpec*>> cbos(w.scenario.communities.size());
  for (const CboSpec& cbo : w.scenario.cbos) cbos[cbo.community].push_back(&cbo);
  for (Index k = 0; k < w.scenario.communities.size(); ++k) {
    const CommunitySpec& community = w.scenario.communities[k];
    w.header("[[community]]");
    write_plain(w, community_keys(), community);
    w.line("government", ids_text(community.government, w.scenario.government));
    if (!community.umkm.empty()) {
      write_umkm(w, community, cbos[k]);
      continue;
    }
    std::string counts;
    for (std::size_t s = 0; s < sectors.size(); ++s) {
      counts += (s > 0 ? ", " : "") + toml_key(sectors[s].id) + " = " + std::to_string(community.sector_counts[s]);
    }
    w.line("umkm", "{ " + counts + " }");
  }
  for (const CboSpec* cbo : in_order_of(w.root.value("cbo"), w.scenario.cbos)) {
    w.header("[[cbo]]");
    write_plain(w, cbo_keys(), *cbo);
    w.line("community", toml_string(w.scenario.communities[cbo->community].id));
    w.rest_of(element_of(w.root.value("cbo"), cbo->id));
  }
}

void write_facilitators(Writer& w, std::size_t in_table) {
  const std::span<const FacilitatorSpec> all(w.scenario.facilitators);
  for (const FacilitatorSpec& facilitator : all.first(all.size() - in_table)) {
    w.header("[[facilitator]]");
    write_plain(w, facilitator_keys(), facilitator);
    w.line("kind", toml_string(name_of(facilitator.kind)));
    w.line("communities", ids_text(facilitator.communities, w.scenario.communities));
    write_term(w, facilitator.first_month, facilitator.last_month);
    if (facilitator.fund != none) w.line("fund", toml_string(w.scenario.funds[facilitator.fund].id));
    w.rest_of(element_of(w.root.value("facilitator"), facilitator.id));
  }
}

void write_target(Writer& w, const InterventionSpec& spec) {
  const Target& target = spec.target;
  std::string text;
  const auto add = [&](std::string_view key, const std::string& value) {
    text += (text.empty() ? "" : ", ") + std::string(key) + " = " + value;
  };
  if (target.where == Where::listed)
    add("communities", ids_text(target.communities, w.scenario.communities));
  else if (target.where != Where::all)
    add("group", toml_string(name_of(target.where)));
  if (!target.sectors.empty()) add("sectors", ids_text(target.sectors, w.scenario.sectors));
  if (!target.neighbourhoods.empty())
    add("neighbourhoods", list_text(target.neighbourhoods, [](Index rt) { return std::to_string(rt + 1); }));
  if (target.share) add("share", number_text(*target.share));
  if (target.places) add("places", number_text(*target.places));
  if (description_of(spec.kind).reaches_umkm) add("first", toml_string(name_of(target.first)));
  if (!text.empty()) w.line("target", "{ " + text + " }");
}

void write_field(Writer& w, const FieldDescription& field, const InterventionSpec& spec) {
  const auto option_id = [&](int option) {
    return toml_string(option < 0 ? "none" : w.scenario.options[static_cast<std::size_t>(option)].id);
  };
  switch (field.type) {
    case FieldType::number:
      w.line(field.name, number_text(spec.*field.number));
      break;
    case FieldType::optional_number:
      if (spec.*field.optional_number) w.line(field.name, number_text(*(spec.*field.optional_number)));
      break;
    case FieldType::path:
      if (spec.profit.empty()) break;
      w.line(field.name, list_text(spec.profit, [&](const auto& point) {
               return "[" + date_text(w.horizon, point.first) + ", " + number_text(point.second) + "]";
             }));
      break;
    case FieldType::option:
      w.line(field.name, option_id(field.name == "permit" ? spec.permit : spec.option));
      break;
    case FieldType::cbo:
      if (spec.cbo != none) w.line(field.name, toml_string(w.scenario.cbos[spec.cbo].id));
      break;
    case FieldType::level:
      w.line(field.name, toml_string(name_of(spec.level)));
      break;
  }
}

void write_intervention(Writer& w, const InterventionSpec& spec, const std::string& header, const Value* stated) {
  const InterventionDescription& kind = description_of(spec.kind);
  w.header(header);
  write_plain(w, intervention_keys(), spec);
  w.line("kind", toml_string(kind.name));
  w.line("from", date_text(w.horizon, spec.first_month));
  w.line("until", date_text(w.horizon, spec.last_month));
  write_target(w, spec);
  if (spec.fund != none) w.line("fund", toml_string(w.scenario.funds[spec.fund].id));
  for (const FieldDescription& field : common_fields()) write_field(w, field, spec);
  for (const FieldDescription& field : kind.fields) write_field(w, field, spec);
  w.rest_of(element_of(stated, spec.id));
}

void write_policies(Writer& w) {
  for (const PolicySpec& policy : w.scenario.policies) {
    w.header("[policy." + toml_key(policy.id) + "]");
    write_plain(w, policy_keys(), policy);
    if (!policy.without.empty()) w.line("without", ids_text(policy.without, w.scenario.interventions));
    if (!policy.include.empty())
      w.line("include", list_text(policy.include, [](const std::string& id) { return toml_string(id); }));
    const Value* policies = w.root.value("policy");
    const Value* stated = policies != nullptr ? policies->value(policy.id) : nullptr;
    w.rest_of(stated);
    const Value* own = stated != nullptr ? stated->value("intervention") : nullptr;
    for (const InterventionSpec& spec : policy.interventions)
      write_intervention(w, spec, "[[policy." + toml_key(policy.id) + ".intervention]]", own);
  }
}

}  // namespace

std::string resolved_text(const Reading& r) {
  const Scenario& scenario = r.scenario;
  Writer w{.scenario = scenario, .horizon = r.horizon, .text = {}, .files = {}, .root = r.root};
  w.text = "# Resolved scenario: all that a run depends on. `berdaya run` takes it as it is.\n";
  const auto table = communities_table(scenario, r.horizon);
  write_top(w, r.statistics_every);
  if (table) {
    w.line("communities_file", toml_string("communities.csv"));
    w.files = toml_key("communities.csv") + " = " + toml_long_string(table->text) + "\n";
  }
  write_parameters(w, r.uncertainty);
  write_replication(w);
  write_options(w);
  write_sectors(w);
  write_government(w);
  write_funds(w);
  if (!table) write_communities(w);
  write_facilitators(w, table ? table->facilitators : 0);
  const Value* scenario_interventions = r.root.value("intervention");
  for (const InterventionSpec& spec : scenario.interventions)
    write_intervention(w, spec, "[[intervention]]", scenario_interventions);
  write_policies(w);
  if (!w.files.empty()) {
    w.header("[files]");
    w.text += w.files;
  }
  return w.text;
}

}  // namespace berdaya
