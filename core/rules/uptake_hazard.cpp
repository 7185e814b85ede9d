#include "rules/uptake_hazard.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"
#include "rules/perceive.hpp"
#include "rules/uptake.hpp"

namespace berdaya {
namespace {

// Bits of all options of a kind.
std::uint16_t bits_of(const World& w, OptionKind kind) {
  std::uint16_t bits = 0;
  for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
    if (w.setting.options[o].kind == kind) bits |= option_bit(static_cast<int>(o));
  }
  return bits;
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

const std::vector<float>& skill_column(const UmkmTable& u, SkillKind skill) {
  switch (skill) {  // GCOVR_EXCL_BR_LINE: there are three kinds
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
  switch (who) {  // GCOVR_EXCL_BR_LINE: there are three of them
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

}  // namespace

FreePlaces free_places(CommunityMonth& m) {
  const Rows rows = m.umkm();
  const std::uint16_t* const adopted = at(m.world.umkm.adopted, rows);
  const auto slots = static_cast<Index>(m.effects.gallery_slots);
  const Index in_gallery = count_bit(adopted, rows.size(), option::gallery);
  const Index in_bazaar = count_bit(adopted, rows.size(), option::bazaar);
  const Index stalls = m.effects.bazaar_every > 0 ? m.effects.bazaar_stalls : 0;
  return {slots > in_gallery ? slots - in_gallery : 0, stalls > in_bazaar ? stalls - in_bazaar : 0};
}

std::uint16_t options_on_offer(CommunityMonth& m, FreePlaces free) {
  std::uint16_t bits = 0;
  for (std::size_t o = 0; o < m.world.setting.options.size(); ++o) {
    if (m.world.setting.options[o].from_month <= static_cast<int>(m.month)) bits |= option_bit(static_cast<int>(o));
  }
  const auto withdraw = [&bits](int o) { bits &= static_cast<std::uint16_t>(~option_bit(o)); };
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
      free_of_prerequisite |= option_bit(static_cast<int>(o));
      continue;
    }
    if (unlocked_by[static_cast<std::size_t>(key)] == 0) keys[key_count++] = key;
    unlocked_by[static_cast<std::size_t>(key)] |= option_bit(static_cast<int>(o));
  }
  std::array<std::uint16_t, 256> by_sector{};
  const std::size_t sectors = std::min(w.setting.sectors.size(), by_sector.size());
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    by_sector[sector] = static_cast<std::uint16_t>(w.setting.sectors[sector].options & on_offer);
  }
  // Collective marketing needs a CBO that holds together.
  std::array<std::uint16_t, 256> by_cbo{};
  by_cbo.fill(static_cast<std::uint16_t>(~option_bit(option::collective)));
  for (Index c = cbos.first; c < cbos.last; ++c) {
    if (w.cbo.cohesion[c] >= m.parameters.uptake.cohesion_min) by_cbo[c - cbos.first] = 0xffff;
  }
  const int permit = m.effects.partnership.permit;
  const std::uint16_t needed_by_buyer = permit >= 0 ? option_bit(permit) : std::uint16_t{0};
  constexpr std::uint16_t partner_options = option_bit(option::partnership) | option_bit(option::csr);
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
    if ((held & needed_by_buyer) != needed_by_buyer)
      may &= static_cast<std::uint16_t>(~option_bit(option::partnership));
    if (u.loan_left[row] > 0) may &= static_cast<std::uint16_t>(~finance);
    m.scratch.eligible[i] = may;
  }
  if (!permits_lapse(m)) return;
  for (Index i = 0; i < rows.size(); ++i) m.scratch.eligible[i] &= static_cast<std::uint16_t>(~m.scratch.lapsed[i]);
}

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
  // Under thresholds what contacts add comes last, and only the whole is limited.
  const float limit = linear ? 30.0F : std::numeric_limits<float>::max();
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
    const float bounded = l < limit ? l : limit;
    log_hazard[i] = (eligible[i] >> o & 1) != 0 ? bounded : out_of_reach;
    most[i] = log_hazard[i] > most[i] ? log_hazard[i] : most[i];
  }
  if (!linear) add_threshold_effect(m, o, most);
}

}  // namespace berdaya
