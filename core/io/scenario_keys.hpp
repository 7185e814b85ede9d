// Every key of a scenario file, described once: the reader, the writer of resolved scenarios, the JSON schema and
// docs/scenario.md are made from these tables. Parameters, options and interventions have catalogues of their own in
// params/, state/ and interventions/.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "engine/scenario.hpp"

namespace berdaya {

enum class KeyType {
  text,
  title,  // a text, or { id = "...", en = "..." }
  id,     // letters, digits, '_' and '-'
  level,  // number in [0, 1]
  number,
  whole,
  flag,
  date,        // 2016-01-01: the month that holds it
  choice,      // one of `choices`
  reference,   // id of what `refers_to` names
  references,  // list of such ids
  file,        // name of a CSV file, relative to the scenario's folder
  counts,      // table of sector = whole number, or a total
  numbers,     // list of whole numbers
  table,       // with the keys of its own section
};

struct KeyDescription {
  std::string_view name = {};
  KeyType type = KeyType::text;
  std::string_view unit = {};
  double low = 0, high = 1;             // allowed range of a number
  std::string_view standard_text = {};  // default in TOML or in words, where it is not a plain value of the struct
  bool required = false;
  bool derived = false;             // its default follows from other keys, so that it is found anew when those change
  std::string_view refers_to = {};  // section
  std::span<const std::string_view> choices = {};
  std::string_view source = {};  // of the default
  Text meaning = {};
};

// Where a plain key is kept; std::monostate: read by code of its own.
template <class Spec>
using Member = std::variant<std::monostate, double Spec::*, std::optional<double> Spec::*, Index Spec::*, bool Spec::*,
                            std::string Spec::*, Title Spec::*>;

template <class Spec>
struct Key {
  KeyDescription description;
  Member<Spec> member;
};

std::span<const Key<SectorSpec>> sector_keys();
std::span<const Key<OptionSpec>> option_keys();  // other than option_cells()
std::span<const Key<GovernmentSpec>> government_keys();
std::span<const Key<CommunitySpec>> community_keys();
std::span<const Key<CboSpec>> cbo_keys();
std::span<const Key<FacilitatorSpec>> facilitator_keys();
std::span<const Key<FundSpec>> fund_keys();
std::span<const Key<InterventionSpec>> intervention_keys();  // other than common_fields() and those of the kinds
std::span<const Key<PolicySpec>> policy_keys();
std::span<const Key<ReplicationSpec>> replication_keys();
std::span<const KeyDescription> top_keys();
std::span<const KeyDescription> target_keys();

// Columns of an umkm_file beside the options' ids.
std::span<const KeyDescription> umkm_columns();
// Names of the traits, as columns and in [population].
std::string_view name_of(Trait trait);

// One part of the file, for schema and documentation. `name` as messages write it: "[[community]]".
struct SectionDescription {
  std::string_view name;
  Text title;
  std::vector<KeyDescription> keys;  // standard_text filled in
};
std::vector<SectionDescription> scenario_sections();

// Names of the values of an enumeration, in its order.
std::span<const std::string_view> level_names();
std::span<const std::string_view> facilitator_kind_names();
std::span<const std::string_view> where_names();
std::span<const std::string_view> first_names();

inline constexpr Index longest_run = 6000;         // months
inline constexpr Index largest_community = 65000;  // UMKM: contacts are 16-bit numbers
inline constexpr std::size_t most_sectors = 255;
inline constexpr std::size_t most_cbos = 250;  // of one community

}  // namespace berdaya
