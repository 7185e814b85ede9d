// Policy: effects of forum, digital channels, youth, turnover, companies.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_policy() {
  static constexpr std::array<ParameterDescription, 14> parameters{{
      {"policy.forum_link", "1", 0.45, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"linking added by a frictionless forum with every party",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_link; }},
      {"policy.forum_half", "parties", 4, 1, 10, Bounds::positive, "assumption; cases 002, 003, P10",
       {"parties at which 63 % of the forum's reach is had",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_half; }},
      {"policy.forum_coord", "1", 0.02, 0, 0.1, Bounds::level, "assumption; cases 002, 003, P10",
       {"coordination cost: effectiveness 1/(1+this*parties^2*spread*(1-forum_relief*digital))",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_coord; }},
      {"policy.forum_relief", "1", 0.5, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"share of coordination cost that a platform or group chat saves",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_relief; }},
      {"policy.forum_cost", "million Rp/month/party^2", 0.05, 0, 1, Bounds::non_negative, "assumption; cases 002, 003, P10",
       {"money cost of coordination, times spread",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_cost; }},
      {"policy.forum_support", "1", 0.5, 0, 1, Bounds::level, "assumption; cases 002, 003, P10",
       {"the forum's pledge raises the units' target support towards 1, times forum",
        ""},
       [](Parameters& p) -> double& { return p.policy.forum_support; }},
      {"policy.platform_market", "1", 0.3, 0, 2, Bounds::non_negative, "assumption",
       {"platform demand added by the digital platform lever at intensity 1",
        ""},
       [](Parameters& p) -> double& { return p.policy.platform_market; }},
      {"policy.youth_knowledge", "1", 0.5, 0, 1, Bounds::level, "assumption; case 002",
       {"market knowledge that young people bring to peer learning at intensity 1",
        ""},
       [](Parameters& p) -> double& { return p.policy.youth_knowledge; }},
      {"policy.channel_spread", "1", 1, 0, 3, Bounds::non_negative, "assumption; cases 002, 004, P12",
       {"group chat: peer awareness spread times 1+this",
        ""},
       [](Parameters& p) -> double& { return p.policy.channel_spread; }},
      {"policy.channel_visit", "1", 0.5, 0, 2, Bounds::non_negative, "assumption; cases 002, 004, P12",
       {"group chat: UMKM reached per hour of socialisation times 1+this",
        ""},
       [](Parameters& p) -> double& { return p.policy.channel_visit; }},
      {"policy.channel_coordination", "1", 0.4, 0, 1, Bounds::level, "assumption; cases 002, 004, P12",
       {"group chat: share of overlap avoided",
        ""},
       [](Parameters& p) -> double& { return p.policy.channel_coordination; }},
      {"policy.replicate_months", "month", 6, 1, 24, Bounds::count, "assumption; case 003",
       {"months in a row the pilot must pass",
        ""},
       [](Parameters& p) -> double& { return p.policy.replicate_months; }},
      {"policy.leader_sd", "logit", 0.5, 0, 1.5, Bounds::non_negative, "assumption",
       {"sd of a new leader's leadership",
        ""},
       [](Parameters& p) -> double& { return p.policy.leader_sd; }},
      {"policy.company_rate", "1/month", 0.15, 0.05, 0.5, Bounds::level, "assumption; case 003",
       {"speed of company commitment to its profit index",
        ""},
       [](Parameters& p) -> double& { return p.policy.company_rate; }},
  }};
  return parameters;
}

}  // namespace berdaya
