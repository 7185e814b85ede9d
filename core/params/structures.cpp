#include "params/structures.hpp"

#include <algorithm>
#include <array>

namespace berdaya {
namespace {

constexpr std::array<ParameterSetting, 1> symmetric_trust{{{"trust.loss_rule", "symmetric"}}};
constexpr std::array<ParameterSetting, 1> threshold_peers{{{"social_capital.peer_rule", "threshold"}}};
constexpr std::array<ParameterSetting, 1> volunteer_dilemma{{{"facilitation.duty_rule", "volunteer"}}};

constexpr std::array<ParameterSetting, 1> additive_ties{{{"learning.complement", "0"}}};
constexpr std::array<ParameterSetting, 1> zero_sum_buying{{{"market.mutual_buying", "zero_sum"}}};
constexpr std::array<ParameterSetting, 2> saturation{
    {{"uptake.permit_ceiling", "0.75"}, {"uptake.online_ceiling", "0.8"}}};
constexpr std::array<ParameterSetting, 1> lapsing_permits{{{"uptake.lapse", "0.08"}}};
constexpr std::array<ParameterSetting, 1> answered_requests{{{"participation.answered", "1.5"}}};
constexpr std::array<ParameterSetting, 1> contested_market{{{"market.outside", "1"}}};

constexpr std::array<StructureDescription, 9> catalogue{{
    {"symmetric_trust",
     {"losses of trust weigh as gains", "kehilangan kepercayaan seberat pertambahannya"},
     {"Bad experience takes away trust at the rate at which good experience builds it, of owners and of the "
      "institutions in a CBO. Standard: it takes away more.",
      "Pengalaman buruk meruntuhkan kepercayaan dengan laju yang sama seperti pengalaman baik menumbuhkannya, baik "
      "pada "
      "pemilik usaha maupun pada lembaga terhadap OBM. Bawaan: meruntuhkan lebih banyak."},
     "S24-S26 dispute S20-S22",
     symmetric_trust},
    {"threshold_peers",
     {"contacts matter beyond a threshold", "kenalan berpengaruh setelah melewati ambang"},
     {"Contacts who take part or hold an option count by the share of people whose threshold they reach: little below "
      "a "
      "quarter of the contacts, almost fully above two fifths. Standard: in proportion to their share.",
      "Kenalan yang ikut serta atau memakai suatu opsi dihitung menurut bagian orang yang ambangnya tercapai: sedikit "
      "di "
      "bawah seperempat kenalan, hampir penuh di atas dua perlima. Bawaan: sebanding dengan bagiannya."},
     "S53; S54",
     threshold_peers},
    {"volunteer_dilemma",
     {"offices wait for each other", "kantor saling menunggu"},
     {"Where roles are unclear, each office does a shared duty with the chance of the volunteer's dilemma, the smaller "
      "the more offices there are. Standard: it passes duties down by its support.",
      "Bila peran kabur, tiap kantor mengerjakan tugas bersama dengan peluang dilema sukarelawan, makin kecil makin "
      "banyak kantornya. Bawaan: tugas dilempar ke bawah menurut dukungannya."},
     "S31",
     volunteer_dilemma},
    {"additive_ties",
     {"bridging and linking do not multiply each other", "bridging dan linking tidak saling melipatgandakan"},
     {"Ties to other communities and upward only bring knowledge to the CBO. Standard: what owners learn from seats, "
      "peers "
      "and mentors is multiplied where their CBO has both; either alone changes nothing.",
      "Hubungan ke komunitas lain dan ke atas hanya membawa pengetahuan ke OBM. Bawaan: yang dipelajari pemilik usaha "
      "dari "
      "pelatihan, sesama, dan pendamping berlipat bila OBM-nya memiliki keduanya; satu saja tidak mengubah apa pun."},
     "assumption; case 001, P5 speaks against it",
     additive_ties},
    {"zero_sum_buying",
     {"buying from each other brings no demand", "saling membeli tidak menambah permintaan"},
     {"Members who buy from each other only shift local sales to those who trust their peers more; the kampung sells "
      "what "
      "it would have sold. Standard: it adds to local demand.",
      "Anggota yang saling membeli hanya menggeser penjualan lokal kepada yang lebih percaya pada sesama; penjualan "
      "kampung "
      "seluruhnya tetap. Bawaan: permintaan lokal bertambah."},
     "case 004; assumption",
     zero_sum_buying},
    {"saturation",
     {"not everybody can profit from every option", "tidak semua dapat memetik manfaat setiap opsi"},
     {"Three quarters of the UMKM can ever profit from a given permit, four fifths from selling online; the closer the "
      "holders come to that, the fewer are left to take it up. Standard: everybody can.",
      "Tiga perempat UMKM pada akhirnya dapat memetik manfaat suatu izin, empat perlima dari penjualan daring; makin "
      "dekat "
      "jumlah pemakai ke batas itu, makin sedikit yang tersisa. Bawaan: semua dapat."},
     "S36, S66; S49-S51",
     saturation},
    {"lapsing_permits",
     {"permits lapse", "izin dapat lepas"},
     {"Of those who hold a permit eight in a hundred let it lapse each month, so that of a push little more than a "
      "third is left after a year: the fastest rate deemed plausible. Loans and contracts that rest on it run on. "
      "Standard: permits stay.",
      "Dari tiap seratus pemegang suatu izin, delapan membiarkannya lepas setiap bulan, sehingga setelah setahun "
      "hasil suatu dorongan tersisa sedikit di atas sepertiga: laju tercepat yang dianggap masuk akal. Kredit dan "
      "kontrak yang bertumpu padanya berjalan terus. Bawaan: izin tetap dipegang."},
     "S39 for the direction, the rate an assumption",
     lapsing_permits},
    {"answered_requests",
     {"answered requests bring people to activities", "permohonan yang dijawab mengundang kehadiran"},
     {"Owners take part more readily in months in which offices answer the community's requests, and less where these "
      "are "
      "left lying, as far as they are aware of the programme. Standard: answers act over trust in government alone.",
      "Pemilik usaha lebih mudah ikut serta pada bulan ketika permohonan komunitas dijawab, dan lebih enggan bila "
      "dibiarkan, sejauh mereka sadar akan programnya. Bawaan: jawaban hanya bekerja lewat kepercayaan pada "
      "pemerintah."},
     "S19, S30, S61; P31; assumption",
     answered_requests},
    {"contested_market",
     {"half of the local market is contested by outsiders", "separuh pasar lokal diperebutkan pihak luar"},
     {"Better products win local customers from competitors elsewhere, who are as attractive as the whole kampung was "
      "at the "
      "start. Standard: local demand is given, one owner's local sales are another's loss, and only sales channels "
      "bring "
      "demand from outside.",
      "Produk yang lebih baik merebut pelanggan lokal dari pesaing luar, yang daya tariknya sebesar seluruh kampung "
      "pada "
      "awalnya. Bawaan: permintaan lokal tetap, penjualan lokal seorang pemilik adalah kehilangan bagi yang lain, dan "
      "hanya "
      "saluran penjualan mendatangkan permintaan dari luar."},
     "assumption; P34 speaks against it",
     contested_market},
}};

}  // namespace

std::span<const StructureDescription> structures() { return catalogue; }

const StructureDescription* find_structure(std::string_view name) {
  const auto found = std::ranges::find(catalogue, name, &StructureDescription::name);
  return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace berdaya
