#include "state/facilitator.hpp"

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

}  // namespace berdaya
