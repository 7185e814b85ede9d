#include "interventions/fund_cut.hpp"

#include <algorithm>
#include <array>

namespace berdaya {
namespace {

bool cuts(const InterventionSpec& spec, Index fund, Index month) {
  return spec.kind == InterventionKind::fund_cut && !spec.left_out && spec.intensity > 0.0 &&
         (spec.fund == none || spec.fund == fund) && spec.first_month <= month && month <= spec.last_month;
}

}  // namespace

FundCut cut_of(std::span<const InterventionSpec> interventions, Index fund, Index month) {
  FundCut cut;
  for (const InterventionSpec& spec : interventions) {
    if (!cuts(spec, fund, month)) continue;
    cut.inflow_kept *= 1.0 - spec.intensity;
    if (spec.first_month == month) cut.balance_removed = std::max(cut.balance_removed, spec.balance);
  }
  return cut;
}

InterventionDescription describe_fund_cut() {
  static constexpr std::array<FieldDescription, 1> fields{{
      {.name = "balance",
       .unit = "1",
       .standard = 0,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"share of the balance that is taken away in its first month",
                   "bagian saldo yang diambil pada bulan pertamanya"},
       .number = &InterventionSpec::balance},
  }};
  return {
      .kind = InterventionKind::fund_cut,
      .name = "fund_cut",
      .shock = true,
      .title = {"Fund cut", "Pemotongan dana"},
      .effect =
          {"lowers the inflow of a fund by the intensity while it is on and takes part of its balance at once",
           "menurunkan pemasukan dana sebesar intensitas selama berlangsung dan mengambil sebagian saldo sekaligus"},
      .source = "cases 002, 003; P11",
      .fields = fields};
}

}  // namespace berdaya
