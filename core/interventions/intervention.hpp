// A lever or shock of a scenario: plain data. What each kind does is in the file of its name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace berdaya {

enum class InterventionKind : std::uint8_t {
  grant,
  operations,
  training,
  facilitators,
  visits,
  messages,
  permit_help,
  permit_assist,
  simpler_procedure,
  gallery,
  bazaar,
  contest,
  platform,
  digital_channel,
  forum,
  federation,
  csr,
  buyer,
  mentoring,
  kub,
  shared_archive,
  monitoring,
  role_clarity,
  youth,
  pandemic,
  leader_turnover,
  officer_turnover,
  fund_cut,
  broken_promise,
  permit_renewal
};
inline constexpr int intervention_kind_count = 30;

enum class Where : std::uint8_t { all, pilot, replica, listed };
enum class First : std::uint8_t { random, willing, unaware, connected };

// Which communities, and for UMKM-level levers which UMKM in them. Without limits the target is everybody.
struct Target {
  Where where = Where::all;
  std::vector<Index> communities;     // if listed
  std::vector<Index> sectors;         // empty = all
  std::vector<Index> neighbourhoods;  // RT; empty = all
  std::optional<double> share;        // of those eligible, rounded up
  std::optional<double> places;       // number per community
  First first = First::random;

  // True if single UMKM are chosen: a target is then drawn once per community.
  bool chooses() const {
    return !sectors.empty() || !neighbourhoods.empty() || share.has_value() || places.has_value();
  }
  bool operator==(const Target&) const = default;
};

struct InterventionSpec {
  std::string id;  // label in results and address of its draws: "KIND" or "KIND_2" where the scenario gives none
  Title title;
  InterventionKind kind = InterventionKind::grant;
  Index first_month = 0, last_month = 0;  // inclusive
  Target target;
  double intensity = 1;
  double cost = 0;          // million Rp per month and target community, whatever the intensity
  double unit_cost = 0;     // million Rp per unit of the kind: seat, visit, place, ...
  Index fund = none;        // none = outside money
  double wave_months = 12;  // between replication waves, for target group replica
  bool left_out = false;    // a policy does without it: it stays in the list and does nothing

  // fields of single kinds; the kinds that have them, defaults and ranges are in interventions/catalogue.cpp
  double amount = 0;  // grant: million Rp over its term, per community
  double physical = 0.5;
  double quality = 0.6;
  std::optional<double> slots, location, footfall;
  double every = 3;
  double stalls = 25;
  double parties = 5;
  double spread = 0.3;
  double places = 10;  // of an offer
  double principal = 10;
  std::vector<std::pair<Index, double>> profit;  // (month, index), linear between, constant outside; empty = 1
  double publicity = 1;
  double outside_claim = 0;
  double outside_term = 24;
  double volume = 20;
  double min_rep = 0.2;
  int permit = 0;    // option that a buyer asks for; -1 = none
  Index cbo = none;  // row of CboTable; none = largest (kub), all (leader_turnover)
  double demand = 0.6;
  double activity = 0.3;
  double leadership = 0.45;
  Level level = Level::ward;
  double loss = 0.4;
  double balance = 0;  // fund_cut: share of the balance removed in its first month
  int option = 0;      // permit_renewal
  bool operator==(const InterventionSpec&) const = default;
};

}  // namespace berdaya
