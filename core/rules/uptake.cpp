#include "rules/uptake.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"
#include "rules/perceive.hpp"

namespace berdaya {
namespace {

// A log-hazard that no draw reaches.
constexpr float out_of_reach = -1000.0F;

constexpr std::uint16_t bit(int option) { return static_cast<std::uint16_t>(1U << option); }

// Bits of all options of a kind.
std::uint16_t bits_of(const World& w, OptionKind kind) {
  std::uint16_t bits = 0;
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    if (w.setting.options[o].kind == kind) bits |= bit(static_cast<int>(o));
  }
  return bits;
}

void take_loan(CommunityMonth& m, Index row, double principal, double yearly_rate) {
  UmkmTable& u = m.world.umkm;
  const double months = m.parameters.market.loan_months;
  u.capital[row] += static_cast<float>(principal);
  u.instalment[row] = static_cast<float>(instalment_of(principal, yearly_rate, months));
  u.loan_left[row] = static_cast<std::uint16_t>(months);
}

void adopt(CommunityMonth& m, Index row, int o) {
  m.world.umkm.adopted[row] |= bit(o);
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
      if ((u.applied[row] & bit(o)) == 0 || (u.adopted[row] & bit(o)) != 0) continue;
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
    const auto kept = static_cast<std::uint16_t>(~bit(o));
    for (Index i = 0; i < n; ++i) knows[i] &= kept;
    return;
  }
  const std::uint16_t mark = bit(o);
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
    const std::uint16_t left = draw[j] < churn + drop * (1.0F - rel) ? bit(o) : std::uint16_t{0};
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
    if ((held & bit(o)) != 0) leave_channel(m, o, sold_column, newcomers);
  };
  leave(option::gallery, u.sold_gallery);
  leave(option::bazaar, u.sold_bazaar);
  leave(option::marketplace, u.sold_marketplace);
  leave(option::partnership, u.sold_partnership, fresh);
  leave(option::collective, u.sold_collective);
  if (!m.effects.partnership.serves) {
    const auto kept = static_cast<std::uint16_t>(~bit(option::partnership));
    for (Index row = rows.first; row < rows.last; ++row) u.adopted[row] &= kept;
  }
}

// Places left in gallery and bazaar.
struct FreePlaces {
  Index gallery = 0;
  Index bazaar = 0;
};

FreePlaces free_places(CommunityMonth& m) {
  const Rows rows = m.umkm();
  const std::uint16_t* const adopted = at(m.world.umkm.adopted, rows);
  const auto slots = static_cast<Index>(m.effects.gallery_slots);
  const Index in_gallery = count_bit(adopted, rows.size(), option::gallery);
  const Index in_bazaar = count_bit(adopted, rows.size(), option::bazaar);
  const Index stalls = m.effects.bazaar_every > 0 ? m.effects.bazaar_stalls : 0;
  return {slots > in_gallery ? slots - in_gallery : 0, stalls > in_bazaar ? stalls - in_bazaar : 0};
}

// What is left of the hazard of an option with as many holders as last month.
double room_for(const CommunityMonth& m, int o) {
  const UptakeParameters& p = m.parameters.uptake;
  const bool permit = m.world.setting.options[static_cast<std::size_t>(o)].kind == OptionKind::permit;
  const double ceiling = permit ? p.permit_ceiling : o == option::marketplace ? p.online_ceiling : 1.0;
  const Index holders =
      m.world.community.holders[static_cast<std::size_t>(m.k) * option::most + static_cast<std::size_t>(o)];
  return room_to_ceiling(ceiling, static_cast<double>(holders) / static_cast<double>(m.umkm().size()));
}

// Options that can be taken in this community this month, whoever asks.
std::uint16_t options_on_offer(CommunityMonth& m, FreePlaces free) {
  std::uint16_t bits = 0;
  for (std::size_t o = 0; o < m.world.setting.options.size(); ++o) {
    if (m.world.setting.options[o].from_month <= static_cast<int>(m.month)) bits |= bit(static_cast<int>(o));
  }
  const auto withdraw = [&bits](int o) { bits &= static_cast<std::uint16_t>(~bit(o)); };
  if (free.gallery == 0) withdraw(option::gallery);
  if (free.bazaar == 0) withdraw(option::bazaar);
  if (!m.effects.partnership.open) withdraw(option::partnership);
  if (!m.effects.csr.open) withdraw(option::csr);
  if (!m.world.setting.collective) withdraw(option::collective);
  for (std::size_t o = 0; o < m.world.setting.options.size(); ++o) {
    if (room_for(m, static_cast<int>(o)) == 0.0) withdraw(static_cast<int>(o));
  }
  return bits;
}

// Bits of what each UMKM may take, in scratch.eligible.
void find_eligible(CommunityMonth& m, std::uint16_t on_offer) {
  World& w = m.world;
  const Rows rows = m.umkm();
  const Rows cbos = m.cbos();
  UmkmTable& u = w.umkm;
  const std::uint16_t finance = bits_of(w, OptionKind::finance);
  std::uint16_t free_of_prerequisite = 0;
  std::array<std::uint16_t, option::most> unlocked_by{};
  std::array<int, option::most> keys{};
  std::size_t key_count = 0;
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    const int key = w.setting.options[o].prerequisite;
    if (key < 0) {
      free_of_prerequisite |= bit(static_cast<int>(o));
      continue;
    }
    if (unlocked_by[static_cast<std::size_t>(key)] == 0) keys[key_count++] = key;
    unlocked_by[static_cast<std::size_t>(key)] |= bit(static_cast<int>(o));
  }
  std::array<std::uint16_t, 256> by_sector{};
  for (std::size_t sector = 0; sector < w.setting.sectors.size() && sector < by_sector.size(); ++sector) {
    by_sector[sector] = static_cast<std::uint16_t>(w.setting.sectors[sector].options & on_offer);
  }
  // Collective marketing needs a CBO that holds together.
  std::array<std::uint16_t, 256> by_cbo{};
  by_cbo.fill(static_cast<std::uint16_t>(~bit(option::collective)));
  for (Index c = cbos.first; c < cbos.last; ++c) {
    if (w.cbo.cohesion[c] >= m.parameters.uptake.cohesion_min) by_cbo[c - cbos.first] = 0xffff;
  }
  const int permit = m.effects.partnership.permit;
  const std::uint16_t needed_by_buyer = permit >= 0 ? bit(permit) : std::uint16_t{0};
  constexpr std::uint16_t partner_options = bit(option::partnership) | bit(option::csr);
  for (Index i = 0; i < rows.size(); ++i) {
    const Index row = rows.first + i;
    const std::uint16_t held = u.adopted[row];
    std::uint16_t may = free_of_prerequisite;
    for (std::size_t j = 0; j < key_count; ++j) {
      const auto key = static_cast<std::size_t>(keys[j]);
      if ((held >> keys[j] & 1) != 0) may |= unlocked_by[key];
    }
    may &= by_sector[u.sector[row]];
    may &= by_cbo[u.cbo[row]];
    may &= static_cast<std::uint16_t>(~held);
    may &= static_cast<std::uint16_t>(u.knows[row] | static_cast<std::uint16_t>(~partner_options));
    if ((held & needed_by_buyer) != needed_by_buyer) may &= static_cast<std::uint16_t>(~bit(option::partnership));
    if (u.loan_left[row] > 0) may &= static_cast<std::uint16_t>(~finance);
    m.scratch.eligible[i] = may;
  }
}

const std::vector<float>& skill_column(const UmkmTable& u, SkillKind skill) {
  switch (skill) {
    case SkillKind::production:
      return u.skill_production;
    case SkillKind::management:
      return u.skill_management;
    case SkillKind::market:
      return u.skill_market;
  }
  return u.skill_management;
}

const std::vector<float>& trust_column(const UmkmTable& u, OfferedBy who) {
  switch (who) {
    case OfferedBy::government:
      return u.trust_government;
    case OfferedBy::cbo:
      return u.trust_cbo;
    case OfferedBy::facilitator:
      return u.trust_facilitator;
  }
  return u.trust_government;
}

// peers f(share of contacts that hold option o), on top of its log-hazard where it can be taken.
void add_threshold_effect(CommunityMonth& m, int o, float* most) {
  MonthScratch& s = m.scratch;
  const auto weight = static_cast<float>(m.parameters.uptake.peers);
  const std::array<float, 17> perceived = perceived_shares(m);
  float* const log_hazard = s.log_hazard[static_cast<std::size_t>(o)].data();
  const std::uint32_t* const counts = s.peers_adopted[static_cast<std::size_t>(o / 6)].data();
  for (Index i = 0; i < m.umkm().size(); ++i) {
    if ((s.eligible[i] >> o & 1) == 0) continue;
    log_hazard[i] = std::min(30.0F, log_hazard[i] + weight * perceived[count_of_option(counts[i], o)]);
    most[i] = std::max(most[i], log_hazard[i]);
  }
}

// The log-hazard of an option, in log_hazard[o][i]; most[i] is the largest so far. Where i may not take it:
// out_of_reach.
BERDAYA_EACH_INSTRUCTION_SET void find_log_hazard(CommunityMonth& m, int o, const float* common, const float* effort,
                                                  float* most) {
  const UptakeParameters& p = m.parameters.uptake;
  World& w = m.world;
  const OptionSpec& spec = w.setting.options[static_cast<std::size_t>(o)];
  const Rows rows = m.umkm();
  MonthScratch& s = m.scratch;
  const bool channel = spec.kind == OptionKind::channel;
  const bool permit = spec.kind == OptionKind::permit;
  double base = spec.base;
  if (channel)
    base -=
        p.seen_return *
        (1.0 - w.community.seen_return[m.k * option::channel_count + static_cast<Index>(o - option::first_channel)]);
  if (const double room = room_for(m, o); room < 1.0) base += portable_log(room);
  const double burden = spec.burden * (channel ? 1.0 : m.effects.burden_factor);
  const auto constant = static_cast<float>(base);
  const auto ambition = static_cast<float>(p.aspiration * spec.ambition);
  const auto skill_weight = static_cast<float>(p.skill);
  const auto trust_weight = static_cast<float>(p.trust);
  const bool linear = peer_rule(m.parameters) == PeerRule::linear;
  const auto peer_weight = static_cast<float>(linear ? p.peers / static_cast<double>(w.setting.contacts) : 0.0);
  const auto link_weight = static_cast<float>(p.link * spec.link);
  const auto help_weight = static_cast<float>(channel ? p.market_help : p.help);
  const auto assist_weight = static_cast<float>(permit ? p.assist : 0.0);
  const auto relief = static_cast<float>(permit ? p.assist_relief : 0.0);
  const auto load = static_cast<float>(burden);
  const float* const aspiration = at(w.umkm.aspiration, rows);
  const float* const skill = skill_column(w.umkm, spec.skill).data() + rows.first;
  const float* const trust = trust_column(w.umkm, spec.offered_by).data() + rows.first;
  const float* const linking = s.seen_linking.data();
  const std::uint8_t* const helped = channel ? s.market_helped.data() : s.permit_helped.data();
  const std::uint8_t* const assisted = s.assisted.data();
  const std::uint16_t* const eligible = s.eligible.data();
  float* const log_hazard = s.log_hazard[static_cast<std::size_t>(o)].data();
  const std::uint32_t* const counts = s.peers_adopted[static_cast<std::size_t>(o / 6)].data();
  const int shift = 5 * (o % 6);
  for (Index i = 0; i < rows.size(); ++i) {
    const float help = static_cast<float>(assisted[i]);
    const float holders = static_cast<float>(static_cast<std::int32_t>(counts[i] >> shift & 31U));
    const float l = constant + common[i] + ambition * aspiration[i] + skill_weight * skill[i] + peer_weight * holders +
                    trust_weight * trust[i] + link_weight * linking[i] + help_weight * static_cast<float>(helped[i]) +
                    assist_weight * help - load * (1.0F - relief * help) * effort[i];
    const float bounded = l < 30.0F ? l : 30.0F;
    log_hazard[i] = (eligible[i] >> o & 1) != 0 ? bounded : out_of_reach;
    most[i] = log_hazard[i] > most[i] ? log_hazard[i] : most[i];
  }
  if (!linear) add_threshold_effect(m, o, most);
}

// The option taken, given the hazards of the options on offer, their sum, and draw u < p = 1 - e^-sum.
template <class Hazard>
int choose_option(std::span<const int> options, const Hazard& hazard, float total, float u, float p) {
  const float mark = u / p * total;
  float cumulated = 0.0F;
  int last = -1;
  for (const int o : options) {
    if (hazard(o) <= 0.0F) continue;
    cumulated += hazard(o);
    last = o;
    if (cumulated >= mark) return last;
  }
  return last;  // rounding left the sum a hair below the mark
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
    if ((on_offer & bit(o)) == 0) continue;
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
    if (taken < 0) continue;
    const Index row = rows.first + list[j];
    if (taken == option::gallery) {
      for_gallery.push_back(row);
    } else if (taken == option::bazaar) {
      for_bazaar.push_back(row);
    } else if (taken == option::partnership || taken == option::csr) {
      w.umkm.applied[row] |= bit(taken);
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
  choose(m, free_places(m));
}

}  // namespace berdaya
