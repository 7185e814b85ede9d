#include "interventions/broken_promise.hpp"

#include <algorithm>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

void apply(ActiveIntervention& a) { a.effects.broken_promise = std::max(a.effects.broken_promise, cap(a.intensity)); }

}  // namespace

InterventionDescription describe_broken_promise() {
  return {
      .kind = InterventionKind::broken_promise,
      .name = "broken_promise",
      .shock = true,
      .title = {"Broken promise", "Janji yang tidak ditepati"},
      .effect =
          {"lowers trust in government and the expected benefit of those who know the programme, while it is on",
           "menurunkan kepercayaan kepada pemerintah dan harapan manfaat mereka yang tahu program, selama berlangsung"},
      .source = "case 004; P22",
      .apply = apply};
}

}  // namespace berdaya
