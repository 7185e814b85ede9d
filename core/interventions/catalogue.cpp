#include "interventions/catalogue.hpp"

#include <array>

#include "interventions/active.hpp"
#include "interventions/bazaar.hpp"
#include "interventions/broken_promise.hpp"
#include "interventions/buyer.hpp"
#include "interventions/contest.hpp"
#include "interventions/csr.hpp"
#include "interventions/digital_channel.hpp"
#include "interventions/facilitators.hpp"
#include "interventions/federation.hpp"
#include "interventions/forum.hpp"
#include "interventions/fund_cut.hpp"
#include "interventions/gallery.hpp"
#include "interventions/grant.hpp"
#include "interventions/kub.hpp"
#include "interventions/leader_turnover.hpp"
#include "interventions/mentoring.hpp"
#include "interventions/messages.hpp"
#include "interventions/monitoring.hpp"
#include "interventions/officer_turnover.hpp"
#include "interventions/operations.hpp"
#include "interventions/pandemic.hpp"
#include "interventions/permit_assist.hpp"
#include "interventions/permit_help.hpp"
#include "interventions/permit_renewal.hpp"
#include "interventions/platform.hpp"
#include "interventions/role_clarity.hpp"
#include "interventions/shared_archive.hpp"
#include "interventions/simpler_procedure.hpp"
#include "interventions/training.hpp"
#include "interventions/visits.hpp"
#include "interventions/youth.hpp"

namespace berdaya {
namespace {

// In the order of InterventionKind.
std::array<InterventionDescription, intervention_kind_count> make_kinds() {
  return {{
      describe_grant(),
      describe_operations(),
      describe_training(),
      describe_facilitators(),
      describe_visits(),
      describe_messages(),
      describe_permit_help(),
      describe_permit_assist(),
      describe_simpler_procedure(),
      describe_gallery(),
      describe_bazaar(),
      describe_contest(),
      describe_platform(),
      describe_digital_channel(),
      describe_forum(),
      describe_federation(),
      describe_csr(),
      describe_buyer(),
      describe_mentoring(),
      describe_kub(),
      describe_shared_archive(),
      describe_monitoring(),
      describe_role_clarity(),
      describe_youth(),
      describe_pandemic(),
      describe_leader_turnover(),
      describe_officer_turnover(),
      describe_fund_cut(),
      describe_broken_promise(),
      describe_permit_renewal(),
  }};
}

}  // namespace

std::span<const InterventionDescription> intervention_kinds() {
  static const std::array<InterventionDescription, intervention_kind_count> kinds = make_kinds();
  return kinds;
}

const InterventionDescription& description_of(InterventionKind kind) {
  return intervention_kinds()[static_cast<std::size_t>(kind)];
}

const InterventionDescription* find_intervention_kind(std::string_view name) {
  for (const InterventionDescription& kind : intervention_kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

InterventionSpec make_intervention(InterventionKind kind) {
  const InterventionDescription& description = description_of(kind);
  InterventionSpec spec;
  spec.id = description.name;
  spec.kind = kind;
  spec.target.first = description.first;
  for (const FieldDescription& field : description.fields) {
    if (field.number != nullptr) spec.*field.number = field.standard;
  }
  return spec;
}

bool chooses_umkm(const InterventionSpec& spec) {
  const InterventionDescription& kind = description_of(spec.kind);
  return kind.reaches_umkm && (kind.always_chooses || spec.target.chooses());
}

std::span<const FieldDescription> common_fields() {
  static constexpr std::array<FieldDescription, 4> fields{{
      {.name = "intensity",
       .unit = "of the kind",
       .standard = 1,
       .low = 0,
       .high = 1e5,
       .source = "assumption",
       .meaning =
           {"how strong it is; 0 = not there at all, without costs; pandemic, turnovers and permit_renewal know only "
            "on and off",
            "seberapa kuat; 0 = tidak ada sama sekali, tanpa biaya; pandemic, turnover, dan permit_renewal hanya "
            "mengenal ada dan tidak"},
       .number = &InterventionSpec::intensity},
      {.name = "cost",
       .unit = "million Rp/month/community",
       .standard = 0,
       .low = 0,
       .high = 1e6,
       .source = "assumption",
       .meaning = {"money wanted each month for each community that it reaches, whatever the intensity; shocks cost "
                   "nothing",
                   "dana yang dibutuhkan tiap bulan untuk tiap komunitas yang dijangkau, berapa pun intensitasnya; "
                   "guncangan tanpa biaya"},
       .number = &InterventionSpec::cost},
      {.name = "unit_cost",
       .unit = "million Rp/unit",
       .standard = 0,
       .low = 0,
       .high = 1e6,
       .source = "assumption",
       .meaning = {"money wanted for each unit of what the lever does, beside cost: `unit of cost` of its kind says of "
                   "what, and it follows intensity",
                   "dana yang dibutuhkan untuk tiap satuan yang dikerjakan tuas, di samping cost: `satuan biaya` "
                   "jenisnya menyebut satuannya, dan mengikuti intensity"},
       .number = &InterventionSpec::unit_cost},
      {.name = "wave_months",
       .unit = "months",
       .standard = 12,
       .low = 0,
       .high = 1200,
       .source = "assumption",
       .meaning = {"months between waves of replication, for target group replica",
                   "jarak bulan antargelombang replikasi, untuk kelompok sasaran replica"},
       .number = &InterventionSpec::wave_months},
  }};
  return fields;
}

double wanted_cost_of(const InterventionSpec& spec, const CostContext& context) {
  const InterventionDescription& kind = description_of(spec.kind);
  double wanted = spec.cost;
  if (spec.unit_cost > 0.0 && kind.units != nullptr) wanted += spec.unit_cost * kind.units(spec, context);
  if (kind.wanted_cost != nullptr) wanted += kind.wanted_cost(spec, context);
  return wanted;
}

std::string_view name_of(Where where) {
  switch (where) {
    case Where::all:
      return "all";
    case Where::pilot:
      return "pilot";
    case Where::replica:
      return "replica";
    case Where::listed:
      return "communities";
  }
  return "";
}

std::string_view name_of(First first) {
  switch (first) {
    case First::random:
      return "random";
    case First::willing:
      return "willing";
    case First::unaware:
      return "unaware";
    case First::connected:
      return "connected";
  }
  return "";
}

}  // namespace berdaya
