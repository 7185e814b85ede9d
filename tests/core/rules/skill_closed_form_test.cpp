// Skills of rule 5 against their closed forms. Trained every month with a seat of quality q: s' = s + c (1-s) - decay
// (s - innate) with c = 3 mix train q (1/2 + aspiration/2), so that s_t = s* + (1 - c - decay)^t (s_0 - s*), s* = (c +
// decay innate)/(c + decay). Forgetting is c = 0; learning from peers has gain peer_learn trust_peer (Q - s) in place
// of c (1-s).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "rules/kampung.hpp"
#include "rules/learning.hpp"

namespace berdaya {
namespace {

// Level y that the gain pulls to with strength c, against the decay to the innate level.
struct Pull {
  double strength = 0, level = 1;
};

struct ClosedForm {
  double fixed_point, rate, start;
  double after(int months) const { return fixed_point + std::pow(rate, months) * (start - fixed_point); }
  // Rounding of a month (below ten half units of numbers up to 1), shrunk by the rate from then on.
  double bound() const { return 10 * 0x1p-25 / (1 - rate) + 0x1p-24; }
};

ClosedForm closed_form(const Pull& pull, double start, double innate, double decay) {
  const double rate = 1 - pull.strength - decay;
  return {(pull.strength * pull.level + decay * innate) / (pull.strength + decay), rate, start};
}

// 24 UMKM with different skills, origins and aspirations that do not change; nobody meets anybody.
struct Class : test::Kampung {
  std::array<std::vector<float>*, 3> skill{&world.umkm.skill_production, &world.umkm.skill_management,
                                           &world.umkm.skill_market};
  std::array<std::vector<float>*, 3> innate{&world.umkm.innate_production, &world.umkm.innate_management,
                                            &world.umkm.innate_market};
  Class() {
    for (Index i = 0; i < n(); ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        (*skill[j])[i] = static_cast<float>(0.03 + 0.9 * ((5 * i + 7 * j) % 24) / 23.0);
        (*innate[j])[i] = static_cast<float>(0.05 + 0.7 * ((11 * i + j) % 24) / 23.0);
      }
      world.umkm.aspiration[i] = world.umkm.initial_aspiration[i] = static_cast<float>((i % 6) / 5.0);
      world.umkm.trust_peer[i] = static_cast<float>((i % 4) / 3.0);
    }
    for (auto* flags : {&scratch.took_part, &scratch.visited, &scratch.messaged}) test::fill(*flags, std::uint8_t{0});
    for (auto* values : {&scratch.peers_awareness, &scratch.peers_succeeded, &scratch.mentor_quality,
                         &scratch.seen_knowledge, &scratch.role_weight, &scratch.role_success})
      test::fill(*values, 0.0F);
    scratch.training_seats = 0;
    world.community.participants[0] = 0;
    world.community.offered[0] = 1;
  }

  void all_take_part() {
    test::fill(scratch.took_part, std::uint8_t{1});
    world.community.participants[0] = n();
  }

  // pull(i, j): what pulls skill j of UMKM i.
  template <class PullOf>
  void follow(int months, PullOf pull) {
    std::vector<ClosedForm> expected;
    for (Index i = 0; i < n(); ++i) {
      for (std::size_t j = 0; j < 3; ++j)
        expected.push_back(closed_form(pull(i, j), (*skill[j])[i], (*innate[j])[i], parameters().learning.decay));
    }
    for (month = 0; month < static_cast<Index>(months);) {
      run(learn);
      ++month;
      for (Index i = 0; i < n(); ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
          const ClosedForm& form = expected[3 * i + j];
          ASSERT_NEAR((*skill[j])[i], form.after(static_cast<int>(month)), form.bound())
              << "UMKM " << i << ", skill " << j << ", month " << month;
        }
      }
    }
  }

  double mix(std::size_t j) {
    const LearningParameters& p = parameters().learning;
    return std::array<double, 3>{p.mix_production, p.mix_management, p.mix_market}[j];
  }
};

TEST(SkillClosedForm, ForgettingGoesHomeAtTheRateOfDecay) {
  Class c;
  c.follow(600, [](Index, std::size_t) { return Pull{}; });
}

TEST(SkillClosedForm, TrainingEveryMonthEndsBetweenOneAndTheInnateLevel) {
  Class c;
  c.all_take_part();
  c.parameters().learning.peer_learn = 0;
  c.scratch.training_seats = c.n();  // a seat for each participant, every month
  c.world.community.quality[0] = 0.55;
  c.follow(600, [&](Index i, std::size_t j) {
    const double eager = 0.55 * (0.5 + 0.5 * c.world.umkm.aspiration[i]);
    return Pull{3 * c.mix(j) * c.parameters().learning.train * eager, 1};
  });
}

TEST(SkillClosedForm, MentoringTeachesTheMarketOnly) {
  Class c;
  test::fill(c.scratch.mentor_quality, 0.7F);
  c.follow(600, [&](Index i, std::size_t j) {
    return Pull{j == 2 ? c.parameters().learning.train * 0.7 * c.world.umkm.aspiration[i] : 0, 1};
  });
}

TEST(SkillClosedForm, PeersPassOnWhatTheCboKnowsAndNoMore) {
  Class c;
  c.all_take_part();
  // Everybody starts below what the CBO knows and stays there.
  for (Index i = 0; i < c.n(); ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      (*c.innate[j])[i] *= 0.7F;
      (*c.skill[j])[i] *= 0.7F;
    }
  }
  test::fill(c.scratch.seen_knowledge, 0.8F);
  c.follow(600, [&](Index i, std::size_t) {
    return Pull{c.parameters().learning.peer_learn * c.world.umkm.trust_peer[i], 0.8F};
  });
}

}  // namespace
}  // namespace berdaya
