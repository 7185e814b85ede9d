#include "rules/perceive.hpp"

#include <array>
#include <cstddef>

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

constexpr std::array<std::uint32_t, 64> make_spread() {
  std::array<std::uint32_t, 64> table{};
  for (std::size_t set = 0; set < table.size(); ++set) {
    for (std::size_t bit = 0; bit < 6; ++bit) table[set] |= static_cast<std::uint32_t>(set >> bit & 1U) << (5 * bit);
  }
  return table;
}

constexpr std::array<std::uint32_t, 64> spread_table = make_spread();

// K is a template parameter for the usual number of contacts, so that the loop over slots unrolls.
template <int fixed_slots>
void sum_over_contacts(CommunityMonth& m, int slots) {
  const int width = fixed_slots > 0 ? fixed_slots : slots;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  const PublishedByPeer* const published = s.published.data();
  const std::uint16_t* contacts =
      m.world.umkm.contacts.data() + static_cast<std::size_t>(rows.first) * static_cast<std::size_t>(width);
  const float share = 1.0F / static_cast<float>(width);
  for (Index i = 0; i < n; ++i) {
    FourCounts counts{};
    FourValues sums{};
    for (int j = 0; j < width; ++j) {
      const PublishedByPeer& peer = published[contacts[j]];
      counts += peer.counts;
      sums += peer.values;
    }
    contacts += width;
    for (std::size_t word = 0; word < 3; ++word) s.peers_adopted[word][i] = counts[word];
    s.peers_took_part[i] = static_cast<float>(counts[3] & 0xffffU) * share;
    s.peers_succeeded[i] = static_cast<float>(counts[3] >> 16) * share;
    s.peers_benefit[i] = sums[0] * share;
    s.peers_awareness[i] = sums[1] * share;
  }
}

}  // namespace

double perceived_share(double share, PeerRule rule, const SocialCapitalParameters& p) {
  return rule == PeerRule::linear ? share : logistic((share - p.peer_threshold) / p.peer_spread);
}

std::array<float, 17> perceived_shares(const CommunityMonth& m) {
  std::array<float, 17> shares{};
  const int contacts = m.world.setting.contacts;
  for (int count = 0; count <= contacts; ++count) {
    shares[static_cast<std::size_t>(count)] =
        static_cast<float>(perceived_share(static_cast<double>(count) / static_cast<double>(contacts),
                                           peer_rule(m.parameters), m.parameters.social_capital));
  }
  return shares;
}

std::uint32_t spread_options(std::uint32_t six_options) { return spread_table[six_options & 63U]; }

void perceive_peers(CommunityMonth& m) {
  const Rows rows = m.umkm();
  const Index n = rows.size();
  UmkmTable& u = m.world.umkm;
  for (Index i = 0; i < n; ++i) {
    const Index row = rows.first + i;
    const std::uint16_t held = u.adopted_seen[row];
    m.scratch.published[i] = PublishedByPeer{
        {spread_options(held), spread_options(held >> 6U), spread_options(held >> 12U),
         static_cast<std::uint32_t>(u.took_part[row]) | static_cast<std::uint32_t>(u.succeeded[row]) << 16},
        {u.benefit[row], u.awareness_seen[row], 0.0F, 0.0F}};
  }
  if (m.world.setting.contacts == 8) {
    sum_over_contacts<8>(m, 8);
  } else {
    sum_over_contacts<0>(m, m.world.setting.contacts);
  }
  if (m.effects.revoked != 0) {
    const auto kept = static_cast<std::uint16_t>(~m.effects.revoked);
    for (Index i = 0; i < n; ++i) u.adopted[rows.first + i] &= kept;
  }
}

}  // namespace berdaya
