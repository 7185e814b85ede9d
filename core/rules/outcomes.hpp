// Rule 10, outcomes.
#pragma once

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription outcomes_rule{
    .name = "outcomes",
    .number = "10",
    .process =
        {"Works build the environment and care keeps it; contests are won; archives follow record keeping; the "
         "community "
         "gains or loses self-reliance and steps through the stages of the programme. Then all publish what others may "
         "see.",
         "Pekerjaan fisik membangun lingkungan dan perawatan menjaganya; lomba dimenangkan; arsip mengikuti "
         "pencatatan; "
         "kemandirian naik atau turun dan komunitas melewati tahap program. Lalu semua menerbitkan apa yang boleh "
         "dilihat pihak lain."},
    .equation =
        "care = cap((part_ema + mean ownership)/upkeep_norm); E = clip(E + works spending (1-E) - wear (1 - upkeep "
        "care)(E - env_base))\n"
        "won if U[10.1] < contest_chance V activity size, V = v_env E + v_part part_ema + v_rep reputation, size 1 if "
        "t mod contest_months = contest_months - 1, or the lever's\n"
        "reputation = clip(rep + rep_win won (1-rep) - rep_decay rep); archive = toward(archive, records, "
        "archive_rate)\n"
        "own cost = contribution participants + activity_cost CBO activities; outside cost = works + ext hours "
        "hour_cost + lever money; own_cost_share = own/(own + outside), smoothed at cost_rate\n"
        "dominance = cap(sum dominance_c); self_reliance = (dominance own_cost_share "
        "cap(part_ema/participation_norm))^(1/3)\n"
        "stage up after stage_months months in a row at the thresholds of the next step, down likewise where one of "
        "the last step's is missed by the factor stage_fall",
    .parameters =
        "outcomes.*, government.v_env, v_part, v_rep, participation_norm, facilitation.hour_cost, market.success_ratio",
    .reads =
        "umkm.awareness, ownership, adopted, applied, took_part, community.environment, env_base, reputation, archive, "
        "stage, months_up, months_down, own_cost, outside_cost, participants, part_ema, cbo_activities, works, "
        "outside_hours, outside_money, offered, cbo.dominance, month.took_part, ratio, effects.records, activity, "
        "extra_contest",
    .changes =
        "community.environment, reputation, archive, own_cost, outside_cost, own_cost_share, dominance, self_reliance, "
        "prize, stage, months_up, months_down, mean_awareness, mean_ownership, mean_success, holders, applicants, "
        "umkm.took_part, succeeded, awareness_seen, adopted_seen",
    .reference = "case 004 (stages, contests, swadaya, maintenance by residents); P23, P30, P34",
};

void conclude(CommunityMonth& m);

double environment_after(double environment, double base, double works_spending, double care,
                         const OutcomesParameters& p);

double self_reliance(double dominance, double own_cost_share, double part_ema, double participation_norm);

// What the stages look at.
struct StageStanding {
  double awareness = 0, participation = 0, self_reliance = 0;
};
// True if each of the values reaches `factor` times the thresholds for the step from `stage` to the next.
bool meets_step(Index stage, const StageStanding& now, double factor, const OutcomesParameters& p);

}  // namespace berdaya
