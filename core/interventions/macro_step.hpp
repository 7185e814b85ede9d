// Steps 0a-0d of the month, those that know interventions: replication, funds, effects, partner offers.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "interventions/intervention.hpp"
#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "random/draws.hpp"
#include "state/effects.hpp"
#include "state/world.hpp"

namespace berdaya {

inline constexpr RuleDescription replication_rule{
    .name = "replication",
    .number = "0a",
    .process = {"When the pilot communities have done well for long enough, the programme spreads to the others in "
                "waves.",
                "Bila komunitas percontohan cukup lama berhasil, program menyebar ke komunitas lain bergelombang."},
    .equation =
        "in months t >= from in which every pilot has part_ema, mean awareness and environment at or above the "
        "thresholds a counter rises by 1, else it returns to 0\n"
        "the first month in which it reaches replicate_months is the replication month; wave w starts w wave_months "
        "later",
    .parameters = "policy.replicate_months, thresholds of the scenario",
    .reads = "community.pilot, part_ema, mean_awareness, environment",
    .changes = "the run's replication month",
    .reference = "case 003, P17",
};

inline constexpr RuleDescription funding_rule{
    .name = "funding",
    .number = "0b",
    .process = {"A fund that cannot pay all that is wanted of it pays the same share of everything.",
                "Dana yang tidak cukup membayar semua kebutuhan membayar bagian yang sama dari semuanya."},
    .equation =
        "balance: opening balance in the first month; - the largest `balance` share of the cuts that start; + inflow "
        "product(1 - cut) in months with (t - first month) mod inflow_every = 0\n"
        "wanted = cost + unit_cost units + own money of the kind; need = sum of wanted costs + hours hour_cost "
        "of the facilitators it pays; scale = min(1, balance/need); "
        "balance -= scale need\n"
        "booked cost = scale wanted; paid hours = scale hours; I = intensity scale",
    .parameters = "facilitation.hour_cost",
    .reads =
        "facilitator.hours, first_month, last_month, fund, fund.balance, inflow, inflow_every, opening_balance, "
        "first_month, last_month",
    .changes = "fund.balance, scale, received, paid, removed, facilitator.paid_hours, booked costs of the levers",
    .reference = "case 002, P11",
};

inline constexpr RuleDescription effects_rule{
    .name = "effects",
    .number = "0c",
    .process = {"Levers and shocks that are on hand their settings to each community; shocks change leaders, supports "
                "and archives.",
                "Tuas dan guncangan yang berlaku memberikan setelannya ke tiap komunitas; guncangan mengubah "
                "pemimpin, dukungan, dan arsip."},
    .equation =
        "each kind by its own equation: describe interventions\n"
        "archive loss at a turnover = archive_turnover (1 - (1 - archive_shared) C), C = last month's shared store",
    .parameters =
        "outcomes.archive_turnover, archive_shared, policy.leader_sd, forum_half, forum_coord, forum_relief, "
        "forum_cost",
    .reads =
        "community.shared_store_seen, own values of gallery, bazaar and records, umkm.awareness, "
        "trust_facilitator, contacts, sector, neighbourhood",
    .changes =
        "effects of every community, cbo.leadership, leadership_failure, community.archive, "
        "shared_store_seen, unit.support, archive, targets of levers",
    .reference = "cases 002, 003, 004",
};

inline constexpr RuleDescription partner_offers_rule{
    .name = "partner_offers",
    .number = "0d",
    .process = {"Each offer serves the communities of its target that no earlier offer of the same option serves, "
                "in the order of first months and ids. Places that UMKM and outside firms leave free go to last "
                "month's applicants, by lot if there are too few.",
                "Setiap tawaran melayani komunitas sasarannya yang belum dilayani tawaran sejenis, menurut urutan "
                "bulan pertama dan id. Tempat yang masih kosong diberikan kepada pelamar bulan lalu, dengan undian "
                "bila kurang."},
    .equation =
        "commitment = toward(commitment, profit index, company_rate), every month; capacity = floor(places I "
        "commitment)\n"
        "outside -= min(outside, floor(outside/outside_term + U[0.2])); free = max(0, capacity - holders - outside)\n"
        "quotas = applicants if they fit, else draw g picks the first community whose cumulated remaining applicants "
        "exceed U[0.16+g] remaining\n"
        "outside += min(free, floor(free outside_claim + U[0.3])); open if places are left and (buyer) reputation >= "
        "min_rep\n"
        "bought = 1, or places I/(holders + outside) where they exceed the capacity",
    .parameters = "policy.company_rate",
    .reads = "community.holders, applicants, reputation",
    .changes = "partner.commitment, outside, effects.partnership, csr",
    .reference = "case 003 (2 of 21 partners from the city, volume falls with profit); P15, P16, P30",
};

struct ReplicationThresholds {
  double participation = 0, awareness = 0, environment = 0;
  Index from = 0;
};

struct InterventionMonth {
  const Parameters& parameters;
  const Draws& draws;
  Index month;                                      // t
  std::span<const InterventionSpec> interventions;  // position = row of what is kept of them
  const std::optional<ReplicationThresholds>& replication;
  World& world;
  std::vector<CommunityEffects>& effects;  // [k]; made anew
};

// 0a, interventions/replication.cpp
void replicate(InterventionMonth& m);
// 0b, interventions/funding.cpp: fund balances and scales; booked costs of levers; paid hours of facilitators
// (PostTable stays to 0f).
void pay_from_funds(InterventionMonth& m);
// 0c, interventions/effects.cpp: settings of all levers and shocks, targets.
void make_effects(InterventionMonth& m);
// 0d, interventions/partner_offers.cpp
void offer_places(InterventionMonth& m);

// True if the lever or shock is on in community k this month (its group, dates, replication wave; not left out).
// Intensity 0 is off: an inert lever costs nothing, serves nobody and draws no target.
bool is_on(const InterventionSpec& spec, const World& world, Index k, Index month);

// Order in which levers and shocks act where one takes what another leaves: by first month, then by id. It does not
// depend on where they stand in the scenario.
bool acts_before(const InterventionSpec& a, const InterventionSpec& b);

// First month in which it may be on in community k: its own, and for target group replica not before the community's
// wave. `none` without one.
Index first_month_in(const InterventionSpec& spec, const World& world, Index k);

// The communities where it is on this month, in order. `out` is overwritten.
void communities_on(const InterventionSpec& spec, const World& world, Index month, std::vector<Index>& out);

// Draws the target of a lever that chooses UMKM, if it is on here and not drawn yet.
void draw_target(InterventionMonth& m, Index position, Index k);

// How many of so many eligible UMKM of a community it chooses.
std::size_t number_chosen(const InterventionSpec& spec, std::size_t eligible);

// Highest digital intensity that levers declare for each community where they are on, before funds, at most 1.
std::vector<double> declared_digital(const InterventionMonth& m);

// I: intensity after the month's funds.
double funded_intensity(const InterventionSpec& spec, const World& world);

}  // namespace berdaya
