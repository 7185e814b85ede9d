// Community-based organisations (OBM, paguyuban, KUB, PKK ...): the rows of a community are contiguous. Levels in
// [0,1].
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

struct CboTable {
  // fixed
  std::vector<Index> community;
  std::vector<double> knowledge_base, formal_trust_base, link_max;
  std::vector<std::uint8_t> may_bridge;

  // state
  std::vector<double> leadership, cohesion, knowledge, formal_trust, linking;
  std::vector<double> dominance;  // EMA of its share of the activities
  std::vector<double> delivery;   // EMA of activities held
  std::vector<Index> ties;        // [c * bridge_max + slot]: CBO of another community from which it learns; none = free

  // values of this month
  std::vector<double> held;     // 1 if it held an activity
  std::vector<double> members;  // UMKM
  std::vector<double> membership_share;
  std::vector<double> bargaining;
  std::vector<double> inflow;              // knowledge that came in over ties and linking, 1/month
  std::vector<double> leadership_failure;  // 1 in the month in which the leader changed

  // copy of last month's knowledge that other communities see while this one goes on
  std::vector<double> knowledge_seen;

  Index rows() const { return static_cast<Index>(community.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("community", t.community, "row");
    visit("knowledge_base", t.knowledge_base, "1");
    visit("formal_trust_base", t.formal_trust_base, "1");
    visit("link_max", t.link_max, "1");
    visit("may_bridge", t.may_bridge, "0/1");
    visit("leadership", t.leadership, "1");
    visit("cohesion", t.cohesion, "1");
    visit("knowledge", t.knowledge, "1");
    visit("formal_trust", t.formal_trust, "1");
    visit("linking", t.linking, "1");
    visit("dominance", t.dominance, "1");
    visit("delivery", t.delivery, "1/month");
    visit("ties", t.ties, "row");
    visit("held", t.held, "0/1");
    visit("members", t.members, "UMKM");
    visit("membership_share", t.membership_share, "1");
    visit("bargaining", t.bargaining, "1");
    visit("inflow", t.inflow, "1/month");
    visit("leadership_failure", t.leadership_failure, "0/1");
    visit("knowledge_seen", t.knowledge_seen, "1");
  }

  bool operator==(const CboTable&) const = default;
};

}  // namespace berdaya
