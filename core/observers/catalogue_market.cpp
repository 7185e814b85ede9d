// Metrics of what UMKM earn, against their own reference and the poverty line.
#include <array>

#include "observers/catalogue.hpp"

namespace berdaya {

double mean_income(const Observed& o) {
  const float* const profit = part(o, o.world.umkm.profit).data();
  const float* const other = part(o, o.world.umkm.other_income).data();
  const std::size_t n = o.world.community.umkm_count[o.k];
  return sum_of(n, [profit, other](std::size_t i) { return profit[i] + other[i]; }) / umkm_count(o);
}

double poverty_share(const Observed& o) {
  const float* const profit = part(o, o.world.umkm.profit).data();
  const float* const other = part(o, o.world.umkm.other_income).data();
  const auto line = static_cast<float>(o.parameters.market.poverty_line);
  const std::size_t n = o.world.community.umkm_count[o.k];
  return static_cast<double>(count_of(n, [=](std::size_t i) { return profit[i] + other[i] < line; })) / umkm_count(o);
}

double better_off_share(const Observed& o) {
  const float* const revenue = part(o, o.world.umkm.revenue_ema).data();
  const float* const reference = part(o, o.world.umkm.reference_ema).data();
  const auto least = static_cast<float>(o.parameters.market.better_ratio);
  const std::size_t n = o.world.community.umkm_count[o.k];
  return static_cast<double>(count_of(n, [=](std::size_t i) { return revenue[i] / reference[i] >= least; })) /
         umkm_count(o);
}

namespace {

void read_revenue_ratio(const Observed& o, std::span<float> out) {
  const double reference = sum(part(o, o.world.umkm.reference_ema));
  out[0] = reference > 0.0 ? static_cast<float>(sum(part(o, o.world.umkm.revenue_ema)) / reference) : 1.0F;
}

void read_success(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(static_cast<double>(count_set(part(o, o.world.umkm.succeeded))) / umkm_count(o));
}

}  // namespace

std::span<const MetricDescription> market_metrics() {
  static constexpr std::array<MetricDescription, 9> list{{
      of_community(
          "revenue", "million Rp/month", Direction::higher, {"Revenue", "Omzet"},
          {"mean over UMKM of the month's sales, at real prices", "rata-rata UMKM: penjualan bulan ini, harga riil"},
          read_umkm_mean<&UmkmTable::revenue>, {.seasonal = true}),
      of_community("capital", "million Rp", Direction::higher, {"Capital", "Modal"},
                   {"mean over UMKM of the capital at the end of the month", "rata-rata UMKM: modal pada akhir bulan"},
                   read_umkm_mean<&UmkmTable::capital>),
      of_community("income", "million Rp/month", Direction::higher, {"Household income", "Pendapatan rumah tangga"},
                   {"mean over UMKM of the month's profit plus the household's other income; interest on loans is a "
                    "cost, the repayment of principal is not, as the loan was no income (see debt_service)",
                    "rata-rata UMKM: laba bulan ini ditambah pendapatan lain rumah tangga; bunga pinjaman adalah "
                    "biaya, angsuran pokok bukan, karena pinjamannya pun bukan pendapatan (lihat debt_service)"},
                   read_value<mean_income>, {.seasonal = true, .table = {12}}),
      of_community("debt_service", "million Rp/month", Direction::none, {"Debt service", "Angsuran pinjaman"},
                   {"mean over all UMKM, with and without a loan, of the instalments paid this month, principal and "
                    "interest; only the interest lowers income, all of it the money that can build capital",
                    "rata-rata seluruh UMKM, dengan atau tanpa pinjaman: angsuran yang dibayar bulan ini, pokok dan "
                    "bunga; hanya bunga yang mengurangi pendapatan, seluruhnya mengurangi dana untuk modal"},
                   read_community<&CommunityTable::debt_service>),
      of_community(
          "revenue_ratio", "1", Direction::higher, {"Revenue against reference", "Omzet terhadap acuan"},
          {"smoothed revenue of all UMKM over their smoothed own reference: innate skill, no new channel, same season",
           "omzet seluruh UMKM, dihaluskan, dibagi acuannya sendiri: keterampilan awal, tanpa saluran baru, musim "
           "sama"},
          read_revenue_ratio, {.seasonal = true, .table = {11}, .figure = {4}}),
      of_community("capped", "1", Direction::lower, {"Limited by capital", "Terkendala modal"},
                   {"share of UMKM that could have sold more with more capital and better management",
                    "porsi UMKM yang dapat menjual lebih banyak bila modal dan manajemennya lebih baik"},
                   read_community<&CommunityTable::capped>, {.seasonal = true}),
      of_community("poverty", "1", Direction::lower, {"Poverty", "Kemiskinan"},
                   {"share of UMKM whose household income is below market.poverty_line",
                    "porsi UMKM yang pendapatan rumah tangganya di bawah market.poverty_line"},
                   read_value<poverty_share>, {.seasonal = true, .table = {14}, .figure = {5}}),
      of_community("better_off", "1", Direction::higher, {"Better off", "Lebih sejahtera"},
                   {"share of UMKM whose revenue ratio is at least market.better_ratio",
                    "porsi UMKM yang rasio omzetnya paling sedikit market.better_ratio"},
                   read_value<better_off_share>, {.seasonal = true, .table = {13}}),
      of_community("success", "1", Direction::higher, {"Visible success", "Keberhasilan yang terlihat"},
                   {"share of UMKM whose revenue ratio is at least market.success_ratio, as their peers see it",
                    "porsi UMKM yang rasio omzetnya paling sedikit market.success_ratio, seperti dilihat sesamanya"},
                   read_success, {.seasonal = true}),
  }};
  return list;
}

}  // namespace berdaya
