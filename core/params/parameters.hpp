// All parameters of the model, by group: plain values that the rules read. Names, units, defaults, ranges and sources
// are in the group's own .cpp file, and nowhere else.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "params/description.hpp"

namespace berdaya {

// Tasks that facilitators' hours are spent on; index of facilitation.share.
enum class Task { socialisation, training, permit, market, coordination };

// Traits drawn at entry; index of population.median and population.sd and draw number of rule 11.
enum class Trait {
  production,
  management,
  market,
  aspiration,
  awareness,
  expected_benefit,
  trust_peer,
  trust_cbo,
  trust_facilitator,
  trust_government,
  ownership,
  fatigue,
  time_slack
};
inline constexpr int trait_count = 13;

// What a level of government keeps of a duty; values of facilitation.duty_rule.
enum class DutyRule { pass_down, volunteer };

// How bad experience weighs against good; values of trust.loss_rule.
enum class LossRule { asymmetric, symmetric };

// How a share of contacts acts on an UMKM; values of social_capital.peer_rule.
enum class PeerRule { linear, threshold };

// What buying from each other does to local sales; values of market.mutual_buying.
enum class MutualBuying { new_demand, zero_sum };

struct GovernmentParameters {
  std::array<double, 4> omega{};  // by level
  double v_env = 0;
  double v_part = 0;
  double v_rep = 0;
  double w_v = 0;
  double w_b = 0;
  double w_p = 0;
  double support_rate = 0;
  double n_requests = 0;
  double r_0 = 0;
  double tau_gain = 0;
  double tau_loss = 0;
  double tau_drift = 0;
  double deliver_expect = 0;
  double deliver_rate = 0;
  double participation_norm = 0;
  bool operator==(const GovernmentParameters&) const = default;
};

struct FacilitationParameters {
  std::array<double, 4> hours_stage{};           // by stage
  std::array<std::array<double, 5>, 4> share{};  // by stage, of a Task
  std::array<double, 4> duty{};                  // by level
  double duty_bottom = 0;
  double shifting = 0;
  double clarity_archive = 0;
  double clarity_monitoring = 0;
  double duty_rule = 0;
  double volunteer_cost = 0;
  double overlap_max = 0;
  double burnout_rate = 0;
  double hours_per_visit = 0;
  double hours_per_seat = 0;
  double hours_per_help = 0;
  double competence_government = 0;
  double competence_hired = 0;
  double fund_use = 0;
  double hour_cost = 0;
  bool operator==(const FacilitationParameters&) const = default;
};

struct OrganisationParameters {
  double i_0 = 0;
  double i_leadership = 0;
  double i_knowledge = 0;
  double i_cohesion = 0;
  double i_formal = 0;
  double i_coordinator = 0;
  double official = 0;
  double official_routine = 0;
  double delegate = 0;
  double dominance_rate = 0;
  double k_bridge = 0;
  double k_link = 0;
  double k_member = 0;
  double k_decay = 0;
  double novelty_half = 0;
  double n_0 = 0;
  double i_operations = 0;
  double outsider_share = 0;
  double conflict_max = 0;
  double rivalry = 0;
  double integration_rate = 0;
  double cohesion_rate = 0;
  bool operator==(const OrganisationParameters&) const = default;
};

struct ParticipationParameters {
  double base = 0;
  double benefit = 0;
  double trust = 0;
  double peer_influence = 0;
  double peer_norm = 0;
  double ownership = 0;
  double invitation = 0;
  double aspiration = 0;
  double time_cost = 0;
  double fatigue = 0;
  double reluctance_sd = 0;
  double answered = 0;
  bool operator==(const ParticipationParameters&) const = default;
};

struct LearningParameters {
  double aware_visit = 0;
  double aware_message = 0;
  double aware_part = 0;
  double aware_social = 0;
  double forget = 0;
  double train = 0;
  double mix_production = 0;
  double mix_management = 0;
  double mix_market = 0;
  double peer_learn = 0;
  double decay = 0;
  double role_model = 0;
  double role_bridge = 0;
  double comfort_pull = 0;
  double own_gain = 0;
  double top_down_ownership = 0;
  double own_loss = 0;
  double dormant = 0;
  double tire = 0;
  double press = 0;
  double rest = 0;
  double complement = 0;
  bool operator==(const LearningParameters&) const = default;
};

struct TrustParameters {
  double gain = 0;
  double loss = 0;
  double loss_rule = 0;
  double drift = 0;
  double exposure = 0;
  double expect = 0;
  double works_visible = 0;
  double promise = 0;
  double promise_weight = 0;
  double free_ride = 0;
  double learned_good = 0;
  double peer_buy_good = 0;
  bool operator==(const TrustParameters&) const = default;
};

struct UptakeParameters {
  double aspiration = 0;
  double skill = 0;
  double awareness = 0;
  double benefit = 0;
  double peers = 0;
  double trust = 0;
  double help = 0;
  double assist = 0;
  double assist_relief = 0;
  double market_help = 0;
  double knows_by_linking = 0;
  double cost = 0;
  double link = 0;
  double seen_return = 0;
  double seen_rate = 0;
  double return_norm = 0;
  double cohesion_min = 0;
  double permit_ceiling = 0;
  double online_ceiling = 0;
  double lapse = 0;
  bool operator==(const UptakeParameters&) const = default;
};

struct MarketParameters {
  double attraction = 0;
  double size_sd = 0;
  double outside = 0;
  double season_amp = 0;
  double season_peak = 0;
  double peer_purchase = 0;
  double mutual_buying = 0;
  double noise_sd = 0;
  double smooth = 0;
  double gallery_spend = 0;
  double bazaar_sales = 0;
  double marketplace_0 = 0;
  double collective_margin = 0;
  double joint_orders = 0;
  double margin = 0;
  double fixed_share = 0;
  double reinvest = 0;
  double depreciation = 0;
  double capacity_per_capital = 0;
  double benefit_slope = 0;
  double worthwhile = 0;
  double own_rate = 0;
  double peer_rate = 0;
  double success_ratio = 0;
  double exit = 0;
  double capital_min = 0;
  double loan_principal = 0;
  double loan_months = 0;
  double loan_rate = 0;
  double csr_rate = 0;
  double poverty_line = 0;
  double better_ratio = 0;
  bool operator==(const MarketParameters&) const = default;
};

struct SocialCapitalParameters {
  double contacts = 0;
  double rewire_start = 0;
  double rewire = 0;
  double bridge_form = 0;
  double bridge_range = 0;
  double bridge_max = 0;
  double bridge_loss = 0;
  double link_rate = 0;
  double join = 0;
  double leave = 0;
  double peer_rule = 0;
  double peer_threshold = 0;
  double peer_spread = 0;
  bool operator==(const SocialCapitalParameters&) const = default;
};

struct OutcomesParameters {
  double works = 0;
  double wear = 0;
  double upkeep = 0;
  double upkeep_norm = 0;
  double contest_chance = 0;
  double contest_months = 0;
  double rep_win = 0;
  double rep_decay = 0;
  double archive_rate = 0;
  double archive_turnover = 0;
  double archive_shared = 0;
  double contribution = 0;
  double activity_cost = 0;
  double part_rate = 0;
  double cost_rate = 0;
  double stage_months = 0;
  double stage_fall = 0;
  double stage1_aware = 0;
  double stage2_aware = 0;
  double stage2_part = 0;
  double stage3_part = 0;
  double stage3_aware = 0;
  double stage3_self = 0;
  bool operator==(const OutcomesParameters&) const = default;
};

struct PolicyParameters {
  double forum_link = 0;
  double forum_half = 0;
  double forum_coord = 0;
  double forum_relief = 0;
  double forum_cost = 0;
  double forum_support = 0;
  double platform_market = 0;
  double youth_knowledge = 0;
  double channel_spread = 0;
  double channel_visit = 0;
  double channel_coordination = 0;
  double replicate_months = 0;
  double leader_sd = 0;
  double company_rate = 0;
  bool operator==(const PolicyParameters&) const = default;
};

struct PopulationParameters {
  std::array<double, 13> median{};  // by Trait
  std::array<double, 13> sd{};      // by Trait
  double capital_months = 0;
  double capital_sd = 0;
  double other_income = 0;
  double other_income_sd = 0;
  bool operator==(const PopulationParameters&) const = default;
};

struct Parameters {
  GovernmentParameters government;
  FacilitationParameters facilitation;
  OrganisationParameters organisation;
  ParticipationParameters participation;
  LearningParameters learning;
  TrustParameters trust;
  UptakeParameters uptake;
  MarketParameters market;
  SocialCapitalParameters social_capital;
  OutcomesParameters outcomes;
  PolicyParameters policy;
  PopulationParameters population;
  bool operator==(const Parameters&) const = default;
};

inline DutyRule duty_rule(const Parameters& parameters) {
  return parameters.facilitation.duty_rule == 0.0 ? DutyRule::pass_down : DutyRule::volunteer;
}

inline LossRule loss_rule(const Parameters& parameters) {
  return parameters.trust.loss_rule == 0.0 ? LossRule::asymmetric : LossRule::symmetric;
}

inline PeerRule peer_rule(const Parameters& parameters) {
  return parameters.social_capital.peer_rule == 0.0 ? PeerRule::linear : PeerRule::threshold;
}

inline MutualBuying mutual_buying(const Parameters& parameters) {
  return parameters.market.mutual_buying == 0.0 ? MutualBuying::new_demand : MutualBuying::zero_sum;
}

// One group of parameters, as `describe` shows it.
struct ParameterGroup {
  std::string_view name;
  Text title;
  std::span<const ParameterDescription> parameters;
};

// All groups in the order of the month; population last.
std::span<const ParameterGroup> parameter_groups();

// The description of `group.name`, or nothing.
const ParameterDescription* find_parameter(std::string_view name);

Parameters standard_parameters();

double value_of(const Parameters& parameters, const ParameterDescription& description);

// Conditions between parameters (weights that sum to 1, ...), each violated one as a sentence that names the
// parameters.
std::vector<std::string> inconsistencies(const Parameters& parameters);

std::span<const ParameterDescription> describe_government();
std::span<const ParameterDescription> describe_facilitation();
std::span<const ParameterDescription> describe_organisation();
std::span<const ParameterDescription> describe_participation();
std::span<const ParameterDescription> describe_learning();
std::span<const ParameterDescription> describe_trust();
std::span<const ParameterDescription> describe_uptake();
std::span<const ParameterDescription> describe_market();
std::span<const ParameterDescription> describe_social_capital();
std::span<const ParameterDescription> describe_outcomes();
std::span<const ParameterDescription> describe_policy();
std::span<const ParameterDescription> describe_population();

}  // namespace berdaya
