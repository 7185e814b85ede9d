#include "cli/costs_table.hpp"

#include <algorithm>

#include "cli/amount.hpp"
#include "cli/scenario_text.hpp"
#include "cli/table.hpp"

namespace berdaya::cli {
namespace {

std::string basis_text(CostBasis basis, Language language) {
  switch (basis) {
    case CostBasis::certain:
      return "";
    case CostBasis::expected:
      return std::string(Text{"expected", "harapan"}.in(language));
    case CostBasis::at_most:
      return std::string(Text{"at most", "paling banyak"}.in(language));
  }
  return "";
}

void add_row(Table& table, const std::string& name, const std::vector<double>& years, double total, int decimals,
             const std::string& note) {
  std::vector<std::string> row{name};
  for (const double money : years) row.push_back(fixed_text(money, decimals));
  row.push_back(fixed_text(total, decimals));
  row.push_back(note);
  table.add(std::move(row));
}

std::string shortage_text(const FundCost& fund, const Scenario& scenario, Language language) {
  return fund.title.in(language) + " (" + fund.id + ")" +
         std::string(Text{" falls short from ", " tidak cukup sejak "}.in(language)) +
         month_text(calendar_month(scenario, *fund.short_from)) +
         std::string(Text{": unpaid ", ": tidak terbayar "}.in(language)) +
         fixed_text(fund.unpaid, decimals_for(fund.unpaid));
}

bool any_basis(const PolicyCost& cost, CostBasis basis) {
  return std::any_of(cost.accounts.begin(), cost.accounts.end(),
                     [basis](const AccountCost& account) { return account.basis == basis; });
}

}  // namespace

std::string costs_table(const PolicyCost& cost, const Scenario& scenario, std::size_t width, Language language) {
  const auto in = [&](std::string_view en, std::string_view id) { return std::string(Text{en, id}.in(language)); };
  const std::string title =
      cost.policy == baseline_policy ? std::string(title_of_baseline.in(language)) : cost.title.in(language);
  std::string text = wrapped(title.empty() || title == cost.policy ? cost.policy : cost.policy + ": " + title, width);
  if (cost.accounts.empty()) return text + wrapped(in("costs nothing", "tidak memerlukan biaya"), width, 2);

  std::vector<Table::Align> columns(cost.years.size() + 3, Table::Align::right);
  columns.front() = columns.back() = Table::Align::left;
  Table table(columns);
  std::vector<std::string> head{in("million Rp", "juta Rp")};
  for (const int year : cost.years) head.push_back(std::to_string(year));
  head.push_back(in("total", "jumlah"));
  head.push_back("");
  table.add(std::move(head));
  table.add_rule();
  const double largest = *std::max_element(cost.wanted.begin(), cost.wanted.end());
  const int decimals = std::min(decimals_for(largest), 2);
  for (const AccountCost& account : cost.accounts) {
    std::string note = basis_text(account.basis, language);
    if (!account.fund.empty()) note += (note.empty() ? "" : "; ") + in("from ", "dari ") + account.fund;
    add_row(table, account.id, account.wanted, account.total, decimals, note);
  }
  table.add_rule();
  add_row(table, in("wanted in all", "kebutuhan semua"), cost.wanted, cost.total, decimals, "");
  for (const FundCost& fund : cost.funds) {
    add_row(table, in("wanted of ", "kebutuhan dari ") + fund.id, fund.wanted, fund.total_wanted, decimals, "");
    add_row(table, in("received by ", "diterima ") + fund.id, fund.received, fund.total_received, decimals,
            in("opening balance and inflow", "saldo awal dan pemasukan"));
  }
  text += table.text(width, columns.size() - 1);
  for (const FundCost& fund : cost.funds) {
    if (fund.short_from) text += wrapped(shortage_text(fund, scenario, language), width);
  }
  if (any_basis(cost, CostBasis::at_most)) {
    text += wrapped(in("at most: replication at its earliest month, and everybody in the target can still be helped",
                       "paling banyak: replikasi pada bulan paling awal, dan semua sasaran masih dapat dibantu"),
                    width);
  }
  return text;
}

std::string cost_summary(const PolicyCost& cost, const Scenario& scenario, Language language) {
  if (cost.total == 0.0) return "";
  const bool certain = !any_basis(cost, CostBasis::at_most) && !any_basis(cost, CostBasis::expected);
  std::string text = cost.policy + std::string(Text{": wants ", ": membutuhkan "}.in(language));
  if (!certain) text += std::string(Text{"at most about ", "paling banyak sekitar "}.in(language));
  text += fixed_text(cost.total, std::min(decimals_for(cost.total), 2)) +
          std::string(Text{" million Rp", " juta Rp"}.in(language));
  for (const FundCost& fund : cost.funds) {
    if (fund.short_from) text += "; " + shortage_text(fund, scenario, language);
  }
  return text + "\n";
}

}  // namespace berdaya::cli
