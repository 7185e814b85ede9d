// The community table: kampung, RW or kelurahan. Levels in [0,1] and money in million Rp unless said.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "state/option.hpp"

namespace berdaya {

struct CommunityTable {
  // fixed
  std::vector<Index> first_row;  // UMKM rows [first_row, first_row + umkm_count)
  std::vector<Index> umkm_count;
  std::vector<Index> first_cbo;  // CBO rows [first_cbo, first_cbo + cbo_count)
  std::vector<Index> cbo_count;  // at least 1
  std::vector<Index> unit_city, unit_district, unit_ward,
      unit_rw;                   // government units of its chain; none = level is missing
  std::vector<Index> root_unit;  // topmost unit of the chain's lineage; CBOs bridge to communities under the same root
  std::vector<Index> neighbourhoods;
  std::vector<double> env_base, records, clarity_base, integration_base, platform_demand;
  std::vector<double> gallery_slots, gallery_location, gallery_footfall;  // slots, 0-1, visitors/month
  std::vector<Index> bazaar_every;                                        // months; 0 = none
  std::vector<Index> bazaar_stalls;
  std::vector<std::uint8_t> pilot;
  std::vector<Index> wave;
  std::vector<double> latitude, longitude;  // degrees

  // state
  std::vector<Index> stage;                   // 0 site selection, 1 socialisation, 2 empowerment, 3 independence
  std::vector<Index> months_up, months_down;  // months in a row that meet the next stage, or miss the present one
  std::vector<double> environment, archive, reputation, integration;
  std::vector<double> programme_fund;          // non-physical money, million Rp
  std::vector<double> own_cost, outside_cost;  // smoothed, million Rp/month
  std::vector<double> part_ema, part_held;     // participation smoothed; in the last month with an offer
  std::vector<double> seen_return;             // [k * channel_count + channel]: published mean relative return

  // values of this month, written by the rules, read by later rules, by next month and by observers
  std::vector<double> chain_support, chain_archive, responsiveness, kept;
  std::vector<double> clarity, shifted, overlap, fulfilment, own_share, quality;
  std::vector<double> facilitator_load, facilitator_commitment;  // bottom hours / facilitators' hours; mean commitment
  std::vector<double> own_hours, outside_hours,
      outside_money;                 // hours; million Rp spent by outsiders but works and hours
  std::vector<double> p_cbo, p_off;  // chance that any CBO, that officials hold an activity
  std::vector<double> offered, activities, cbo_activities, initiator;
  std::vector<double> novelty, conflict;
  std::vector<double> participation, participants;
  std::vector<double> mean_awareness, mean_ownership, mean_trust_peer, mean_success;
  std::vector<double> capped;        // share of UMKM whose sales were limited by capital
  std::vector<double> debt_service;  // mean over all UMKM of the instalments paid, million Rp
  std::vector<double> dominance, own_cost_share, self_reliance, prize;
  std::vector<double> works;      // physical spending of the month, million Rp
  std::vector<Index> holders;     // [k * option::most + o], end of month
  std::vector<Index> applicants;  // [k * option::most + o], partner options, end of month

  // copy of last month's mean_success that other communities see while this one goes on
  std::vector<double> success_seen;
  // a shared store of records was on last month: softens the loss of archives at a turnover
  std::vector<std::uint8_t> shared_store_seen;

  // set once from the initial population, never changed: [k * sectors + s]
  std::vector<double> sector_count;       // n0
  std::vector<double> sector_attraction;  // A0

  Index rows() const { return static_cast<Index>(first_row.size()); }
  Rows umkm(Index k) const { return {first_row[k], first_row[k] + umkm_count[k]}; }
  Rows cbos(Index k) const { return {first_cbo[k], first_cbo[k] + cbo_count[k]}; }
  Index unit(Index k, Level level) const {
    switch (level) {
      case Level::city:
        return unit_city[k];
      case Level::district:
        return unit_district[k];
      case Level::ward:
        return unit_ward[k];
      case Level::rw:
        return unit_rw[k];
    }
    return none;
  }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("first_row", t.first_row, "row");
    visit("umkm_count", t.umkm_count, "UMKM");
    visit("first_cbo", t.first_cbo, "row");
    visit("cbo_count", t.cbo_count, "CBO");
    visit("unit_city", t.unit_city, "row");
    visit("unit_district", t.unit_district, "row");
    visit("unit_ward", t.unit_ward, "row");
    visit("unit_rw", t.unit_rw, "row");
    visit("root_unit", t.root_unit, "row");
    visit("neighbourhoods", t.neighbourhoods, "RT");
    visit("env_base", t.env_base, "1");
    visit("records", t.records, "1");
    visit("clarity_base", t.clarity_base, "1");
    visit("integration_base", t.integration_base, "1");
    visit("platform_demand", t.platform_demand, "1");
    visit("gallery_slots", t.gallery_slots, "slots");
    visit("gallery_location", t.gallery_location, "1");
    visit("gallery_footfall", t.gallery_footfall, "visitors/month");
    visit("bazaar_every", t.bazaar_every, "month");
    visit("bazaar_stalls", t.bazaar_stalls, "stalls");
    visit("pilot", t.pilot, "0/1");
    visit("wave", t.wave, "wave");
    visit("latitude", t.latitude, "degree");
    visit("longitude", t.longitude, "degree");
    visit("stage", t.stage, "index");
    visit("months_up", t.months_up, "month");
    visit("months_down", t.months_down, "month");
    visit("environment", t.environment, "1");
    visit("archive", t.archive, "1");
    visit("reputation", t.reputation, "1");
    visit("integration", t.integration, "1");
    visit("programme_fund", t.programme_fund, "million Rp");
    visit("own_cost", t.own_cost, "million Rp/month");
    visit("outside_cost", t.outside_cost, "million Rp/month");
    visit("part_ema", t.part_ema, "1");
    visit("part_held", t.part_held, "1");
    visit("seen_return", t.seen_return, "1");
    visit("chain_support", t.chain_support, "1");
    visit("chain_archive", t.chain_archive, "1");
    visit("responsiveness", t.responsiveness, "1");
    visit("kept", t.kept, "1");
    visit("clarity", t.clarity, "1");
    visit("shifted", t.shifted, "1");
    visit("overlap", t.overlap, "1");
    visit("fulfilment", t.fulfilment, "1");
    visit("own_share", t.own_share, "1");
    visit("quality", t.quality, "1");
    visit("facilitator_load", t.facilitator_load, "1");
    visit("facilitator_commitment", t.facilitator_commitment, "1");
    visit("own_hours", t.own_hours, "hours/month");
    visit("outside_hours", t.outside_hours, "hours/month");
    visit("outside_money", t.outside_money, "million Rp/month");
    visit("p_cbo", t.p_cbo, "1");
    visit("p_off", t.p_off, "1");
    visit("offered", t.offered, "0/1");
    visit("activities", t.activities, "1/month");
    visit("cbo_activities", t.cbo_activities, "1/month");
    visit("initiator", t.initiator, "1");
    visit("novelty", t.novelty, "1");
    visit("conflict", t.conflict, "1");
    visit("participation", t.participation, "1");
    visit("participants", t.participants, "UMKM");
    visit("mean_awareness", t.mean_awareness, "1");
    visit("mean_ownership", t.mean_ownership, "1");
    visit("mean_trust_peer", t.mean_trust_peer, "1");
    visit("mean_success", t.mean_success, "1");
    visit("capped", t.capped, "1");
    visit("debt_service", t.debt_service, "million Rp/month");
    visit("dominance", t.dominance, "1");
    visit("own_cost_share", t.own_cost_share, "1");
    visit("self_reliance", t.self_reliance, "1");
    visit("prize", t.prize, "0/1");
    visit("works", t.works, "million Rp/month");
    visit("holders", t.holders, "UMKM");
    visit("applicants", t.applicants, "UMKM");
    visit("success_seen", t.success_seen, "1");
    visit("shared_store_seen", t.shared_store_seen, "0/1");
    visit("sector_count", t.sector_count, "UMKM");
    visit("sector_attraction", t.sector_attraction, "1");
  }

  bool operator==(const CommunityTable&) const = default;
};

}  // namespace berdaya
