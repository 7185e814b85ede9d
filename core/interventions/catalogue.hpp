// All kinds of levers and shocks: names, texts, fields with defaults, ranges and sources, and the function that makes the effect.
// Serves the scenario reader, `describe`, the JSON schema, the docs and Python. A new kind: its pair of files, an entry here.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "base/text.hpp"
#include "interventions/intervention.hpp"

namespace berdaya {

struct ActiveIntervention;

enum class FieldType : std::uint8_t {
  number,          // double InterventionSpec::*
  optional_number, // std::optional<double> InterventionSpec::*
  path,            // profit: list of [date, value]
  option,          // option id ("none" allowed for permit)
  cbo,             // CBO id
  level,           // level of government
};

struct FieldDescription {
  std::string_view name;
  FieldType type = FieldType::number;
  std::string_view unit;
  double standard = 0;           // default of a number
  double low = 0, high = 0;      // allowed range of a number
  std::string_view standard_text;  // default in words where it is no number
  std::string_view source;
  Text meaning;
  double InterventionSpec::* number = nullptr;
  std::optional<double> InterventionSpec::* optional_number = nullptr;
  bool whole = false;            // a whole number
  bool required = false;
};

struct InterventionDescription {
  InterventionKind kind;
  std::string_view name;         // as in files
  bool shock = false;
  bool reaches_umkm = false;     // may choose single UMKM: sectors, neighbourhoods, share, places, first
  Text title;
  Text effect;
  std::string_view source;
  std::span<const FieldDescription> fields;
  double intensity_high = 1;     // highest allowed intensity (seats and hours may exceed 1)
  std::string_view intensity_unit = "1";
  // Makes this month's effect where it is on. Null for kinds whose effect is in the funds and partner steps (fund_cut).
  void (*apply)(ActiveIntervention&) = nullptr;
  // Cost wanted by one target community this month beyond spec.cost, at full intensity, million Rp. Null = none.
  double (*wanted_cost)(const InterventionSpec&, const struct CostContext&) = nullptr;
};

std::span<const InterventionDescription> intervention_kinds();
const InterventionDescription& description_of(InterventionKind kind);
const InterventionDescription* find_intervention_kind(std::string_view name);

// Fields that every kind has: intensity, cost, wave_months.
std::span<const FieldDescription> common_fields();

std::string_view name_of(Where where);
std::string_view name_of(First first);

}  // namespace berdaya
