#include "rules/month.hpp"

#include <cstddef>

#include "base/instruction_sets.hpp"

namespace berdaya {

void MonthScratch::fit(Index n, int option_count) {
  const std::size_t size = n;
  if (published.size() < size) {
    published.resize(size);
    for (auto* column : {&peers_took_part,
                         &peers_benefit,
                         &peers_awareness,
                         &peers_succeeded,
                         &mentor_quality,
                         &seen_knowledge,
                         &seen_linking,
                         &role_weight,
                         &role_success,
                         &seen_bargaining,
                         &mean_skill_before,
                         &ratio,
                         &u0,
                         &u1,
                         &u2,
                         &u3,
                         &a,
                         &b,
                         &c,
                         &d}) {
      column->resize(size);
    }
    for (auto* column :
         {&visited, &permit_helped, &assisted, &market_helped, &messaged, &seen_cbo, &took_part, &seated, &mark})
      column->resize(size);
    for (auto& counts : peers_adopted) counts.resize(size);
    eligible.resize(size);
    lapsed.resize(size);
    list.resize(size);
  }
  if (log_hazard.size() < static_cast<std::size_t>(option_count))
    log_hazard.resize(static_cast<std::size_t>(option_count));
  for (auto& column : log_hazard) {
    if (column.size() < size) column.resize(size);
  }
}

std::span<const Index> CommunityMonth::list_participants() const {
  const Index n = umkm().size();
  const std::uint8_t* const x = scratch.took_part.data();
  Index* const list = scratch.list.data();
  Index count = 0;
  for (Index i = 0; i < n; ++i) {
    list[count] = i;
    count += x[i];
    if (count == n) break;
  }
  return {list, count};
}

BERDAYA_EACH_INSTRUCTION_SET Index count_bit(const std::uint16_t* sets, Index n, int option) {
  std::uint32_t count = 0;
  for (Index i = 0; i < n; ++i) count += static_cast<std::uint32_t>(sets[i] >> option) & 1U;
  return count;
}

}  // namespace berdaya
