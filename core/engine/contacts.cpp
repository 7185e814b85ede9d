#include "engine/contacts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace berdaya {
namespace {

// Draw numbers of rule 11: whom slot j is rewired to, and whether it is.
constexpr std::uint32_t whom_draw = 120, rewire_draw = 150;

// Rings of the RT with more than `contacts` members; the rows of the others hold neighbours on the community's ring.
void lay_rings(std::span<const std::uint16_t> neighbourhood, int contacts, std::span<std::uint16_t> slots) {
  const auto n = static_cast<Index>(neighbourhood.size());
  const auto lay = [&](Index first, Index last, Rows block) {
    for (Index i = first; i < last; ++i) {
      for (int j = 0; j < contacts; ++j) {
        const Index neighbour = block.first + ring_neighbour(i - block.first, block.size(), j);
        slots[static_cast<std::size_t>(i) * contacts + j] = static_cast<std::uint16_t>(neighbour);
      }
    }
  };
  for (Index first = 0; first < n;) {
    Index last = first + 1;
    while (last < n && neighbourhood[last] == neighbourhood[first]) ++last;
    const bool large = last - first > static_cast<Index>(contacts);
    lay(first, last, large ? Rows{first, last} : Rows{0, n});
    first = last;
  }
}

}  // namespace

Index ring_neighbour(Index i, Index size, int slot) {
  if (slot % 2 == 0) {
    const Index there = i + static_cast<Index>(slot / 2 + 1);
    return there >= size ? there - size : there;
  }
  const auto back = static_cast<Index>((slot - 1) / 2 + 1);
  return i >= back ? i - back : i + size - back;
}

void draw_contacts(World& world, const Draws& draws, Index k, double rewire) {
  const int contacts = world.setting.contacts;
  const Rows rows = world.community.umkm(k);
  const Index n = rows.size();
  const std::span<std::uint16_t> slots =
      std::span(world.umkm.contacts)
          .subspan(static_cast<std::size_t>(rows.first) * contacts, static_cast<std::size_t>(n) * contacts);
  lay_rings(std::span(world.umkm.neighbourhood).subspan(rows.first, n), contacts, slots);
  if (rewire <= 0.0) return;

  // All rewiring draws of a few rows at once; whom a slot is rewired to is drawn only for the few that are.
  constexpr std::size_t chunk = 128;
  constexpr int most_contacts = 16;
  std::array<std::array<float, chunk>, most_contacts + 8> u;  // draws 148 ...: 150 is the third word of its block
  for (Index first = 0; first < n; first += chunk) {
    const std::size_t size = std::min<std::size_t>(chunk, n - first);
    const std::uint32_t from = rewire_draw / 4;
    const std::uint32_t to = (rewire_draw + static_cast<std::uint32_t>(contacts) - 1) / 4;
    for (std::uint32_t block = from; block <= to; ++block) {
      const std::size_t word = std::size_t{4} * (block - from);
      draws.uniform_rows4(rows.first + first, 0, rule_number::entry, block, std::span(u[word]).first(size),
                          std::span(u[word + 1]).first(size), std::span(u[word + 2]).first(size),
                          std::span(u[word + 3]).first(size));
    }
    for (std::size_t i = 0; i < size; ++i) {
      const Index self = first + static_cast<Index>(i);
      std::uint16_t* const own = slots.data() + static_cast<std::size_t>(self) * contacts;
      for (int j = 0; j < contacts; ++j) {
        if (u[rewire_draw % 4 + j][i] >= rewire) continue;
        const float lot = draws.uniform(
            {EntityKind::umkm, rows.first + self, 0, rule_number::entry, whom_draw + static_cast<std::uint32_t>(j)});
        auto whom = static_cast<Index>(static_cast<double>(lot) * (n - 1));
        if (whom >= self) ++whom;
        if (std::find(own, own + contacts, whom) == own + contacts) own[j] = static_cast<std::uint16_t>(whom);
      }
    }
  }
}

}  // namespace berdaya
