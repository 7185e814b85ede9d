// A case as plain data: who is there, what happens anyway, and the policies to compare. Ids are resolved to positions.
// Made by core/io from TOML; tests may fill it by hand.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "interventions/intervention.hpp"
#include "params/parameters.hpp"
#include "state/facilitator.hpp"
#include "state/option.hpp"

namespace berdaya {

struct CalendarMonth {
  int year = 2020;
  int month = 0;  // 0 = January
  bool operator==(const CalendarMonth&) const = default;
};

struct SectorSpec {
  std::string id;
  Title title;
  double revenue = 5;  // reference revenue, million Rp/month
  bool food = false;
  double share = 0;          // of a community's UMKM, where it gives only a total
  std::vector<int> options;  // that suit it; empty = all
  bool operator==(const SectorSpec&) const = default;
};

struct GovernmentSpec {
  std::string id;
  Title title;
  Level level = Level::ward;
  Index parent = none;
  double support = 0.4, base_support = 0.4, mandate = 0.6, hours = 10, monitoring = 0.2, archive = 0.3, records = 0.3;
  bool operator==(const GovernmentSpec&) const = default;
};

// An UMKM given by itself (umkm_file). Columns as in UmkmTable, but never `contacts`; a missing value is drawn, at the
// address that it has in any case. A given revenue is the business's own reference at the start: its size is set to
// what earns it, and the sector's n0 in the community becomes the number of businesses of the sector's reference
// revenue that earn as much together.
struct UmkmRecord {
  Index sector = 0;
  std::optional<Index> neighbourhood;
  std::optional<Index> cbo;  // position among the community's CBOs; `no_member` below
  bool no_member = false;    // said to belong to none
  std::array<std::optional<double>, trait_count> traits;
  std::optional<double> reluctance, size, capital, other_income, revenue;  // revenue: own reference at the start
  std::vector<std::pair<int, bool>> adopted;                               // option, held
  bool operator==(const UmkmRecord&) const = default;
};

struct CommunitySpec {
  std::string id;
  Title title;
  std::vector<Index> government;     // rows of Scenario::government
  std::vector<Index> sector_counts;  // UMKM per sector, in the order of Scenario::sectors
  std::vector<UmkmRecord> umkm;      // from umkm_file, ordered by RT; then sector_counts are their counts
  Index neighbourhoods = 5;
  Index stage = 1;
  double environment = 0.4, env_base = 0.3, archive = 0.3, records = 0.25, reputation = 0.1, clarity = 0.3,
         integration = 0.3;
  double gallery_slots = 0, gallery_location = 0.3, gallery_footfall = 0;
  Index bazaar_every = 0, bazaar_stalls = 15;
  double platform_demand = 0.5;
  bool pilot = false;
  Index wave = 0;
  double latitude = 0, longitude = 0;

  Index umkm_count() const {
    Index n = 0;
    for (Index count : sector_counts) n += count;
    return n;
  }
  bool operator==(const CommunitySpec&) const = default;
};

struct CboSpec {
  std::string id;
  Title title;
  Index community = 0;
  std::string kind;
  double leadership = 0.5, cohesion = 0.45, knowledge = 0.35, formal_trust = 0.4, linking = 0.1, dominance = 0.4;
  std::optional<double> formal_trust_base;  // default: formal_trust
  double members = 0.4;                     // share of the community's UMKM at the start
  double link_max = 1;
  bool bridge = true;
  bool operator==(const CboSpec&) const = default;
};

struct FacilitatorSpec {
  std::string id;
  Title title;
  FacilitatorKind kind = FacilitatorKind::coordinator;
  std::vector<Index> communities;
  double hours = 40, competence = 0.5, commitment = 0.9;
  Index first_month = 0;
  Index last_month = none;  // none = to the end
  Index fund = none;
  bool operator==(const FacilitatorSpec&) const = default;
};

struct FundSpec {
  std::string id;
  Title title;
  double opening_balance = 0, inflow = 0;  // million Rp; inflow: each time
  Index inflow_every = 1;                  // months from one inflow to the next, counted from first_month
  Index first_month = 0;
  Index last_month = none;
  bool operator==(const FundSpec&) const = default;
};

struct ReplicationSpec {
  double participation = 0, awareness = 0, environment = 0;
  Index from = 0;
  bool operator==(const ReplicationSpec&) const = default;
};

struct PolicySpec {
  std::string id;
  Title title;
  Title description;
  std::string source;
  std::vector<Index> without;                   // positions of baseline interventions that it leaves out
  std::vector<InterventionSpec> interventions;  // on top of the baseline's
  std::vector<std::string> include;             // policies whose `without` and interventions are part of it
  bool operator==(const PolicySpec&) const = default;
};

struct Scenario {
  std::string id;
  Title title;
  Title description;
  std::string source;
  CalendarMonth start;
  Index months = 0;
  Parameters parameters = standard_parameters();
  std::vector<std::pair<int, double>> adopted;  // option, share that holds it at the start
  bool collective = true;
  std::optional<ReplicationSpec> replication;
  std::vector<SectorSpec> sectors;
  std::vector<OptionSpec> options = standard_options();
  std::vector<GovernmentSpec> government;
  std::vector<CommunitySpec> communities;
  std::vector<CboSpec> cbos;  // ordered by community
  std::vector<FacilitatorSpec> facilitators;
  std::vector<FundSpec> funds;
  std::vector<InterventionSpec> interventions;
  std::vector<PolicySpec> policies;  // without "baseline", which is always there
  bool operator==(const Scenario&) const = default;
};

inline constexpr const char* baseline_policy = "baseline";

// The interventions under a policy: the baseline's, those left out marked, the policy's own and those of the policies
// that it includes, in the order of their ids, so that nothing depends on where they stand in the scenario. What is
// left out and stands again under the same id is there once. Unknown policy: InputError.
std::vector<InterventionSpec> interventions_under(const Scenario& scenario, const std::string& policy);

// "facilitators:FUND" of each fund that pays facilitators, in the order of the funds: accounts of their pay beside
// those of interventions, whose ids have no colon.
std::vector<std::string> facilitator_accounts(const Scenario& scenario);

// "baseline" and the scenario's own, in order.
std::vector<std::string> policy_ids(const Scenario& scenario);

// The calendar month of month t of the run.
CalendarMonth calendar_month(const Scenario& scenario, Index t);

}  // namespace berdaya
