#include "rules/entry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "base/portable_math.hpp"

namespace berdaya {
namespace {

// Draw numbers of rule 11 beside the traits, which have those of enum Trait.
constexpr std::uint32_t reluctance_draw = 13, size_draw = 14, other_income_draw = 15, capital_draw = 40;
constexpr std::size_t drawn_columns = 16;

// Rows drawn at a time: the buffers stay in the first-level cache.
constexpr std::size_t chunk = 256;

using Buffers = std::array<std::array<float, chunk>, 4>;

void fill(std::span<float> out, const float* uniforms, float centre, float sd) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = drawn_level(centre, sd, normal_quantile(uniforms[i]));
}

// The columns that a trait sets: its level and, where there is one, the copy that keeps or publishes it.
struct TraitColumns {
  std::vector<float> UmkmTable::*level;
  std::vector<float> UmkmTable::*copy;
};
constexpr std::array<TraitColumns, trait_count> trait_columns{{
    {&UmkmTable::skill_production, &UmkmTable::innate_production},
    {&UmkmTable::skill_management, &UmkmTable::innate_management},
    {&UmkmTable::skill_market, &UmkmTable::innate_market},
    {&UmkmTable::aspiration, &UmkmTable::initial_aspiration},
    {&UmkmTable::awareness, &UmkmTable::awareness_seen},
    {&UmkmTable::expected_benefit, nullptr},
    {&UmkmTable::trust_peer, &UmkmTable::initial_trust_peer},
    {&UmkmTable::trust_cbo, &UmkmTable::initial_trust_cbo},
    {&UmkmTable::trust_facilitator, &UmkmTable::initial_trust_facilitator},
    {&UmkmTable::trust_government, &UmkmTable::initial_trust_government},
    {&UmkmTable::ownership, nullptr},
    {&UmkmTable::fatigue, nullptr},
    {&UmkmTable::time_slack, nullptr},
}};

void hold_nothing(UmkmTable& t, Rows rows, float benefit) {
  const auto clear = [rows](auto& column, auto value) {
    std::fill(column.begin() + rows.first, column.begin() + rows.last, value);
  };
  clear(t.cbo, no_cbo);
  for (auto* column : {&t.adopted, &t.applied, &t.knows, &t.loan_left, &t.adopted_seen})
    clear(*column, std::uint16_t{0});
  for (auto* column :
       {&t.instalment, &t.sold_gallery, &t.sold_bazaar, &t.sold_marketplace, &t.sold_partnership, &t.sold_collective}) {
    clear(*column, 0.0F);
  }
  clear(t.took_part, std::uint8_t{0});
  clear(t.succeeded, std::uint8_t{0});
  clear(t.benefit, benefit);
}

}  // namespace

float drawn_level(float centre, float sd, float z) { return logistic(centre + sd * z); }

float drawn_size(float sd, float z) { return portable_exp(sd * z - 0.5F * sd * sd); }

float drawn_amount(float median, float sd, float z) { return median * portable_exp(sd * z); }

float attraction_of(float size, float attraction, float innate_production) {
  return size * portable_exp(attraction * innate_production);
}

double revenue_per_attraction(const World& world, Index k, Index s) {
  const std::size_t sector = k * world.setting.sectors.size() + s;
  return world.setting.sectors[s].revenue * world.community.sector_count[sector] /
         world.community.sector_attraction[sector];
}

float starting_reference(const World& world, Index k, Index row) {
  return static_cast<float>(revenue_per_attraction(world, k, world.umkm.sector[row]) * world.umkm.attraction0[row]);
}

void draw_traits(World& world, const Parameters& p, const Draws& draws, Rows rows, std::uint32_t month) {
  UmkmTable& t = world.umkm;
  std::array<float, trait_count> centre;
  std::array<float, trait_count> sd;
  for (std::size_t n = 0; n < trait_count; ++n) {
    centre[n] = static_cast<float>(logit(p.population.median[n]));
    sd[n] = static_cast<float>(p.population.sd[n]);
  }
  const auto reluctance_sd = static_cast<float>(p.participation.reluctance_sd);
  const auto size_sd = static_cast<float>(p.market.size_sd);
  const auto attraction = static_cast<float>(p.market.attraction);
  const auto other_income = static_cast<float>(p.population.other_income);
  const auto other_income_sd = static_cast<float>(p.population.other_income_sd);

  Buffers u;
  for (Index first = rows.first; first < rows.last; first += chunk) {
    const std::size_t n = std::min<std::size_t>(chunk, rows.last - first);
    const auto part = [first, n](std::vector<float>& column) { return std::span(column).subspan(first, n); };
    for (std::size_t block = 0; block < drawn_columns / 4; ++block) {
      draws.uniform_rows4(first, month, rule_number::entry, static_cast<std::uint32_t>(block), std::span(u[0]).first(n),
                          std::span(u[1]).first(n), std::span(u[2]).first(n), std::span(u[3]).first(n));
      for (std::size_t word = 0; word < 4; ++word) {
        const std::size_t draw = 4 * block + word;
        const float* const uniforms = u[word].data();
        if (draw < trait_count) {
          const std::span<float> level = part(t.*trait_columns[draw].level);
          fill(level, uniforms, centre[draw], sd[draw]);
          if (trait_columns[draw].copy != nullptr)
            std::copy_n(level.data(), n, part(t.*trait_columns[draw].copy).data());
        } else if (draw == reluctance_draw) {
          float* const out = part(t.reluctance).data();
          for (std::size_t i = 0; i < n; ++i) out[i] = reluctance_sd * normal_quantile(uniforms[i]);
        } else if (draw == size_draw) {
          float* const out = part(t.size).data();
          for (std::size_t i = 0; i < n; ++i) out[i] = drawn_size(size_sd, normal_quantile(uniforms[i]));
        } else if (draw == other_income_draw) {  // GCOVR_EXCL_BR_LINE: no block has further draws
          float* const out = part(t.other_income).data();
          for (std::size_t i = 0; i < n; ++i)
            out[i] = drawn_amount(other_income, other_income_sd, normal_quantile(uniforms[i]));
        }
      }
    }
    float* const out = part(t.attraction0).data();
    const float* const size = part(t.size).data();
    const float* const production = part(t.innate_production).data();
    for (std::size_t i = 0; i < n; ++i) out[i] = attraction_of(size[i], attraction, production[i]);
  }
  hold_nothing(t, rows, static_cast<float>(logistic(-p.market.benefit_slope * p.market.worthwhile)));
}

void furnish_business(World& world, const Parameters& p, const Draws& draws, Index k, Rows rows, std::uint32_t month) {
  UmkmTable& t = world.umkm;
  const auto months = static_cast<float>(p.population.capital_months);
  const auto sd = static_cast<float>(p.population.capital_sd);
  const auto margin = static_cast<float>(p.market.margin);
  const std::size_t sectors = world.setting.sectors.size();
  // Divided once for each sector, not for each row; kept on the stack for the usual few sectors.
  std::array<double, 256> factor{};
  std::array<float, 256> fixed{};
  for (std::size_t s = 0; s < sectors; ++s) {
    const bool present = world.community.sector_attraction[k * sectors + s] > 0.0;
    factor[s] = present ? revenue_per_attraction(world, k, static_cast<Index>(s)) : 0.0;
    fixed[s] = static_cast<float>(p.market.fixed_share * world.setting.sectors[s].revenue);
  }
  std::array<float, chunk> u;
  for (Index first = rows.first; first < rows.last; first += chunk) {
    const std::size_t n = std::min<std::size_t>(chunk, rows.last - first);
    draws.uniform_rows(first, month, rule_number::entry, capital_draw, std::span(u).first(n));
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = first + i;
      const auto reference = static_cast<float>(factor[t.sector[row]] * t.attraction0[row]);
      t.reference_ema[row] = reference;
      t.revenue_ema[row] = reference;
      t.revenue[row] = reference;
      t.profit[row] = margin * reference - fixed[t.sector[row]];
    }
    float* const capital = t.capital.data() + first;
    const float* const reference = t.reference_ema.data() + first;
    for (std::size_t i = 0; i < n; ++i) capital[i] = drawn_amount(reference[i] * months, sd, normal_quantile(u[i]));
  }
}

}  // namespace berdaya
