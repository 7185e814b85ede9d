#include "rules/social_capital.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"

namespace berdaya {
namespace {

void meet(CommunityMonth& m) {
  const Rows rows = m.umkm();
  MonthScratch& s = m.scratch;
  const std::span<const Index> present = m.list_participants();
  const auto count = static_cast<Index>(present.size());
  if (count == 0) return;
  const auto rewire = static_cast<float>(m.parameters.social_capital.rewire);
  const auto slots = static_cast<std::size_t>(m.world.setting.contacts);
  const auto buffer = [count](std::vector<float>& v) { return std::span(v.data(), count); };
  m.draws.uniform_rows4(rows.first, present, m.address_month(), rule_number::social_capital, 0, buffer(s.u0),
                        buffer(s.u1), buffer(s.u2), buffer(s.u3));
  for (Index j = 0; j < count; ++j) {
    if (s.u1[j] >= rewire) continue;
    const Index i = present[j];
    const Index other = present[static_cast<Index>(static_cast<double>(s.u2[j]) * static_cast<double>(count))];
    std::uint16_t* const contacts = m.world.umkm.contacts.data() + static_cast<std::size_t>(rows.first + i) * slots;
    if (other == i || std::find(contacts, contacts + slots, static_cast<std::uint16_t>(other)) != contacts + slots)
      continue;
    contacts[static_cast<std::size_t>(static_cast<double>(s.u3[j]) * static_cast<double>(slots))] =
        static_cast<std::uint16_t>(other);
  }
}

// Position of the CBO that a newcomer joins.
std::uint8_t chosen_cbo(const CommunityMonth& m, float u) {
  const Rows cbos = m.cbos();
  double all = 0.0;
  for (Index c = cbos.first; c < cbos.last; ++c) all += m.world.cbo.members[c] + 1.0;
  double cumulated = 0.0;
  for (Index c = cbos.first; c < cbos.last; ++c) {  // GCOVR_EXCL_BR_LINE: the last sum reaches u <= 1 of all
    cumulated += m.world.cbo.members[c] + 1.0;
    if (cumulated >= static_cast<double>(u) * all) return static_cast<std::uint8_t>(c - cbos.first);
  }
  return static_cast<std::uint8_t>(cbos.size() - 1);
}

// Both chances at once, so that the loop over everybody has no branch; few rows change.
BERDAYA_EACH_INSTRUCTION_SET void mark_moves(Index n, float join, float leave, const float* draw, const float* trust,
                                             const std::uint8_t* cbo, const std::uint8_t* x, std::uint8_t* moves) {
  for (Index i = 0; i < n; ++i) {
    const float chance = cbo[i] == no_cbo ? static_cast<float>(x[i]) * join * trust[i]
                                          : static_cast<float>(1 - x[i]) * leave * (1.0F - trust[i]);
    moves[i] = draw[i] < chance ? 1 : 0;
  }
}

void join_and_leave(CommunityMonth& m) {
  UmkmTable& u = m.world.umkm;
  const Rows rows = m.umkm();
  const Index n = rows.size();
  MonthScratch& s = m.scratch;
  const auto join = static_cast<float>(m.parameters.social_capital.join);
  const auto leave = static_cast<float>(m.parameters.social_capital.leave);
  const auto buffer = [n](std::vector<float>& v) { return std::span(v.data(), n); };
  m.draws.uniform_rows4(rows.first, m.address_month(), rule_number::social_capital, 1, buffer(s.u0), buffer(s.u1),
                        buffer(s.u2), buffer(s.u3));
  std::uint8_t* const cbo = at(u.cbo, rows);
  std::uint8_t* const moves = s.mark.data();
  mark_moves(n, join, leave, s.u0.data(), at(u.trust_cbo, rows), cbo, s.took_part.data(), moves);
  for (Index i = 0; i < n; ++i) {
    if (moves[i] == 0) continue;
    if (cbo[i] == no_cbo) {
      cbo[i] = chosen_cbo(m, s.u1[i]);
    } else {
      cbo[i] = no_cbo;
      u.adopted[rows.first + i] &= static_cast<std::uint16_t>(~(1U << option::collective));
    }
  }
}

}  // namespace

double linking_target(double bargaining, double chain_support, double formal_trust, double forum, double forum_link) {
  return cap(std::sqrt(bargaining * chain_support * formal_trust) + forum_link * forum);
}

void connect(CommunityMonth& m) {
  meet(m);
  join_and_leave(m);
  World& w = m.world;
  const Rows cbos = m.cbos();
  for (Index c = cbos.first; c < cbos.last; ++c) {
    const double target = linking_target(w.cbo.bargaining[c], w.community.chain_support[m.k], w.cbo.formal_trust[c],
                                         m.effects.forum, m.parameters.policy.forum_link);
    w.cbo.linking[c] =
        clip(std::min(w.cbo.link_max[c], toward(w.cbo.linking[c], target, m.parameters.social_capital.link_rate)));
  }
}

}  // namespace berdaya
