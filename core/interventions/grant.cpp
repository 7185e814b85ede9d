#include "interventions/grant.hpp"

#include <array>

#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) {
  const double money = a.intensity * grant_per_month(a.spec.amount, a.first_month, a.spec.last_month);
  a.effects.works += money * a.spec.physical;
  a.effects.programme_grant += money * (1.0 - a.spec.physical);
}

double wanted_cost(const InterventionSpec& spec, const CostContext& context) {
  return spec.intensity * grant_per_month(spec.amount, context.first_month, spec.last_month);
}

}  // namespace

double grant_per_month(double amount, Index first_month, Index last_month) {
  return amount / (static_cast<double>(last_month - first_month) + 1.0);
}

InterventionDescription describe_grant() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "amount",
       .unit = "million Rp",
       .standard = 0,
       .low = 0,
       .high = 1e6,
       .source = "assumption",
       .meaning = {"money for each community over the whole term, in equal parts each month; where target group "
                   "replica begins later, over the months that are left",
                   "dana untuk tiap komunitas selama seluruh masa, dibagi rata per bulan; bila kelompok sasaran "
                   "replica mulai belakangan, selama bulan yang tersisa"},
       .number = &InterventionSpec::amount,
       .required = true},
      {.name = "physical",
       .unit = "1",
       .standard = 0.5,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"share that is spent on physical works; the rest is the programme fund, which buys facilitation",
                   "bagian untuk pekerjaan fisik; sisanya dana program yang membiayai pendampingan"},
       .number = &InterventionSpec::physical},
  }};
  return {.kind = InterventionKind::grant,
          .name = "grant",
          .title = {"Grant", "Dana hibah"},
          .effect = {"adds money for physical works and for the programme fund of each community",
                     "menambah dana pekerjaan fisik dan dana program tiap komunitas"},
          .source = "case 004; P19",
          .fields = fields,
          .intensity_high = 10,
          .apply = apply,
          .wanted_cost = wanted_cost,
          .counted_as_works_or_hours = true,
          .cost_unit = {"million Rp granted", "juta Rp hibah"},
          .units = wanted_cost};
}

}  // namespace berdaya
