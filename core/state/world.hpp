// Everything that changes in a run. A value: copying it is a checkpoint, comparing it compares whole states.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "state/cbo.hpp"
#include "state/community.hpp"
#include "state/effects.hpp"
#include "state/facilitator.hpp"
#include "state/government.hpp"
#include "state/option.hpp"
#include "state/partner.hpp"
#include "state/umkm.hpp"

namespace berdaya {

// A sector of the scenario, as the rules see it.
struct SectorInfo {
  double revenue = 0;  // reference revenue at the start, million Rp/month
  bool food = false;
  std::uint16_t options = 0;  // bits of the options that suit it (food_only and the scenario's list applied)
};

// Fixed facts of the run that all communities share.
struct Setting {
  std::vector<SectorInfo> sectors;
  std::vector<OptionSpec> options;
  int contacts = 8;             // K, slots of UmkmTable::contacts
  int bridge_max = 4;           // slots of CboTable::ties
  int start_month_of_year = 0;  // 0 = January
  bool collective = true;       // the scenario allows collective marketing
};

// Facilitators' posts and units by community; fixed, derived from the tables.
struct Membership {
  std::vector<Index> first_post;       // [k .. k+1): posts of community k in `post`
  std::vector<Index> post;             // rows of PostTable, ordered by community, then facilitator
  std::vector<Index> first_community;  // [g .. g+1): communities of unit g in `community`
  std::vector<Index> community;
};

struct ReplicationState {
  Index months_passed = 0;  // in a row
  Index month = none;       // the run's replication month; none = not yet
  bool operator==(const ReplicationState&) const = default;
};

// Targets of UMKM-level levers, drawn once per community; fixed from then on.
struct Targets {
  // [lever][k]: a byte per UMKM of the community; empty = not drawn yet or everybody
  std::vector<std::vector<std::vector<std::uint8_t>>> drawn;
  bool operator==(const Targets&) const = default;
};

struct World {
  Setting setting;
  Membership membership;

  UmkmTable umkm;
  CommunityTable community;
  CboTable cbo;
  FacilitatorTable facilitator;
  PostTable post;
  UnitTable unit;
  PartnerTable partner;
  FundTable fund;
  ReplicationState replication;
  Targets targets;
  // [account * communities + k]: booked cost of this month, million Rp. An account for each lever and shock, then one
  // for each fund that pays facilitators.
  std::vector<double> booked;
  // [account]: booked cost since the start, over all communities
  std::vector<double> booked_total;

  // Calls visit(name, table) for each table of entities.
  template <class Self, class Visit>
  static void tables(Self& w, Visit&& visit) {
    visit("umkm", w.umkm);
    visit("community", w.community);
    visit("cbo", w.cbo);
    visit("facilitator", w.facilitator);
    visit("post", w.post);
    visit("unit", w.unit);
    visit("partner", w.partner);
    visit("fund", w.fund);
  }
};

// True if every column of every table, the replication state, the targets and the accounts are equal.
bool same_state(const World& a, const World& b);

// "umkm.trust_cbo" of the first column that differs, for messages of tests; empty if none does.
std::string_view first_difference(const World& a, const World& b, std::string& buffer);

}  // namespace berdaya
