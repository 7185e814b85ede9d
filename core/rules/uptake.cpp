#include "rules/uptake.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"
#include "rules/uptake_hazard.hpp"

namespace berdaya {
namespace {

void take_loan(CommunityMonth& m, Index row, double principal, double yearly_rate) {
  UmkmTable& u = m.world.umkm;
  const double months = m.parameters.market.loan_months;
  u.capital[row] += static_cast<float>(principal);
  u.instalment[row] = static_cast<float>(instalment_of(principal, yearly_rate, months));
  u.loan_left[row] = static_cast<std::uint16_t>(months);
}

void adopt(CommunityMonth& m, Index row, int o) {
  m.world.umkm.adopted[row] |= option_bit(o);
  if (m.world.setting.options[static_cast<std::size_t>(o)].kind != OptionKind::finance) return;
  if (o == option::csr) {
    take_loan(m, row, m.effects.csr.principal, m.parameters.market.csr_rate);
  } else {
    take_loan(m, row, m.parameters.market.loan_principal, m.parameters.market.loan_rate);
  }
}

// a: places of a partner go to last month's applicants; `fresh` marks who became a partner.
void grant_places(CommunityMonth& m, int o, const PartnerOffer& offer, std::uint32_t draw, std::uint8_t* fresh) {
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  if (offer.quota > 0) {
    std::vector<std::pair<float, Index>> lots;
    for (Index row = rows.first; row < rows.last; ++row) {
      if ((u.applied[row] & option_bit(o)) == 0 || (u.adopted[row] & option_bit(o)) != 0) continue;
      if (o == option::csr && u.loan_left[row] > 0) continue;
      lots.emplace_back(m.draws.uniform({EntityKind::umkm, row, m.address_month(), rule_number::uptake, draw}), row);
    }
    std::sort(lots.begin(), lots.end());
    for (std::size_t i = 0; i < lots.size() && i < offer.quota; ++i) {
      adopt(m, lots[i].second, o);
      if (o == option::partnership) fresh[lots[i].second - rows.first] = 1;
    }
  }
}

void spread_word(CommunityMonth& m, int o, const PartnerOffer& offer, std::uint32_t draw) {
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  std::uint16_t* const knows = at(u.knows, rows);
  if (!offer.serves) {
    const auto kept = static_cast<std::uint16_t>(~option_bit(o));
    for (Index i = 0; i < n; ++i) knows[i] &= kept;
    return;
  }
  const std::uint16_t mark = option_bit(o);
  Index* const unaware = s.list.data();
  Index count = 0;
  for (Index i = 0; i < n; ++i) {
    if ((knows[i] & mark) == 0) unaware[count++] = i;
  }
  m.draws.uniform_rows(rows.first, std::span(unaware, count), m.address_month(), rule_number::uptake, draw,
                       std::span(s.u0.data(), count));
  const auto unheard = static_cast<float>(1.0 - offer.publicity);
  const auto by_linking = static_cast<float>(m.parameters.uptake.knows_by_linking);
  for (Index j = 0; j < count; ++j) {
    const float chance = 1.0F - unheard * (1.0F - s.seen_linking[unaware[j]] * by_linking);
    knows[unaware[j]] |= s.u0[j] < chance ? mark : std::uint16_t{0};
  }
}

// Number of the draw that decides whether a holder leaves option o.
constexpr std::uint32_t leave_draw(int o) { return static_cast<std::uint32_t>(20 + o); }

// Positions of those who hold option o and judge it already (`fresh`, or null, marks who does not), in scratch.list.
std::span<const Index> list_holders(CommunityMonth& m, int o, const std::uint8_t* fresh) {
  const Rows rows = m.umkm();
  const Index n = rows.size();
  const std::uint16_t* const adopted = at(m.world.umkm.adopted, rows);
  Index* const holders = m.scratch.list.data();
  Index count = 0;
  for (Index i = 0; i < n; ++i) {
    holders[count] = i;
    count += static_cast<Index>(adopted[i] >> o & 1) & (fresh == nullptr || fresh[i] == 0 ? 1U : 0U);
    if (count == n) break;
  }
  return {holders, count};
}

// b: holders of a channel compare what it sold; the community's published return follows them.
void leave_channel(CommunityMonth& m, int o, const std::vector<float>& sold_column, const std::uint8_t* fresh) {
  const OptionSpec& spec = m.world.setting.options[static_cast<std::size_t>(o)];
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  const std::span<const Index> holders = list_holders(m, o, fresh);
  if (holders.empty()) return;
  const std::span<float> draw(m.scratch.u0.data(), holders.size());
  m.draws.uniform_rows(rows.first, holders, m.address_month(), rule_number::uptake, leave_draw(o), draw);
  const auto norm = static_cast<float>(m.parameters.uptake.return_norm);
  const auto churn = static_cast<float>(spec.churn);
  const auto drop = static_cast<float>(spec.drop);
  double sum = 0.0;
  for (std::size_t j = 0; j < holders.size(); ++j) {
    const Index row = rows.first + holders[j];
    const float rel = relative_return(sold_column[row], norm, u.reference_ema[row]);
    sum += static_cast<double>(rel);
    const std::uint16_t left = draw[j] < churn + drop * (1.0F - rel) ? option_bit(o) : std::uint16_t{0};
    u.adopted[row] &= static_cast<std::uint16_t>(~left);
  }
  double& seen =
      m.world.community.seen_return[m.k * option::channel_count + static_cast<Index>(o - option::first_channel)];
  seen = toward(seen, sum / static_cast<double>(holders.size()), m.parameters.uptake.seen_rate);
}

void leave_channels(CommunityMonth& m, const std::uint8_t* fresh) {
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  std::uint16_t held = 0;
  for (Index row = rows.first; row < rows.last; ++row) held |= u.adopted[row];
  const auto leave = [&](int o, const std::vector<float>& sold_column, const std::uint8_t* newcomers = nullptr) {
    if ((held & option_bit(o)) != 0) leave_channel(m, o, sold_column, newcomers);
  };
  leave(option::gallery, u.sold_gallery);
  leave(option::bazaar, u.sold_bazaar);
  leave(option::marketplace, u.sold_marketplace);
  leave(option::partnership, u.sold_partnership, fresh);
  leave(option::collective, u.sold_collective);
  if (!m.effects.partnership.serves) {
    const auto kept = static_cast<std::uint16_t>(~option_bit(option::partnership));
    for (Index row = rows.first; row < rows.last; ++row) u.adopted[row] &= kept;
  }
}

// Number of the draw that decides whether a holder of permit o lets it lapse.
constexpr std::uint32_t lapse_draw(int o) { return static_cast<std::uint32_t>(40 + o); }

// c: holders let permits lapse; scratch.lapsed keeps which, as nobody takes one again in the month in which it went.
void lapse_permits(CommunityMonth& m) {
  MonthScratch& s = m.scratch;
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  std::fill_n(s.lapsed.data(), rows.size(), std::uint16_t{0});
  const auto chance = static_cast<float>(m.parameters.uptake.lapse);
  for (int o = 0; o < static_cast<int>(m.world.setting.options.size()); ++o) {
    if (m.world.setting.options[static_cast<std::size_t>(o)].kind != OptionKind::permit) continue;
    const std::span<const Index> holders = list_holders(m, o, nullptr);
    const std::span<float> draw(s.u0.data(), holders.size());
    m.draws.uniform_rows(rows.first, holders, m.address_month(), rule_number::uptake, lapse_draw(o), draw);
    for (std::size_t j = 0; j < holders.size(); ++j) {
      if (draw[j] < chance) s.lapsed[holders[j]] |= option_bit(o);
    }
  }
  for (Index i = 0; i < rows.size(); ++i) u.adopted[rows.first + i] &= static_cast<std::uint16_t>(~s.lapsed[i]);
}

// The option taken, given the hazards of the options on offer, their sum, and draw u < p = 1 - e^-sum.
template <class Hazard>
int choose_option(std::span<const int> options, const Hazard& hazard, float total, float u, float p) {
  const float mark = u / p * total;
  float cumulated = 0.0F;
  int last = -1;
  for (const int o : options) {  // GCOVR_EXCL_BR_LINE: ends only where rounding leaves the sum a hair below the mark
    if (hazard(o) <= 0.0F) continue;
    cumulated += hazard(o);
    last = o;
    if (cumulated >= mark) return last;
  }
  return last;  // GCOVR_EXCL_LINE: see above
}

// Turns log-hazards into hazards and adds them to total.
BERDAYA_EACH_INSTRUCTION_SET void add_hazards(Index n, float* hazard, float* total) {
  for (Index i = 0; i < n; ++i) {
    const float h = portable_exp(hazard[i]);
    hazard[i] = hazard[i] > out_of_reach ? h : 0.0F;
    total[i] += hazard[i];
  }
}

// p = 1 - e^-total
BERDAYA_EACH_INSTRUCTION_SET void find_chance(Index n, const float* total, float* p) {
  for (Index i = 0; i < n; ++i) p[i] = portable_one_minus_exp(total[i]);
}

// Rows that may take something: 1 - e^-L <= L <= number of options * e^(largest l), so that most are decided without an
// exponential. The margin covers rounding.
BERDAYA_EACH_INSTRUCTION_SET void mark_candidates(Index n, std::size_t options, const float* draw, const float* most,
                                                  std::uint8_t* candidate) {
  const float bound = portable_log(static_cast<float>(std::max<std::size_t>(1, options))) + 0.01F;
  for (Index i = 0; i < n; ++i) candidate[i] = portable_log(draw[i]) < most[i] + bound ? 1 : 0;
}

// Takers of a place that is scarce, by lot U[7.2].
void draw_lots(CommunityMonth& m, const std::vector<Index>& takers, int o, Index free) {
  if (takers.size() <= free) {
    for (Index row : takers) adopt(m, row, o);
    return;
  }
  std::vector<std::pair<float, Index>> lots;
  lots.reserve(takers.size());
  for (Index row : takers)
    lots.emplace_back(m.draws.uniform({EntityKind::umkm, row, m.address_month(), rule_number::uptake, 2}), row);
  std::sort(lots.begin(), lots.end());
  for (std::size_t i = 0; i < free; ++i) adopt(m, lots[i].second, o);
}

void choose(CommunityMonth& m, FreePlaces free) {
  const UptakeParameters& p = m.parameters.uptake;
  World& w = m.world;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  const std::uint16_t on_offer = options_on_offer(m, free);
  find_eligible(m, on_offer);

  const auto awareness_weight = static_cast<float>(p.awareness);
  const auto benefit_weight = static_cast<float>(p.benefit);
  const auto cost = static_cast<float>(p.cost * (2.0 - w.community.responsiveness[m.k]));
  float* const common = s.a.data();
  float* const effort = s.b.data();
  float* const most = s.c.data();
  const float* const awareness = at(w.umkm.awareness, rows);
  const float* const expected = at(w.umkm.expected_benefit, rows);
  const float* const slack = at(w.umkm.time_slack, rows);
  for (Index i = 0; i < n; ++i) {
    common[i] = awareness_weight * awareness[i] + benefit_weight * expected[i];
    effort[i] = cost * (1.0F - slack[i]);
    most[i] = out_of_reach;
  }
  std::vector<int>& offered = s.options;
  offered.clear();
  for (int o = 0; o < static_cast<int>(w.setting.options.size()); ++o) {
    if ((on_offer & option_bit(o)) == 0) continue;
    offered.push_back(o);
    find_log_hazard(m, o, common, effort, most);
  }

  m.draws.uniform_rows(rows.first, m.address_month(), rule_number::uptake, 1, std::span(s.u0.data(), n));
  std::uint8_t* const candidate = s.mark.data();
  mark_candidates(n, offered.size(), s.u0.data(), most, candidate);
  // The candidates, moved together: list, draw, hazards.
  Index* const list = s.list.data();
  Index count = 0;
  for (Index i = 0; i < n; ++i) {
    list[count] = i;
    count += candidate[i];
    if (count == n) break;
  }
  float* const draw = s.u0.data();
  for (Index j = 0; j < count; ++j) draw[j] = draw[list[j]];
  float* const total = s.u1.data();
  float* const chance = s.u2.data();
  std::fill_n(total, count, 0.0F);
  for (const int o : offered) {
    float* const hazard = s.log_hazard[static_cast<std::size_t>(o)].data();
    for (Index j = 0; j < count; ++j) hazard[j] = hazard[list[j]];
    add_hazards(count, hazard, total);
  }
  find_chance(count, total, chance);

  std::vector<Index> for_gallery;
  std::vector<Index> for_bazaar;
  for (Index j = 0; j < count; ++j) {
    if (draw[j] >= chance[j]) continue;
    const auto hazard = [&s, j](int o) { return s.log_hazard[static_cast<std::size_t>(o)][j]; };
    const int taken = choose_option(offered, hazard, total[j], draw[j], chance[j]);
    if (taken < 0) continue;  // GCOVR_EXCL_BR_LINE: chance > 0 only with a hazard above 0
    const Index row = rows.first + list[j];
    if (taken == option::gallery) {
      for_gallery.push_back(row);
    } else if (taken == option::bazaar) {
      for_bazaar.push_back(row);
    } else if (taken == option::partnership || taken == option::csr) {
      w.umkm.applied[row] |= option_bit(taken);
    } else {
      adopt(m, row, taken);
    }
  }
  draw_lots(m, for_gallery, option::gallery, free.gallery);
  draw_lots(m, for_bazaar, option::bazaar, free.bazaar);
}

}  // namespace

float relative_return(float sold, float return_norm, float reference) {
  const float wanted = return_norm * reference;
  return wanted > 0.0F ? cap(sold / wanted) : 1.0F;
}

double room_to_ceiling(double ceiling, double held) {
  if (ceiling >= 1.0) return 1.0;
  return held < ceiling ? (1.0 - held / ceiling) / (1.0 - held) : 0.0;
}

double instalment_of(double principal, double yearly_rate, double months) {
  return principal * (1.0 + yearly_rate * months / 12.0) / months;
}

void take_up(CommunityMonth& m) {
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  std::uint8_t* const fresh = m.scratch.mark.data();  // got a partner's place this month
  std::fill_n(fresh, n, std::uint8_t{0});
  grant_places(m, option::partnership, m.effects.partnership, 3, fresh);
  grant_places(m, option::csr, m.effects.csr, 4, fresh);
  std::fill_n(at(u.applied, rows), n, std::uint16_t{0});
  spread_word(m, option::partnership, m.effects.partnership, 8);
  spread_word(m, option::csr, m.effects.csr, 9);

  leave_channels(m, fresh);
  if (permits_lapse(m)) lapse_permits(m);
  choose(m, free_places(m));
}

}  // namespace berdaya
