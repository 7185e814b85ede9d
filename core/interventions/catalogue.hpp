// All kinds of levers and shocks: names, texts, fields with defaults, ranges and sources, and the function that makes
// the effect. Serves the scenario reader, `describe`, the JSON schema, the docs and Python. A new kind: its pair of
// files, an entry here.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "base/text.hpp"
#include "interventions/intervention.hpp"

namespace berdaya {

struct ActiveIntervention;
struct CostContext;
struct SharedIntervention;

// What the number of units depends on, beside the lever's own fields.
enum class UnitsOf : std::uint8_t {
  lever,   // nothing else
  target,  // how many UMKM are in its target
  ready,   // how many of them it can still help: known only while the run goes on
};

enum class FieldType : std::uint8_t {
  number,           // double InterventionSpec::*
  optional_number,  // std::optional<double> InterventionSpec::*
  path,             // profit: list of [date, value]
  option,           // option id ("none" allowed for permit)
  cbo,              // CBO id
  level,            // level of government
};

struct FieldDescription {
  std::string_view name;
  FieldType type = FieldType::number;
  std::string_view unit = {};
  double standard = 0;                  // default of a number
  double low = 0, high = 0;             // allowed range of a number
  std::string_view standard_text = {};  // default in words where it is no number
  std::string_view source = {};
  Text meaning = {};
  double InterventionSpec::*number = nullptr;
  std::optional<double> InterventionSpec::*optional_number = nullptr;
  bool whole = false;  // a whole number
  bool required = false;
};

struct InterventionDescription {
  InterventionKind kind;
  std::string_view name;  // as in files
  bool shock = false;
  bool reaches_umkm = false;  // may choose single UMKM: sectors, neighbourhoods, share, places, first
  Text title;
  Text effect;
  std::string_view source = {};
  std::span<const FieldDescription> fields = {};
  double intensity_high = 1;  // highest allowed intensity (seats and hours may exceed 1)
  std::string_view intensity_unit = "1";
  First first = First::random;  // default of the target's order
  bool always_chooses = false;  // without share and places of its target, `places` UMKM are chosen in each community
  // Makes this month's effect in one community where it is on. Null for kinds whose effect is in the funds (fund_cut)
  // or partner step (csr, buyer).
  void (*apply)(ActiveIntervention&) = nullptr;
  // Called once a month for all communities where it is on, for what they share.
  void (*apply_once)(SharedIntervention&) = nullptr;
  // Cost wanted by one target community this month beyond spec.cost, at full intensity, million Rp. Null = none.
  double (*wanted_cost)(const InterventionSpec&, const CostContext&) = nullptr;
  // True if what wanted_cost says is counted elsewhere among outside costs (works and hours), so that it is no lever
  // money.
  bool counted_as_works_or_hours = false;
  // What spec.unit_cost is paid for, and how many of it one target community wants this month at full intensity. All
  // levers have it, no shock.
  Text cost_unit = {};
  double (*units)(const InterventionSpec&, const CostContext&) = nullptr;
  // What `units` rests on beside the lever itself.
  UnitsOf units_of = UnitsOf::lever;
};

std::span<const InterventionDescription> intervention_kinds();
const InterventionDescription& description_of(InterventionKind kind);
const InterventionDescription* find_intervention_kind(std::string_view name);

// A lever or shock of that kind with the kind's defaults: fields, and the order of its target. Dates 0 to 0,
// everywhere.
InterventionSpec make_intervention(InterventionKind kind);

// True if single UMKM are chosen in each community, so that a target is drawn.
bool chooses_umkm(const InterventionSpec& spec);

// Money that a lever wants in one target community this month, at full intensity, million Rp: fixed cost, the units'
// and the kind's own.
double wanted_cost_of(const InterventionSpec& spec, const CostContext& context);

// Fields that every kind has: intensity, cost, unit_cost, wave_months.
std::span<const FieldDescription> common_fields();

std::string_view name_of(Where where);
std::string_view name_of(First first);

}  // namespace berdaya
