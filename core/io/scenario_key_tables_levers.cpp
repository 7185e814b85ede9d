// The keys of what is done: interventions, policies, replication.
#include <array>

#include "io/scenario_key_shapes.hpp"

namespace berdaya {

using namespace keys;

std::span<const Key<InterventionSpec>> intervention_keys() {
  using S = InterventionSpec;
  static const auto keys = std::to_array<Key<S>>({
      Key<S>{{.name = "id",
              .type = KeyType::id,
              .standard_text = "its kind, with _2, _3 ... if that is taken",
              .meaning = {"label in results, and name for `without` and `--set`",
                          "label dalam hasil, dan nama untuk `without` dan `--set`"}},
             &S::id},
      Key<S>{{.name = "title",
              .type = KeyType::title,
              .standard_text = "the title of its kind",
              .derived = true,
              .meaning = {"name that people read", "nama yang dibaca orang"}},
             &S::title},
      special<S>({.name = "kind",
                  .type = KeyType::choice,
                  .required = true,
                  .meaning = {"a lever or shock of the catalogue", "jenis intervensi atau guncangan dari katalog"}}),
      special<S>({.name = "from",
                  .type = KeyType::date,
                  .standard_text = "start",
                  .derived = true,
                  .meaning = {"first month", "bulan pertama"}}),
      special<S>({.name = "until",
                  .type = KeyType::date,
                  .standard_text = "the last month; from, for leader_turnover, officer_turnover, permit_renewal",
                  .derived = true,
                  .meaning = {"last month, inclusive; turnovers and permit_renewal happen in every month until then",
                              "bulan terakhir, termasuk; turnover dan permit_renewal terjadi tiap bulan sampai itu"}}),
      special<S>(
          {.name = "target",
           .type = KeyType::table,
           .standard_text = "all communities, everybody",
           .meaning = {"which communities, and which UMKM in them", "komunitas mana, dan UMKM mana di dalamnya"}}),
      special<S>({.name = "fund",
                  .type = KeyType::reference,
                  .standard_text = "none: outside money",
                  .refers_to = "fund",
                  .meaning = {"fund that pays it; for fund_cut the fund that is cut, all by default",
                              "dana yang membayarnya; untuk fund_cut dana yang dipotong, semua bila tidak disebut"}}),
  });
  return keys;
}

std::span<const Key<PolicySpec>> policy_keys() {
  using S = PolicySpec;
  static const auto keys = std::to_array<Key<S>>({
      title_key(&S::title),
      Key<S>{{.name = "description",
              .type = KeyType::title,
              .standard_text = "\"\"",
              .meaning = {"what it does, in a sentence", "apa isinya, dalam satu kalimat"}},
             &S::description},
      Key<S>{{.name = "source",
              .type = KeyType::text,
              .standard_text = "\"\"",
              .meaning = {"what it rests on", "dasarnya"}},
             &S::source},
      special<S>({.name = "without",
                  .type = KeyType::references,
                  .standard_text = "[]",
                  .refers_to = "intervention",
                  .meaning = {"interventions of the baseline that this policy leaves out",
                              "intervensi dasar yang tidak dipakai kebijakan ini"}}),
      special<S>({.name = "include",
                  .type = KeyType::references,
                  .standard_text = "[]",
                  .refers_to = "policy",
                  .meaning = {"other policies that are part of this one: what they add and what they leave out; their "
                              "order does not matter",
                              "kebijakan lain yang termasuk di dalamnya: yang ditambahkan dan yang tidak dipakai; "
                              "urutannya tidak berpengaruh"}}),
      special<S>({.name = "intervention",
                  .type = KeyType::table,
                  .standard_text = "none",
                  .meaning = {"the interventions that this policy adds, [[policy.NAME.intervention]]",
                              "intervensi yang ditambahkan kebijakan ini, [[policy.NAME.intervention]]"}}),
  });
  return keys;
}

std::span<const Key<ReplicationSpec>> replication_keys() {
  using S = ReplicationSpec;
  static const auto keys = std::to_array<Key<S>>({
      level("participation", &S::participation,
            {"smoothed participation that every pilot must reach",
             "partisipasi (dihaluskan) yang harus dicapai setiap percontohan"}),
      level(
          "awareness", &S::awareness,
          {"mean awareness that every pilot must reach", "rata-rata kesadaran yang harus dicapai setiap percontohan"}),
      level("environment", &S::environment,
            {"environment that every pilot must reach", "keadaan lingkungan yang harus dicapai setiap percontohan"}),
      special<S>({.name = "from",
                  .type = KeyType::date,
                  .standard_text = "start",
                  .derived = true,
                  .meaning = {"first month that counts", "bulan pertama yang dihitung"}}),
  });
  return keys;
}

}  // namespace berdaya
