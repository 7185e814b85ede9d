// Social capital: contacts, membership, bridging and linking.
#include <array>

#include "params/parameters.hpp"

namespace berdaya {

std::span<const ParameterDescription> describe_social_capital() {
  static constexpr std::array<ParameterDescription, 10> parameters{{
      {"social_capital.contacts", "1", 8, 4, 16, Bounds::even_count, "assumption",
       {"contacts of an UMKM (K)",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.contacts; }},
      {"social_capital.rewire_start", "1", 0.1, 0, 1, Bounds::level, "assumption",
       {"share of initial contacts outside the own RT ring",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.rewire_start; }},
      {"social_capital.rewire", "1/month", 0.05, 0, 0.3, Bounds::level, "assumption",
       {"chance that a participant replaces a contact",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.rewire; }},
      {"social_capital.bridge_form", "1/month", 0.1, 0, 0.5, Bounds::level, "assumption",
       {"chance of a new bridging tie (one random candidate a month)",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.bridge_form; }},
      {"social_capital.bridge_range", "km", 5, 0.5, 100, Bounds::positive, "assumption",
       {"distance scale of bridging",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.bridge_range; }},
      {"social_capital.bridge_max", "1", 4, 1, 8, Bounds::tie_count, "assumption",
       {"tie slots of a CBO",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.bridge_max; }},
      {"social_capital.bridge_loss", "1/month", 0.02, 0, 0.1, Bounds::level, "assumption",
       {"chance that a tie is lost",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.bridge_loss; }},
      {"social_capital.link_rate", "1/month", 0.06, 0.01, 0.3, Bounds::level, "assumption",
       {"speed of linking",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.link_rate; }},
      {"social_capital.join", "1/month", 0.06, 0, 0.3, Bounds::level, "assumption; form S9",
       {"chance that a participant joins the CBO, times trust_cbo",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.join; }},
      {"social_capital.leave", "1/month", 0.015, 0, 0.1, Bounds::level, "assumption; form S9",
       {"chance that a member leaves, times (1-trust_cbo), when absent",
        ""},
       [](Parameters& p) -> double& { return p.social_capital.leave; }},
  }};
  return parameters;
}

}  // namespace berdaya
