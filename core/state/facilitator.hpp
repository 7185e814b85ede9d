// Facilitators and the communities they serve. A facilitator of kind coordinator is the community's own; all others are
// officials or outsiders.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

enum class FacilitatorKind : std::uint8_t { coordinator, officer, ngo, student, university, company };
inline constexpr int facilitator_kind_count = 6;
std::string_view name_of(FacilitatorKind kind);

struct FacilitatorTable {
  // fixed
  std::vector<std::uint8_t> kind;  // FacilitatorKind
  std::vector<double> hours;       // capacity a month
  std::vector<double> competence;
  std::vector<double> commitment_base;
  std::vector<Index> first_month, last_month;  // inclusive
  std::vector<Index> fund;                     // that pays it; none = outside money
  std::vector<Index> first_post, post_count;   // its rows in PostTable

  // state
  std::vector<double> commitment;
  std::vector<double> load;        // hours assigned / hours paid, this month
  std::vector<double> paid_hours;  // hours this month after funds; 0 when inactive

  Index rows() const { return static_cast<Index>(kind.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("kind", t.kind, "index");
    visit("hours", t.hours, "hours/month");
    visit("competence", t.competence, "1");
    visit("commitment_base", t.commitment_base, "1");
    visit("first_month", t.first_month, "month");
    visit("last_month", t.last_month, "month");
    visit("fund", t.fund, "row");
    visit("first_post", t.first_post, "row");
    visit("post_count", t.post_count, "posts");
    visit("commitment", t.commitment, "1");
    visit("load", t.load, "1");
    visit("paid_hours", t.paid_hours, "hours/month");
  }

  bool operator==(const FacilitatorTable&) const = default;
};

// The funds that pay facilitators, each once, in their order.
std::vector<Index> paying_funds(const FacilitatorTable& facilitator);

// A facilitator's work in one community: one row for each pair, ordered by facilitator.
struct PostTable {
  std::vector<Index> facilitator;
  std::vector<Index> community;
  std::vector<double> granted;   // h_fk: hours this month
  std::vector<double> assigned;  // hours of duties that fell to it this month

  Index rows() const { return static_cast<Index>(facilitator.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("facilitator", t.facilitator, "row");
    visit("community", t.community, "row");
    visit("granted", t.granted, "hours/month");
    visit("assigned", t.assigned, "hours/month");
  }

  bool operator==(const PostTable&) const = default;
};

}  // namespace berdaya
