// What the readers of the parts of a scenario file share while one file is read. Parts are read in the order of the
// functions below, so that each finds the ids that it refers to.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/scenario_addition.hpp"
#include "io/scenario_file.hpp"
#include "io/scenario_values.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

struct Reading {
  ProblemList problems;
  Value root;
  std::string folder;
  Scenario scenario;
  Horizon horizon;
  std::vector<ParameterRange> uncertainty;
  Index statistics_every = 0;
  std::optional<EmbeddedSets> sets;
  std::vector<std::string> stated;                             // parameters and cells of options
  std::map<std::string, Place, std::less<>> parameter_places;  // of the parameters that the file sets

  std::vector<bool> unit_level_known;  // by row of scenario.government

  IdTable sectors{"sector"};
  IdTable options{"option"};
  IdTable government{"government unit"};
  IdTable communities{"community"};
  IdTable cbos{"CBO"};
  IdTable facilitators{"facilitator"};
  IdTable funds{"fund"};
  IdTable interventions{"intervention"};  // of the baseline

  // Where ids of interventions and names in `include` were written, by row of scenario.policies.
  std::vector<std::vector<Place>> policy_intervention_places;
  std::vector<std::vector<Place>> include_places;
};

// The tables under [[name]]; a problem if it is no list of tables.
std::vector<Value*> tables_of(Reading& r, Value& parent, std::string_view name, std::string_view where);

// A problem if the file has no [[name]] at all, not even one with problems of its own.
void require_tables(Reading& r, std::string_view name);

// A table named by the value of a key: from [files], then from the folder of the scenario. A problem if it cannot be
// read.
struct NamedTable {
  std::string text;
  int source = -1;
};
std::optional<NamedTable> find_table(Reading& r, const Value& name, std::string_view key);

// Before anything is read: rows of communities_file become [[community]], [[cbo]] and [[facilitator]] tables.
void expand_communities_file(Reading& r);
// Interventions without an id get one: their kind, with _2, _3 ... if it is taken in the baseline, or in what a policy
// keeps of it and adds. Nothing else has a say, so that an id, and with it the draws, stays when others come and go.
void name_interventions(Reading& r);
void apply_override(Reading& r, const Override& change);
// A value set at a path, as by an override; `place` is where it was written.
void apply_change(Reading& r, const std::string& path, const Value& value, const Place& place);
// Tables and values from another file, whose source number is `source`. Tables before interventions are named, changes
// after.
void add_tables(Reading& r, const ScenarioAddition& addition, int source);
void apply_changes(Reading& r, const std::vector<ScenarioChange>& changes, int source);

void read_top(Reading& r);
void read_parameters(Reading& r);
void read_options(Reading& r);
void read_sectors(Reading& r);
void read_government(Reading& r);
void read_funds(Reading& r);
void read_communities(Reading& r);
void read_cbos(Reading& r);
void read_umkm_files(Reading& r);
void read_facilitators(Reading& r);
void read_replication(Reading& r);
void read_interventions(Reading& r);
void read_policies(Reading& r);
// Which policies each includes, and whether ids, and the numbers under which their draws are addressed, are told apart.
void check_policies(Reading& r);
// What concerns several parts at once.
void check_communities(Reading& r);

// Dates `from` and `until` of a table. `last` stays as it is where `until` is not given.
void read_term(Reading& r, const Value& table, Index& first, Index& last);

// Communities, each with its one CBO, as the text of a communities_file; nothing where they are few or do not fit into
// rows.
struct CommunitiesTable {
  std::string text;
  std::size_t facilitators = 0;  // how many, counted from the last, are in the table too
};
std::optional<CommunitiesTable> communities_table(const Scenario& scenario, const Horizon& horizon);

// [unstated] of a resolved text: what derives from other keys is taken out again, constant defaults are marked. Call
// once all tables are there, before anything is changed.
void take_unstated(Reading& r);
// The section [unstated] for a resolved text that has none; `r` has been read.
std::string unstated_text(const Reading& r, const std::string& resolved);
// Ids of all options that there are, in the order in which they are numbered.
std::vector<std::string> option_ids(const Reading& r);

// TOML that loads again to the same scenario from itself alone.
std::string resolved_text(const Reading& r);

}  // namespace berdaya
