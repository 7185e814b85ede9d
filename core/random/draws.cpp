#include "random/draws.hpp"

#include <Random123/threefry.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/instruction_sets.hpp"
#include "base/portable_math.hpp"

namespace berdaya {
namespace {

using Generator = r123::Threefry4x32_R<20>;

Generator::key_type key_of(std::uint64_t seed, std::uint64_t run) {
  return {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), static_cast<std::uint32_t>(run),
           static_cast<std::uint32_t>(run >> 32)}};
}

// Four draw numbers share a block; rule and block share a word: 256 rules of 2^26 draws.
std::uint32_t word_of(std::uint32_t rule, std::uint32_t block) { return rule << 24 | block; }

float uniform_of(std::uint32_t word) {
  return static_cast<float>(static_cast<std::int32_t>((word >> 9) * 2 + 1)) * 0x1p-24F;
}

// The four uniforms of the counters that begin with word(0) ... word(n-1).
template <class Word>
[[gnu::always_inline]] inline void fill_blocks(const Word& word_at, std::uint32_t month, std::uint32_t word,
                                               std::uint64_t seed, std::uint64_t run, std::size_t n,
                                               float* __restrict o0, float* __restrict o1, float* __restrict o2,
                                               float* __restrict o3) {
  const auto key = key_of(seed, run);
  for (std::size_t i = 0; i < n; ++i) {
    const Generator::ctr_type counter{{word_at(i), month, word, static_cast<std::uint32_t>(EntityKind::umkm)}};
    const Generator::ctr_type words = Generator()(counter, key);
    o0[i] = uniform_of(words[0]);
    o1[i] = uniform_of(words[1]);
    o2[i] = uniform_of(words[2]);
    o3[i] = uniform_of(words[3]);
  }
}

BERDAYA_EACH_INSTRUCTION_SET void fill_following(Index first, std::uint32_t month, std::uint32_t word,
                                                 std::uint64_t seed, std::uint64_t run, std::size_t n, float* o0,
                                                 float* o1, float* o2, float* o3) {
  fill_blocks([first](std::size_t i) { return first + static_cast<std::uint32_t>(i); }, month, word, seed, run, n, o0,
              o1, o2, o3);
}

BERDAYA_EACH_INSTRUCTION_SET void fill_listed(Index first, const Index* rows, std::uint32_t month, std::uint32_t word,
                                              std::uint64_t seed, std::uint64_t run, std::size_t n, float* o0,
                                              float* o1, float* o2, float* o3) {
  fill_blocks([first, rows](std::size_t i) { return first + rows[i]; }, month, word, seed, run, n, o0, o1, o2, o3);
}

}  // namespace

Draws::Draws(Seed seed, RunNumber run, const DrawScript* script)
    : seed_(seed.value), run_(run.value), script_(script) {}

float Draws::uniform(const DrawAddress& a) const {
  if (script_ != nullptr) {
    const auto found = script_->values.find(a);
    if (found != script_->values.end()) return found->second;
    if (script_->otherwise) return *script_->otherwise;
  }
  const Generator::ctr_type counter{
      {a.entity, a.month, word_of(a.rule, a.draw / 4), static_cast<std::uint32_t>(a.kind)}};
  return uniform_of(Generator()(counter, key_of(seed_, run_))[a.draw % 4]);
}

float Draws::normal(const DrawAddress& address) const { return normal_quantile(uniform(address)); }

// One draw of each of n rows by way of draw_blocks(first, size, out0, ..., out3): whole blocks into a small buffer
// vectorise; picking one word of a block in the loop does not.
template <class DrawBlocks>
static void pick_word(std::uint32_t draw, std::span<float> out, const DrawBlocks& draw_blocks) {
  constexpr std::size_t width = 128;
  std::array<std::array<float, width>, 4> words;
  for (std::size_t i = 0; i < out.size(); i += width) {
    const std::size_t n = std::min(width, out.size() - i);
    draw_blocks(i, n, std::span(words[0].data(), n), std::span(words[1].data(), n), std::span(words[2].data(), n),
                std::span(words[3].data(), n));
    std::copy_n(words[draw % 4].data(), n, out.data() + i);
  }
}

void Draws::uniform_rows(Index first, std::uint32_t month, std::uint32_t rule, std::uint32_t draw,
                         std::span<float> out) const {
  pick_word(draw, out, [&](std::size_t i, std::size_t, auto... words) {
    uniform_rows4(first + static_cast<Index>(i), month, rule, draw / 4, words...);
  });
}

void Draws::uniform_rows(Index first, std::span<const Index> rows, std::uint32_t month, std::uint32_t rule,
                         std::uint32_t draw, std::span<float> out) const {
  pick_word(draw, out, [&](std::size_t i, std::size_t n, auto... words) {
    uniform_rows4(first, rows.subspan(i, n), month, rule, draw / 4, words...);
  });
}

void Draws::uniform_rows4(Index first, std::uint32_t month, std::uint32_t rule, std::uint32_t block,
                          std::span<float> out0, std::span<float> out1, std::span<float> out2,
                          std::span<float> out3) const {
  fill_following(first, month, word_of(rule, block), seed_, run_, out0.size(), out0.data(), out1.data(), out2.data(),
                 out3.data());
  if (script_ == nullptr) return;
  std::uint32_t draw = 4 * block;
  const auto following = [](std::size_t i) { return static_cast<Index>(i); };
  for (const std::span<float> out : {out0, out1, out2, out3}) apply_script(first, following, month, rule, draw++, out);
}

void Draws::uniform_rows4(Index first, std::span<const Index> rows, std::uint32_t month, std::uint32_t rule,
                          std::uint32_t block, std::span<float> out0, std::span<float> out1, std::span<float> out2,
                          std::span<float> out3) const {
  fill_listed(first, rows.data(), month, word_of(rule, block), seed_, run_, rows.size(), out0.data(), out1.data(),
              out2.data(), out3.data());
  if (script_ == nullptr) return;
  std::uint32_t draw = 4 * block;
  const auto listed = [rows](std::size_t i) { return rows[i]; };
  for (const std::span<float> out : {out0, out1, out2, out3}) apply_script(first, listed, month, rule, draw++, out);
}

template <class RowOf>
void Draws::apply_script(Index first, const RowOf& row_of, std::uint32_t month, std::uint32_t rule, std::uint32_t draw,
                         std::span<float> out) const {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = uniform({EntityKind::umkm, first + row_of(i), month, rule, draw});
}

}  // namespace berdaya
