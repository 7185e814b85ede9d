// The generator against what its authors published, and against a second implementation of the whole way from an
// address to a number.
#include "random/draws.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace berdaya {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Threefry4x32 after Salmon, Moraes, Dror and Shaw (2011), written from the paper: 20 rounds of two MIX each, with a
// permutation of the words, and a word of the key schedule added before every fourth round.
Words threefry(const Words& counter, const Words& key) {
  constexpr std::array<std::array<int, 2>, 8> rotation{
      {{10, 26}, {11, 21}, {13, 27}, {23, 5}, {6, 20}, {17, 11}, {25, 10}, {18, 20}}};
  std::array<std::uint32_t, 5> schedule{};
  schedule[4] = 0x1BD11BDAU;  // parity constant of Skein for words of 32 bits
  for (std::size_t i = 0; i < 4; ++i) schedule[4] ^= schedule[i] = key[i];
  const auto rotate = [](std::uint32_t x, int by) { return x << by | x >> (32 - by); };
  Words x{};
  for (std::size_t i = 0; i < 4; ++i) x[i] = counter[i] + schedule[i];
  for (std::size_t round = 0; round < 20; ++round) {
    const std::size_t partner = round % 2 == 0 ? 1 : 3;
    x[0] += x[partner];
    x[partner] = rotate(x[partner], rotation[round % 8][0]) ^ x[0];
    x[2] += x[4 - partner];
    x[4 - partner] = rotate(x[4 - partner], rotation[round % 8][1]) ^ x[2];
    if (round % 4 != 3) continue;
    const std::size_t injection = round / 4 + 1;
    for (std::size_t i = 0; i < 4; ++i) x[i] += schedule[(injection + i) % 5];
    x[3] += static_cast<std::uint32_t>(injection);
  }
  return x;
}

struct KnownAnswer {
  Words counter, key, result;
};

// `threefry4x32 20` of the file kat_vectors in the examples of Random123.
constexpr std::array<KnownAnswer, 3> published{{
    {{0, 0, 0, 0}, {0, 0, 0, 0}, {0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89},
     {0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84}},
}};

// Upper 23 bits w as (2w + 1) 2^-24.
float number_of(std::uint32_t word) { return static_cast<float>(2.0 * (word >> 9) + 1.0) * 0x1p-24F; }

// The address whose counter and key are the given words: docs/decisions/0002-random-numbers.md.
DrawAddress address_of(const Words& counter, std::uint32_t word) {
  return {static_cast<EntityKind>(counter[3]), counter[0], counter[1], counter[2] >> 24,
          (counter[2] & 0xffffffU) * 4 + word};
}

Draws draws_of(const Words& key) {
  return {Seed{static_cast<std::uint64_t>(key[1]) << 32 | key[0]},
          RunNumber{static_cast<std::uint64_t>(key[3]) << 32 | key[2]}};
}

TEST(KnownAnswers, OfThePaperComeOutOfTheAddressesThatMeanThem) {
  for (const KnownAnswer& known : published) {
    const Draws draws = draws_of(known.key);
    for (std::uint32_t word = 0; word < 4; ++word)
      EXPECT_EQ(draws.uniform(address_of(known.counter, word)), number_of(known.result[word])) << "word " << word;
  }
}

TEST(KnownAnswers, OfThePaperComeOutOfTheSecondImplementation) {
  for (const KnownAnswer& known : published) EXPECT_EQ(threefry(known.counter, known.key), known.result);
}

TEST(Draws, AreTheGeneratorsWordsAtAnyAddress) {
  std::mt19937 other(5);
  for (int i = 0; i < 2000; ++i) {
    Words counter{}, key{};
    for (std::uint32_t& word : counter) word = static_cast<std::uint32_t>(other());
    for (std::uint32_t& word : key) word = static_cast<std::uint32_t>(other());
    const Words expected = threefry(counter, key);
    const Draws draws = draws_of(key);
    for (std::uint32_t word = 0; word < 4; ++word)
      ASSERT_EQ(draws.uniform(address_of(counter, word)), number_of(expected[word])) << i;
  }
}

// The loop over rows is compiled for several instruction sets and cuts rows into pieces: odd lengths, and rows at which
// the counter wraps.
TEST(Draws, InRowsAreTheSingleOnes) {
  const Draws draws{Seed{0x123456789abcdefULL}, RunNumber{77}};
  for (const std::size_t n : {1U, 3U, 16U, 127U, 128U, 129U, 1000U}) {
    for (const Index first : {0U, 5U, 4294967000U}) {
      std::array<std::vector<float>, 4> words;
      for (std::vector<float>& column : words) column.resize(n);
      draws.uniform_rows4(first, 13, 7, 5, words[0], words[1], words[2], words[3]);
      std::vector<float> third(n);
      draws.uniform_rows(first, 13, 7, 22, third);
      for (std::size_t i = 0; i < n; ++i) {
        const Index row = first + static_cast<Index>(i);
        for (std::uint32_t word = 0; word < 4; ++word)
          ASSERT_EQ(words[word][i], draws.uniform({EntityKind::umkm, row, 13, 7, 20 + word})) << n << " " << i;
        ASSERT_EQ(third[i], words[2][i]);
      }
    }
  }
}

// Rows picked from a community, in any order and more than once.
TEST(Draws, OfListedRowsAreTheSingleOnes) {
  const Draws draws{Seed{0x123456789abcdefULL}, RunNumber{77}};
  for (const std::size_t n : {0U, 1U, 7U, 128U, 131U}) {
    std::vector<Index> rows(n);
    for (std::size_t j = 0; j < n; ++j) rows[j] = static_cast<Index>(j * 37 % 101);
    std::array<std::vector<float>, 4> words;
    for (std::vector<float>& column : words) column.resize(n);
    draws.uniform_rows4(4294967000U, rows, 13, 7, 5, words[0], words[1], words[2], words[3]);
    std::vector<float> third(n);
    draws.uniform_rows(4294967000U, rows, 13, 7, 22, third);
    for (std::size_t j = 0; j < n; ++j) {
      for (std::uint32_t word = 0; word < 4; ++word)
        ASSERT_EQ(words[word][j], draws.uniform({EntityKind::umkm, 4294967000U + rows[j], 13, 7, 20 + word})) << j;
      ASSERT_EQ(third[j], words[2][j]);
    }
  }
}

TEST(Draws, DependOnEveryPartOfTheAddress) {
  const DrawAddress here{EntityKind::umkm, 3, 4, 5, 6};
  const float value = Draws(Seed{1}, RunNumber{2}).uniform(here);
  EXPECT_NE(Draws(Seed{2}, RunNumber{2}).uniform(here), value);
  EXPECT_NE(Draws(Seed{1}, RunNumber{3}).uniform(here), value);
  EXPECT_NE(Draws(Seed{1ULL << 32 | 1}, RunNumber{2}).uniform(here), value);
  EXPECT_NE(Draws(Seed{1}, RunNumber{1ULL << 32 | 2}).uniform(here), value);
  const Draws draws{Seed{1}, RunNumber{2}};
  EXPECT_NE(draws.uniform({EntityKind::community, 3, 4, 5, 6}), value);
  EXPECT_NE(draws.uniform({EntityKind::umkm, 4, 4, 5, 6}), value);
  EXPECT_NE(draws.uniform({EntityKind::umkm, 3, 5, 5, 6}), value);
  EXPECT_NE(draws.uniform({EntityKind::umkm, 3, 4, 6, 6}), value);
  EXPECT_NE(draws.uniform({EntityKind::umkm, 3, 4, 5, 7}), value);
  EXPECT_NE(draws.uniform({EntityKind::umkm, 3, 4, 5, 10}), value);
}

TEST(Draws, ThatAScriptNamesAreReplacedAndNoOthers) {
  DrawScript script;
  script.values[{EntityKind::umkm, 2, 1, 4, 1}] = 0.25F;
  const Draws chosen{Seed{1}, RunNumber{0}, &script};
  const Draws drawn{Seed{1}, RunNumber{0}};
  std::vector<float> row(5), plain(5);
  chosen.uniform_rows(0, 1, 4, 1, row);
  drawn.uniform_rows(0, 1, 4, 1, plain);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(row[i], i == 2 ? 0.25F : plain[i]);
  EXPECT_EQ(chosen.uniform({EntityKind::umkm, 2, 1, 4, 1}), 0.25F);
  const std::vector<Index> listed{4, 2};
  std::vector<float> two(2);
  chosen.uniform_rows(0, listed, 1, 4, 1, two);
  EXPECT_EQ(two, (std::vector<float>{plain[4], 0.25F}));
  script.otherwise = 0.5F;
  chosen.uniform_rows(0, 1, 4, 1, row);
  EXPECT_EQ(row, (std::vector<float>{0.5F, 0.5F, 0.25F, 0.5F, 0.5F}));
}

}  // namespace
}  // namespace berdaya
