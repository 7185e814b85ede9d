// Participation.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_participation() {
  static constexpr std::array<ParameterDescription, 11> parameters{{
      {"participation.base", "logit", -1.7, -4, 1, Bounds::any, "calibrated to case 004; attendance S17",
       {"base utility of taking part",
        ""},
       [](Parameters& p) -> double& { return p.participation.base; }},
      {"participation.benefit", "logit", 2.4, 0, 6, Bounds::any, "assumption",
       {"weight of awareness * expected benefit in the utility of taking part",
        ""},
       [](Parameters& p) -> double& { return p.participation.benefit; }},
      {"participation.trust", "logit", 1.4, 0, 4, Bounds::any, "assumption",
       {"weight of trust in whoever initiated",
        ""},
       [](Parameters& p) -> double& { return p.participation.trust; }},
      {"participation.peer_influence", "logit", 2, 0, 6, Bounds::any, "assumption",
       {"weight of trust_peer*(share of contacts that took part the last time - peer_norm); above 4/trust there are two regimes",
        ""},
       [](Parameters& p) -> double& { return p.participation.peer_influence; }},
      {"participation.peer_norm", "1", 0.5, 0.2, 0.6, Bounds::level, "assumption",
       {"participation of contacts that is neutral",
        ""},
       [](Parameters& p) -> double& { return p.participation.peer_norm; }},
      {"participation.ownership", "logit", 1.5, 0, 4, Bounds::any, "assumption",
       {"weight of ownership",
        ""},
       [](Parameters& p) -> double& { return p.participation.ownership; }},
      {"participation.invitation", "logit", 0.8, 0, 2, Bounds::any, "assumption; S17",
       {"was visited this month",
        ""},
       [](Parameters& p) -> double& { return p.participation.invitation; }},
      {"participation.aspiration", "logit", 1, 0, 3, Bounds::any, "assumption",
       {"weight of aspiration",
        ""},
       [](Parameters& p) -> double& { return p.participation.aspiration; }},
      {"participation.time_cost", "logit", 1.5, 0, 4, Bounds::any, "assumption; case 004",
       {"weight of no free time (1-time_slack)",
        ""},
       [](Parameters& p) -> double& { return p.participation.time_cost; }},
      {"participation.fatigue", "logit", 2, 0, 5, Bounds::any, "assumption; case 004, S19",
       {"weight of fatigue",
        ""},
       [](Parameters& p) -> double& { return p.participation.fatigue; }},
      {"participation.reluctance_sd", "logit", 0.8, 0, 2, Bounds::non_negative, "assumption",
       {"sd of the fixed individual effect",
        ""},
       [](Parameters& p) -> double& { return p.participation.reluctance_sd; }},
  }};
  return parameters;
}

}  // namespace berdaya
