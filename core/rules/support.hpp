// Rule 0e, support of government units.
#pragma once

#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "rules/macro.hpp"

namespace berdaya {

inline constexpr RuleDescription support_rule{
    .name = "support",
    .number = "0e",
    .process = {"A unit supports the programme the more, the more it sees of its results, the stronger the bargaining "
                "of the CBOs, the more its superior supports it and the more a forum has pledged. Its archive follows "
                "its records or a shared store.",
                "Unit pemerintah makin mendukung program bila hasilnya terlihat, daya tawar CBO kuat, atasannya "
                "mendukung, dan forum berjanji mendukung. Arsipnya mengikuti pencatatan atau arsip bersama."},
    .equation =
        "V_k = v_env environment + v_part part_ema + v_rep reputation\n"
        "target = (1 - w_v - w_b - w_p) base_support + w_v mean V + w_b mean bargaining + w_p support of parent (root: "
        "mandate)\n"
        "target += forum_support mean forum (1 - target); support = toward(support, target, support_rate), all units "
        "at once\n"
        "archive = toward(archive, max(records, mean of records_k [shared store on]), archive_rate)",
    .parameters =
        "government.v_env, v_part, v_rep, w_v, w_b, w_p, support_rate, policy.forum_support, "
        "outcomes.archive_rate",
    .reads =
        "unit.support, archive, base_support, mandate, records, parent, community.environment, part_ema, "
        "reputation, cbo.bargaining, effects.forum, records, shared_store",
    .changes = "unit.support, archive",
    .reference = "cases 000, 004; the convex combination is an assumption",
};

// V: what outsiders see of a community's results.
double visible_result(double environment, double participation, double reputation, const GovernmentParameters& p);

// What a unit sees in its communities; a unit without communities keeps its base support in place of V and bargaining.
struct UnitView {
  double visible = 0;     // mean V
  double bargaining = 0;  // mean over all CBOs
  double forum = 0;       // mean
  double superior = 0;    // support of the parent; of a root its mandate
};

double target_support(double base_support, const UnitView& view, const GovernmentParameters& p, double forum_support);

}  // namespace berdaya
