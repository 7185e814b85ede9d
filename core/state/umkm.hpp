// The UMKM table: one row each; the rows of a community are contiguous, and within it those of an RT.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

inline constexpr std::uint8_t no_cbo = 255;  // UmkmTable::cbo of one that is no member

struct UmkmTable {
  // fixed
  std::vector<std::uint8_t> sector;
  std::vector<std::uint16_t> neighbourhood;  // RT within the community
  std::vector<float> innate_production, innate_management, innate_market;
  std::vector<float> initial_aspiration;
  std::vector<float> initial_trust_peer, initial_trust_cbo, initial_trust_facilitator, initial_trust_government;
  std::vector<float> time_slack;
  std::vector<float> reluctance;  // logit
  std::vector<float> size;
  std::vector<float> attraction0;
  std::vector<float> other_income;  // million Rp/month

  // levels in [0,1]
  std::vector<float> skill_production, skill_management, skill_market;
  std::vector<float> aspiration, awareness, expected_benefit;
  std::vector<float> trust_peer, trust_cbo, trust_facilitator, trust_government;
  std::vector<float> ownership, fatigue;

  // membership and what it holds
  std::vector<std::uint8_t> cbo;       // position among its community's CBOs, or no_cbo
  std::vector<std::uint16_t> adopted;  // bit per option
  std::vector<std::uint16_t> applied;  // bit per option; partner options only
  std::vector<std::uint16_t> knows;    // bit per option; partner options only

  // money, million Rp (/month)
  std::vector<float> capital, revenue, profit;
  std::vector<float> revenue_ema, reference_ema;
  std::vector<float> instalment;
  std::vector<std::uint16_t> loan_left;  // months
  // what each channel sold last month, for the comparison with return_norm
  std::vector<float> sold_gallery, sold_bazaar, sold_marketplace, sold_partnership, sold_collective;

  std::vector<std::uint16_t> contacts;  // [row * K + slot]: local row within the community

  // published at the end of the month; all that peers see
  std::vector<std::uint8_t> took_part;  // x, the last time something was offered
  std::vector<std::uint8_t> succeeded;
  std::vector<float> benefit;  // y, realised benefit
  std::vector<float> awareness_seen;
  std::vector<std::uint16_t> adopted_seen;

  Index rows() const { return static_cast<Index>(sector.size()); }

  // Calls visit(name, column, unit) for each column; `contacts` has K values a row.
  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("sector", t.sector, "index");
    visit("neighbourhood", t.neighbourhood, "index");
    visit("innate_production", t.innate_production, "1");
    visit("innate_management", t.innate_management, "1");
    visit("innate_market", t.innate_market, "1");
    visit("initial_aspiration", t.initial_aspiration, "1");
    visit("initial_trust_peer", t.initial_trust_peer, "1");
    visit("initial_trust_cbo", t.initial_trust_cbo, "1");
    visit("initial_trust_facilitator", t.initial_trust_facilitator, "1");
    visit("initial_trust_government", t.initial_trust_government, "1");
    visit("time_slack", t.time_slack, "1");
    visit("reluctance", t.reluctance, "logit");
    visit("size", t.size, "1");
    visit("attraction0", t.attraction0, "1");
    visit("other_income", t.other_income, "million Rp/month");
    visit("skill_production", t.skill_production, "1");
    visit("skill_management", t.skill_management, "1");
    visit("skill_market", t.skill_market, "1");
    visit("aspiration", t.aspiration, "1");
    visit("awareness", t.awareness, "1");
    visit("expected_benefit", t.expected_benefit, "1");
    visit("trust_peer", t.trust_peer, "1");
    visit("trust_cbo", t.trust_cbo, "1");
    visit("trust_facilitator", t.trust_facilitator, "1");
    visit("trust_government", t.trust_government, "1");
    visit("ownership", t.ownership, "1");
    visit("fatigue", t.fatigue, "1");
    visit("cbo", t.cbo, "index; 255 = none");
    visit("adopted", t.adopted, "bit per option");
    visit("applied", t.applied, "bit per option");
    visit("knows", t.knows, "bit per option");
    visit("capital", t.capital, "million Rp");
    visit("revenue", t.revenue, "million Rp/month");
    visit("profit", t.profit, "million Rp/month");
    visit("revenue_ema", t.revenue_ema, "million Rp/month");
    visit("reference_ema", t.reference_ema, "million Rp/month");
    visit("instalment", t.instalment, "million Rp/month");
    visit("loan_left", t.loan_left, "month");
    visit("sold_gallery", t.sold_gallery, "million Rp/month");
    visit("sold_bazaar", t.sold_bazaar, "million Rp/month");
    visit("sold_marketplace", t.sold_marketplace, "million Rp/month");
    visit("sold_partnership", t.sold_partnership, "million Rp/month");
    visit("sold_collective", t.sold_collective, "million Rp/month");
    visit("contacts", t.contacts, "local row");
    visit("took_part", t.took_part, "0/1");
    visit("succeeded", t.succeeded, "0/1");
    visit("benefit", t.benefit, "1");
    visit("awareness_seen", t.awareness_seen, "1");
    visit("adopted_seen", t.adopted_seen, "bit per option");
  }

  bool operator==(const UmkmTable&) const = default;
};

}  // namespace berdaya
