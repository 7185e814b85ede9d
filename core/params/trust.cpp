// Trust in peers, CBO, facilitators and government.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_trust() {
  static constexpr std::array<ParameterDescription, 11> parameters{{
      {"trust.gain", "1/month", 0.08, 0.01, 0.15, Bounds::level, "assumption; S20",
       {"rate of trust gained (all four kinds)",
        ""},
       [](Parameters& p) -> double& { return p.trust.gain; }},
      {"trust.loss", "1/month", 0.14, 0.01, 0.3, Bounds::level, "assumption; loss/gain 1-6 in S20",
       {"rate of trust lost (> gain)",
        ""},
       [](Parameters& p) -> double& { return p.trust.loss; }},
      {"trust.drift", "1/month", 0.01, 0, 0.1, Bounds::level, "assumption",
       {"pull to the individual's general trust T_base",
        ""},
       [](Parameters& p) -> double& { return p.trust.drift; }},
      {"trust.exposure", "1", 0.2, 0.02, 1, Bounds::level, "assumption",
       {"share of months in which an aware UMKM has to do with officials or facilitators",
        ""},
       [](Parameters& p) -> double& { return p.trust.exposure; }},
      {"trust.expect", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"share of tasks or requests that is accepted as normal; only shortfall below it is 'bad'",
        ""},
       [](Parameters& p) -> double& { return p.trust.expect; }},
      {"trust.works_visible", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"visible works this month as good news about government",
        ""},
       [](Parameters& p) -> double& { return p.trust.works_visible; }},
      {"trust.promise", "1", 0.6, 0, 1, Bounds::level, "assumption; case 004, P22",
       {"a broken promise as bad news about government, times awareness and severity",
        ""},
       [](Parameters& p) -> double& { return p.trust.promise; }},
      {"trust.promise_weight", "1/month", 0.1, 0, 0.6, Bounds::level, "assumption; case 004, P22",
       {"expected benefit lost to a broken promise, times awareness and severity",
        ""},
       [](Parameters& p) -> double& { return p.trust.promise_weight; }},
      {"trust.free_ride", "1", 0.25, 0, 0.6, Bounds::level, "assumption",
       {"turn-out of contacts below which a participant feels exploited",
        ""},
       [](Parameters& p) -> double& { return p.trust.free_ride; }},
      {"trust.learned_good", "1", 0.5, 0, 1, Bounds::level, "assumption",
       {"learning from the CBO as good news about it (a seat counts 1)",
        ""},
       [](Parameters& p) -> double& { return p.trust.learned_good; }},
      {"trust.peer_buy_good", "1", 0.3, 0, 1, Bounds::level, "assumption",
       {"weight of peer purchase as good news about peers",
        ""},
       [](Parameters& p) -> double& { return p.trust.peer_buy_good; }},
  }};
  return parameters;
}

}  // namespace berdaya
