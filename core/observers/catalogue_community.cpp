// Metrics of communities, their CBOs and what government and facilitators do for them.
#include <array>

#include "observers/catalogue.hpp"

namespace berdaya {
namespace {

double bridging_of(const Observed& o) {
  const Rows cbos = o.world.community.cbos(o.k);
  const auto slots = static_cast<std::size_t>(o.world.setting.bridge_max);
  const Index* const ties = o.world.cbo.ties.data() + cbos.first * slots;
  const std::size_t held = count_of(cbos.size() * slots, [ties](std::size_t i) { return ties[i] != none; });
  return static_cast<double>(held) / static_cast<double>(cbos.size() * slots);
}

double spent_of(const Observed& o) {
  const std::size_t communities = o.world.community.rows();
  double spent = 0.0;
  for (std::size_t i = o.k; i < o.world.booked.size(); i += communities) spent += o.world.booked[i];
  return spent;
}

}  // namespace

double bonding_of(const Observed& o) {
  return umkm_mean<&UmkmTable::trust_peer>(o) * (0.5 + 0.5 * o.world.community.part_ema[o.k]);
}

std::span<const MetricDescription> community_metrics() {
  static constexpr std::array<MetricDescription, 38> list{{
      of_community("participation", "1", Direction::higher, {"Participation", "Partisipasi"},
                   {"share of UMKM that took part this month; 0 where nothing was offered",
                    "porsi UMKM yang ikut serta bulan ini; 0 bila tidak ada kegiatan"},
                   read_community<&CommunityTable::participation>),
      of_community("part_held", "1", Direction::higher, {"Participation when offered", "Partisipasi saat ada kegiatan"},
                   {"participation in the last month in which something was offered",
                    "partisipasi pada bulan terakhir yang ada kegiatannya"},
                   read_community<&CommunityTable::part_held>),
      of_community("part_ema", "1", Direction::higher, {"Smoothed participation", "Partisipasi (dihaluskan)"},
                   {"participation smoothed over the months with outcomes.part_rate",
                    "partisipasi yang dihaluskan antarbulan dengan outcomes.part_rate"},
                   read_community<&CommunityTable::part_ema>, {.table = {1}, .figure = {1}}),
      of_community("offered", "1", Direction::none, {"Something was offered", "Ada kegiatan"},
                   {"1 if an activity was held this month, else 0", "1 bila ada kegiatan bulan ini, selain itu 0"},
                   read_community<&CommunityTable::offered>),
      of_community(
          "activities", "1/month", Direction::none, {"Activities", "Kegiatan"},
          {"number of activities held by CBOs and officials this month", "jumlah kegiatan OBM dan aparat bulan ini"},
          read_community<&CommunityTable::activities>),
      of_community("initiator", "1", Direction::none, {"Initiative of CBOs", "Prakarsa OBM"},
                   {"share of the month's activities that CBOs held; 0 without activities",
                    "porsi kegiatan bulan ini yang diadakan OBM; 0 bila tidak ada kegiatan"},
                   read_community<&CommunityTable::initiator>),
      of_community("p_cbo", "1", Direction::none, {"Chance of a CBO activity", "Peluang kegiatan OBM"},
                   {"chance that at least one CBO holds an activity this month",
                    "peluang sedikitnya satu OBM mengadakan kegiatan bulan ini"},
                   read_community<&CommunityTable::p_cbo>),
      of_community(
          "p_off", "1", Direction::none, {"Chance of an officials' activity", "Peluang kegiatan aparat"},
          {"chance that officials hold an activity this month", "peluang aparat mengadakan kegiatan bulan ini"},
          read_community<&CommunityTable::p_off>),
      of_community("dominance", "1", Direction::higher, {"Dominance of CBOs", "Dominasi OBM"},
                   {"smoothed share of activities held by the community's CBOs, summed, at most 1",
                    "porsi kegiatan yang diadakan OBM kampung, dihaluskan dan dijumlah, paling besar 1"},
                   read_community<&CommunityTable::dominance>),
      of_community("cohesion", "1", Direction::higher, {"Cohesion", "Kohesi"},
                   {"unweighted mean over CBOs of their inner cohesion", "rata-rata OBM: kekompakan di dalamnya"},
                   read_cbo_mean<&CboTable::cohesion>),
      of_community("knowledge", "1", Direction::higher, {"Knowledge of CBOs", "Pengetahuan OBM"},
                   {"unweighted mean over CBOs of the knowledge that members can draw on",
                    "rata-rata OBM: pengetahuan yang dapat dimanfaatkan anggota"},
                   read_cbo_mean<&CboTable::knowledge>),
      of_community("formal_trust", "1", Direction::higher, {"Formal trust", "Kepercayaan formal"},
                   {"unweighted mean over CBOs of the trust that the institutions above place in them",
                    "rata-rata OBM: kepercayaan lembaga di atasnya kepada OBM"},
                   read_cbo_mean<&CboTable::formal_trust>),
      of_community("linking", "1", Direction::higher, {"Linking", "Modal sosial linking"},
                   {"unweighted mean over CBOs of their ties up to government and partners",
                    "rata-rata OBM: hubungan ke pemerintah dan mitra"},
                   read_cbo_mean<&CboTable::linking>),
      of_community("bargaining", "1", Direction::higher, {"Bargaining position", "Daya tawar"},
                   {"unweighted mean over CBOs of their bargaining position", "rata-rata OBM: kekuatan tawarnya"},
                   read_cbo_mean<&CboTable::bargaining>, {.table = {6}}),
      of_community("bridging", "1", Direction::higher, {"Bridging", "Modal sosial bridging"},
                   {"mean over CBOs of ties to CBOs of other communities, as a share of social_capital.bridge_max",
                    "rata-rata OBM: ikatan ke OBM kampung lain sebagai porsi social_capital.bridge_max"},
                   read_value<bridging_of>),
      of_community(
          "bonding", "1", Direction::higher, {"Bonding", "Modal sosial bonding"},
          {"mean trust in peers times (one half plus half the smoothed participation)",
           "rata-rata kepercayaan kepada sesama dikali (setengah ditambah setengah partisipasi yang dihaluskan)"},
          read_value<bonding_of>),
      of_community("novelty", "1", Direction::none, {"Novelty", "Kebaruan"},
                   {"how much new knowledge reaches the community through its CBOs' ties and linking",
                    "seberapa banyak pengetahuan baru masuk lewat ikatan dan jejaring OBM"},
                   read_community<&CommunityTable::novelty>),
      of_community("conflict", "1", Direction::lower, {"Conflict", "Konflik"},
                   {"quarrels within and between the community's CBOs", "pertikaian di dalam dan antar-OBM kampung"},
                   read_community<&CommunityTable::conflict>),
      of_community(
          "integration", "1", Direction::higher, {"Integration of groups", "Integrasi kelompok"},
          {"how far the community's CBOs act as one", "seberapa jauh OBM kampung bertindak sebagai satu kesatuan"},
          read_community<&CommunityTable::integration>),
      of_community("clarity", "1", Direction::higher, {"Clarity of roles", "Kejelasan peran"},
                   {"how clear it is who is responsible for what", "seberapa jelas siapa bertanggung jawab atas apa"},
                   read_community<&CommunityTable::clarity>, {.table = {7}}),
      of_community("quality", "1", Direction::higher, {"Quality of facilitation", "Mutu pendampingan"},
                   {"mean competence of the hours of facilitation that the community got",
                    "rata-rata kompetensi jam pendampingan yang diterima kampung"},
                   read_community<&CommunityTable::quality>),
      of_community("chain_support", "1", Direction::higher, {"Support of the chain", "Dukungan rantai pemerintahan"},
                   {"weighted geometric mean of the support of its government units",
                    "rata-rata geometrik berbobot dukungan unit pemerintahannya"},
                   read_community<&CommunityTable::chain_support>, {.table = {9}}),
      of_community("chain_archive", "1", Direction::higher, {"Archive of the chain", "Arsip rantai pemerintahan"},
                   {"weighted geometric mean of the archives of its government units",
                    "rata-rata geometrik berbobot arsip unit pemerintahannya"},
                   read_community<&CommunityTable::chain_archive>),
      of_community("responsiveness", "1", Direction::higher, {"Responsiveness", "Daya tanggap"},
                   {"chance that a request to government is answered", "peluang permintaan kepada pemerintah dijawab"},
                   read_community<&CommunityTable::responsiveness>),
      of_community("kept", "1", Direction::higher, {"Requests answered", "Permintaan terjawab"},
                   {"share of the month's requests that government answered",
                    "porsi permintaan bulan ini yang dijawab pemerintah"},
                   read_community<&CommunityTable::kept>),
      of_community("fulfilment", "1", Direction::higher, {"Facilitation fulfilled", "Pendampingan terpenuhi"},
                   {"share of the hours of facilitation demanded that were delivered without overlap",
                    "porsi kebutuhan jam pendampingan yang terpenuhi tanpa tumpang tindih"},
                   read_community<&CommunityTable::fulfilment>, {.table = {8}}),
      of_community("shifted", "1", Direction::lower, {"Duties shifted down", "Tugas yang dilempar ke bawah"},
                   {"share of the duties of government that ended with the facilitators",
                    "porsi tugas pemerintah yang berakhir pada pendamping"},
                   read_community<&CommunityTable::shifted>),
      of_community("overlap", "1", Direction::lower, {"Overlap of tasks", "Tumpang tindih tugas"},
                   {"share of the hours lost because several do the same",
                    "porsi jam yang hilang karena beberapa pihak mengerjakan hal sama"},
                   read_community<&CommunityTable::overlap>),
      of_community("load", "1", Direction::lower, {"Load of facilitators", "Beban pendamping"},
                   {"hours of duties that fell to the community's facilitators over the hours they have for it",
                    "jam tugas yang jatuh ke pendamping kampung dibagi jam yang tersedia baginya"},
                   read_community<&CommunityTable::facilitator_load>),
      of_community("commitment", "1", Direction::higher, {"Commitment of facilitators", "Komitmen pendamping"},
                   {"mean commitment of the community's facilitators", "rata-rata komitmen pendamping kampung"},
                   read_community<&CommunityTable::facilitator_commitment>),
      of_community("environment", "1", Direction::higher, {"Environment", "Lingkungan"},
                   {"state of paths, drains, greenery and buildings of the community",
                    "keadaan jalan, saluran, penghijauan, dan bangunan kampung"},
                   read_community<&CommunityTable::environment>, {.table = {15}}),
      of_community("reputation", "1", Direction::higher, {"Reputation", "Reputasi"},
                   {"standing of the community outside, raised by contests won",
                    "nama kampung di luar, naik karena menang lomba"},
                   read_community<&CommunityTable::reputation>),
      of_community("archive", "1", Direction::higher, {"Archive", "Arsip"},
                   {"how complete the community's records are, and how well they are found again",
                    "kelengkapan catatan kampung dan kemudahan menemukannya kembali"},
                   read_community<&CommunityTable::archive>),
      of_community("stage", "index", Direction::higher, {"Stage", "Tahap"},
                   {"0 site selection, 1 socialisation, 2 empowerment, 3 independence",
                    "0 pemilihan lokasi, 1 sosialisasi, 2 pemberdayaan, 3 kemandirian"},
                   read_community<&CommunityTable::stage>, {.table = {17}}),
      of_community("own_cost_share", "1", Direction::higher, {"Own share of costs", "Porsi biaya swadaya"},
                   {"smoothed share of the programme's costs that the community bears itself (swadaya)",
                    "porsi biaya program yang ditanggung kampung sendiri (swadaya), dihaluskan"},
                   read_community<&CommunityTable::own_cost_share>),
      of_community("prize", "1", Direction::higher, {"Contest won", "Juara lomba"},
                   {"1 if the community won a contest this month, else 0",
                    "1 bila kampung menang lomba bulan ini, selain itu 0"},
                   read_community<&CommunityTable::prize>),
      of_community("fund", "million Rp", Direction::none, {"Programme fund", "Dana program"},
                   {"non-physical programme money of the community at the end of the month",
                    "dana program nonfisik kampung pada akhir bulan"},
                   read_community<&CommunityTable::programme_fund>),
      of_community("spent", "million Rp/month", Direction::none, {"Spent on levers", "Belanja intervensi"},
                   {"booked cost of all levers in the community this month, and of the facilitators whom a fund pays",
                    "biaya tercatat seluruh intervensi di kampung bulan ini, dan pendamping yang dibayar dana"},
                   read_value<spent_of>),
  }};
  return list;
}

}  // namespace berdaya
