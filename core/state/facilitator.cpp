#include "state/facilitator.hpp"

#include <algorithm>

namespace berdaya {

std::string_view name_of(FacilitatorKind kind) {
  switch (kind) {
    case FacilitatorKind::coordinator:
      return "coordinator";
    case FacilitatorKind::officer:
      return "officer";
    case FacilitatorKind::ngo:
      return "ngo";
    case FacilitatorKind::student:
      return "student";
    case FacilitatorKind::university:
      return "university";
    case FacilitatorKind::company:
      return "company";
  }
  return "";
}

std::vector<Index> paying_funds(const FacilitatorTable& facilitator) {
  std::vector<Index> funds;
  for (const Index fund : facilitator.fund) {
    if (fund != none) funds.push_back(fund);
  }
  std::sort(funds.begin(), funds.end());
  funds.erase(std::unique(funds.begin(), funds.end()), funds.end());
  return funds;
}

}  // namespace berdaya
