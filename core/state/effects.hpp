// What the macro step hands to each community this month: settings of levers and shocks, offers and quotas. Made anew
// each month by core/interventions and rules 0a-0d; the rules of the community only read it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

// A lever that reaches single UMKM. `target` has a byte per UMKM of the community (1 = in the target); empty =
// everybody.
struct RowLever {
  double intensity = 0;
  double quality = 0;  // of training and mentoring, at full intensity
  Index cbo = none;    // kub: position of the CBO that enrols; none = the largest
  std::span<const std::uint8_t> target = {};

  bool reaches(Index local_row) const { return target.empty() || target[local_row] != 0; }
};

// An open or closed offer that serves the community, for one of the partner options.
struct PartnerOffer {
  bool serves = false;
  bool open = false;  // takes applications this month
  Index quota = 0;    // places granted to last month's applicants
  double places = 0;
  double volume = 0;     // buyer: million Rp/month with all places filled
  double bought = 1;     // buyer: share of a supplier's volume/places that it buys this month
  double principal = 0;  // csr: million Rp
  double publicity = 1;
  int permit = -1;  // buyer: option that must be held; -1 = none
};

struct CommunityEffects {
  // money of the month, million Rp
  double works = 0;            // physical part of grants
  double programme_grant = 0;  // non-physical part of grants
  double outside_money = 0;    // booked cost of levers other than grants and hired hours

  double operations = 0;  // operating money for activities, max
  double hired_hours = 0;
  double burden_factor = 1;                                              // of permits and finance
  double gallery_slots = 0, gallery_location = 0, gallery_footfall = 0;  // after levers
  Index bazaar_every = 0, bazaar_stalls = 0;
  double bazaar_size = 1;
  double extra_contest = 0;  // size of the lever's contest this month, 0 = none
  double platform = 0, channel = 0, forum = 0, federation = 0;
  double records = 0;  // what record keeping delivers this month, shared store included
  bool shared_store = false;
  double monitoring = 0, role_clarity = 0;  // added
  double demand = 1, activity = 1;          // shocks, multiplied
  double broken_promise = 0;                // severity
  std::uint16_t revoked = 0;                // bits of options that all holders lose at the start of this month

  std::vector<RowLever> training, visits, messages, permit_help, permit_assist, youth, kub, mentoring;
  PartnerOffer partnership = {}, csr = {};

  // digital = max(platform, group chat)
  double digital() const { return platform > channel ? platform : channel; }
};

}  // namespace berdaya
