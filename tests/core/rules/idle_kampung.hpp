// A kampung in which nothing is taken up unless a test sees to it.
#pragma once

#include "rules/kampung.hpp"

namespace berdaya::test {

constexpr std::uint16_t bit(int o) { return static_cast<std::uint16_t>(1U << o); }

// Nobody holds or can take anything: all base hazards are out of reach and all motives 0.
struct IdleKampung : Kampung {
  explicit IdleKampung(Index umkm = 24) : Kampung(umkm) {
    for (OptionSpec& o : world.setting.options) o.base = -90;
    UmkmTable& u = world.umkm;
    for (auto* column : {&u.aspiration, &u.awareness, &u.expected_benefit, &u.skill_production, &u.skill_management,
                         &u.skill_market, &u.trust_cbo, &u.trust_facilitator, &u.trust_government}) {
      fill(*column, 0.0F);
    }
    fill(u.time_slack, 1.0F);
    fill(u.adopted, std::uint16_t{0});
    fill(u.loan_left, std::uint16_t{0});
    for (auto* flags : {&scratch.permit_helped, &scratch.assisted, &scratch.market_helped})
      fill(*flags, std::uint8_t{0});
    fill(scratch.seen_linking, 0.0F);
    for (auto& word : scratch.peers_adopted) fill(word, 0U);
    world.community.responsiveness[0] = 1;
    effects.gallery_slots = 0;
    effects.bazaar_every = 0;
  }
  OptionSpec& option_at(int o) { return world.setting.options[static_cast<std::size_t>(o)]; }
  Index holders(int o) const {
    Index count = 0;
    for (std::uint16_t held : world.umkm.adopted) count += held >> o & 1U;
    return count;
  }
};

// Open to all who hold the permit, known to everybody; no places are granted this month.
inline PartnerOffer buyer_asking_for(int permit) {
  return {.serves = true,
          .open = true,
          .quota = 0,
          .places = 9,
          .volume = 20,
          .bought = 1,
          .principal = 0,
          .publicity = 1,
          .permit = permit};
}

}  // namespace berdaya::test
