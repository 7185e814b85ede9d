#include "interventions/shared_archive.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  a.effects.records = std::max(a.effects.records, cap(a.intensity));
  a.effects.shared_store = true;
}

}  // namespace

InterventionDescription describe_shared_archive() {
  return {.kind = InterventionKind::shared_archive,
          .name = "shared_archive",
          .title = {"Shared archive", "Arsip bersama"},
          .effect = {"raises what record keeping delivers and saves most of the archive at a turnover",
                     "menaikkan hasil pencatatan dan menyelamatkan sebagian besar arsip saat pergantian pengurus"},
          .source = "case 004; P23",
          .apply = apply,
          .cost_unit = {"month at intensity 1 in a community", "bulan pada intensitas 1 di satu komunitas"},
          .units = intensity_units};
}

}  // namespace berdaya
