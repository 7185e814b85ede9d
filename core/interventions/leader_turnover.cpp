#include "interventions/leader_turnover.hpp"

#include <array>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

constexpr std::uint32_t new_leader_draw = 1;

double new_leadership(const ActiveIntervention& a, Index cbo) {
  const double z = a.draws.normal({EntityKind::cbo, cbo, a.month + 1, rule_number::policy, new_leader_draw});
  return logistic(logit(a.spec.leadership) + a.parameters.policy.leader_sd * z);
}

void apply(ActiveIntervention& a) {
  CboTable& table = a.world.cbo;
  const Rows cbos = a.world.community.cbos(a.k);
  bool changed = false;
  for (Index c = cbos.first; c < cbos.last; ++c) {
    if (a.spec.cbo != none && a.spec.cbo != c) continue;
    table.leadership[c] = new_leadership(a, c);
    table.leadership_failure[c] = 1.0;
    changed = true;
  }
  if (changed)
    a.world.community.archive[a.k] *=
        1.0 - archive_loss(a.world.community.shared_store_seen[a.k], a.parameters.outcomes);
}

}  // namespace

double archive_loss(double coverage, const OutcomesParameters& p) {
  return p.archive_turnover * (1.0 - (1.0 - p.archive_shared) * coverage);
}

InterventionDescription describe_leader_turnover() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "cbo",
       .type = FieldType::cbo,
       .unit = "CBO",
       .standard_text = "all of the community",
       .source = "assumption",
       .meaning = {"CBO whose leader changes", "kelompok yang berganti ketua"}},
      {.name = "leadership",
       .unit = "1",
       .standard = 0.45,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"median leadership of a new leader", "median kepemimpinan ketua baru"},
       .number = &InterventionSpec::leadership},
  }};
  return {.kind = InterventionKind::leader_turnover,
          .name = "leader_turnover",
          .shock = true,
          .title = {"Change of leaders", "Pergantian ketua"},
          .effect = {"each month while on: a new leader, a month of failing leadership, loss of archive unless a "
                     "shared store was on",
                     "tiap bulan selama berlangsung: ketua baru, sebulan kepemimpinan tersendat, arsip hilang kecuali "
                     "ada arsip bersama"},
          .source = "case 004; P23",
          .fields = fields,
          .apply = apply};
}

}  // namespace berdaya
