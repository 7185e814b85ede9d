// Writes the model's own draws as an endless stream of random bits, for batteries of tests that read one:
//   draw_stream ORDER | dieharder -g 200 -a
// A draw has 23 random bits (core/random/draws.cpp); they are packed one after the other, so that every bit of the
// stream is one that a rule might have used.
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "random/draws.hpp"

namespace {

using berdaya::Draws;
using berdaya::Index;

constexpr std::size_t rows = 4096;  // of a piece
using Piece = std::array<std::array<float, rows>, 4>;

// Collects bits, writes bytes. Done when nobody reads any more.
class Stream {
 public:
  bool put(float draw) {
    const auto bits = static_cast<std::uint32_t>(draw * 0x1p24F) >> 1;  // draw = (2 bits + 1) 2^-24
    held_ |= static_cast<std::uint64_t>(bits) << count_;
    count_ += 23;
    if (count_ < 32) return true;
    buffer_.push_back(static_cast<std::uint32_t>(held_));
    held_ >>= 32;
    count_ -= 32;
    if (buffer_.size() < 65536) return true;
    const bool written = std::fwrite(buffer_.data(), sizeof(std::uint32_t), buffer_.size(), stdout) == buffer_.size();
    buffer_.clear();
    return written;
  }

 private:
  std::uint64_t held_ = 0;
  int count_ = 0;
  std::vector<std::uint32_t> buffer_;
};

void fill(Piece& p, const Draws& draws, Index first, std::uint32_t month, std::uint32_t rule, std::uint32_t block) {
  draws.uniform_rows4(first, month, rule, block, std::span(p[0]), std::span(p[1]), std::span(p[2]), std::span(p[3]));
}

// UMKM after UMKM of one draw, month after month: how a rule sees its draws.
void entities(Stream& stream) {
  const Draws draws{berdaya::Seed{1}, berdaya::RunNumber{0}};
  Piece p;
  for (std::uint32_t month = 1;; ++month) {
    for (Index first = 0; first < 1000 * rows; first += rows) {
      fill(p, draws, first, month, 4, 0);
      for (const float draw : p[1]) {
        if (!stream.put(draw)) return;
      }
    }
  }
}

// Month after month of one UMKM and draw, UMKM after UMKM: how an UMKM sees its draws.
void months(Stream& stream) {
  const Draws draws{berdaya::Seed{1}, berdaya::RunNumber{0}};
  std::vector<std::array<float, rows>> history(1200);
  Piece p;
  for (Index first = 0;; first += rows) {
    for (std::uint32_t month = 0; month < history.size(); ++month) {
      fill(p, draws, first, month, 7, 0);
      history[month] = p[1];
    }
    for (std::size_t i = 0; i < rows; ++i) {
      for (const auto& month : history) {
        if (!stream.put(month[i])) return;
      }
    }
  }
}

// All draw numbers of all rules of one UMKM in one month, then of the next.
void rules(Stream& stream) {
  const Draws draws{berdaya::Seed{1}, berdaya::RunNumber{0}};
  std::vector<Piece> blocks(12 * 9);
  for (std::uint32_t month = 1;; ++month) {
    for (Index first = 0; first < 100 * rows; first += rows) {
      for (std::uint32_t b = 0; b < blocks.size(); ++b) fill(blocks[b], draws, first, month, b / 9, b % 9);
      for (std::size_t i = 0; i < rows; ++i) {
        for (const Piece& block : blocks) {
          for (const auto& word : block) {
            if (!stream.put(word[i])) return;
          }
        }
      }
    }
  }
}

// The same address of run after run, then of seed after seed: how replicates differ.
void runs(Stream& stream) {
  const berdaya::DrawAddress here{berdaya::EntityKind::umkm, 0, 1, 4, 1};
  for (std::uint64_t seed = 1;; ++seed) {
    for (std::uint64_t run = 0; run < 1000000; ++run) {
      if (!stream.put(Draws(berdaya::Seed{seed}, berdaya::RunNumber{run}).uniform(here))) return;
    }
  }
}

void seeds(Stream& stream) {
  const berdaya::DrawAddress here{berdaya::EntityKind::community, 0, 1, 10, 1};
  for (std::uint64_t seed = 0;; ++seed) {
    if (!stream.put(Draws(berdaya::Seed{seed}, berdaya::RunNumber{0}).uniform(here))) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::map<std::string, void (*)(Stream&)> orders{
      {"entities", entities}, {"months", months}, {"rules", rules}, {"runs", runs}, {"seeds", seeds}};
  const auto chosen = argc == 2 ? orders.find(argv[1]) : orders.end();
  if (chosen == orders.end()) {
    std::fputs("usage: draw_stream entities|months|rules|runs|seeds\n", stderr);
    return 2;
  }
  Stream stream;
  chosen->second(stream);
  return 0;
}
