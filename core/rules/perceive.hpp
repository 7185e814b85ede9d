// Before rule 1: what peers published.
#pragma once

#include <array>
#include <cstdint>

#include "params/rule_description.hpp"
#include "rules/month.hpp"

namespace berdaya {

inline constexpr RuleDescription perceiving_rule{
    .name = "perceiving",
    .number = "0h",
    .process =
        {"Each UMKM sees what its contacts published at the end of last month; holders of a revoked permit lose it.",
         "Setiap UMKM melihat apa yang diterbitkan kontaknya pada akhir bulan lalu; pemegang izin yang dicabut "
         "kehilangan izinnya."},
    .equation =
        "s = share of contacts with x = 1; mean y, mean awareness, share with success, number that hold each option",
    .parameters = "none",
    .reads = "umkm.contacts, took_part, succeeded, benefit, awareness_seen, adopted_seen, adopted, effects.revoked",
    .changes = "umkm.adopted, month.peers_took_part, peers_benefit, peers_awareness, peers_succeeded, peers_adopted",
    .reference = "peers matter: S1, S49-S51; permit renewal: case 004",
};

void perceive_peers(CommunityMonth& m);

// What a share of contacts counts in taking part and in uptake: itself, or under a threshold the share of people whose
// threshold it reaches.
double perceived_share(double share, PeerRule rule, const SocialCapitalParameters& p);

// The same for each number of contacts, from 0 to all of them.
std::array<float, 17> perceived_shares(const CommunityMonth& m);

// Bits of six options, 5 bits apart.
std::uint32_t spread_options(std::uint32_t six_options);
// Number of contacts that hold an option, from the sum of spread sets that it is in.
inline std::uint32_t count_of_option(std::uint32_t counts, int option) { return counts >> (5 * (option % 6)) & 31U; }

}  // namespace berdaya
