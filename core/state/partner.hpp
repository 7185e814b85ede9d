// Partner offers (levers csr and buyer, in the order of the run's list of interventions: that of their ids) and funds.
#pragma once

#include <vector>

#include "base/ids.hpp"

namespace berdaya {

struct PartnerTable {
  std::vector<Index> intervention;  // which entry of the list of interventions
  std::vector<Index> option;        // option::partnership or option::csr
  // state
  std::vector<double> commitment;  // of the company, 0-1
  std::vector<double> outside;     // places held by firms outside the simulated communities

  Index rows() const { return static_cast<Index>(intervention.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("intervention", t.intervention, "row");
    visit("option", t.option, "index");
    visit("commitment", t.commitment, "1");
    visit("outside", t.outside, "places");
  }

  bool operator==(const PartnerTable&) const = default;
};

struct FundTable {
  // fixed
  std::vector<double> opening_balance, inflow;  // million Rp; inflow: each time
  std::vector<Index> inflow_every;              // months from one inflow to the next, counted from the first month
  std::vector<Index> first_month, last_month;   // inclusive
  // state
  std::vector<double> balance;         // million Rp
  std::vector<double> scale;           // share of this month's wanted costs that it pays
  std::vector<double> received, paid;  // since the start, million Rp: received - paid = balance + removed by cuts
  std::vector<double> removed;         // by cuts of the balance, million Rp

  Index rows() const { return static_cast<Index>(balance.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("opening_balance", t.opening_balance, "million Rp");
    visit("inflow", t.inflow, "million Rp");
    visit("inflow_every", t.inflow_every, "month");
    visit("first_month", t.first_month, "month");
    visit("last_month", t.last_month, "month");
    visit("balance", t.balance, "million Rp");
    visit("scale", t.scale, "1");
    visit("received", t.received, "million Rp");
    visit("paid", t.paid, "million Rp");
    visit("removed", t.removed, "million Rp");
  }

  bool operator==(const FundTable&) const = default;
};

}  // namespace berdaya
