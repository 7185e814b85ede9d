#include "interventions/forum.hpp"

#include <algorithm>
#include <array>

#include "base/portable_math.hpp"
#include "interventions/active.hpp"

namespace berdaya {
namespace {

// Effort of coordination, which grows with the pairs of parties and how far their interests lie apart.
double coordination(double parties, double spread, double digital, const PolicyParameters& p) {
  return parties * parties * spread * (1.0 - p.forum_relief * digital);
}

void apply(ActiveIntervention& a) {
  const double forum = forum_effectiveness(a.intensity, a.spec.parties, a.spec.spread, a.digital, a.parameters.policy);
  a.effects.forum = std::max(a.effects.forum, forum);
}

double wanted_cost(const InterventionSpec& spec, const CostContext& context) {
  return forum_cost(spec.parties, spec.spread, context.digital, context.parameters.policy) / context.target_communities;
}

double units(const InterventionSpec& spec, const CostContext& context) {
  return spec.intensity * spec.parties / context.target_communities;
}

}  // namespace

double forum_effectiveness(double intensity, double parties, double spread, double digital, const PolicyParameters& p) {
  const double reach = 1.0 - portable_exp(-parties / p.forum_half);
  return cap(intensity) * reach / (1.0 + p.forum_coord * coordination(parties, spread, digital, p));
}

double forum_cost(double parties, double spread, double digital, const PolicyParameters& p) {
  return p.forum_cost * coordination(parties, spread, digital, p);
}

InterventionDescription describe_forum() {
  static constexpr std::array<FieldDescription, 2> fields{{
      {.name = "parties",
       .unit = "parties",
       .standard = 5,
       .low = 1,
       .high = 1000,
       .source = "assumption",
       .meaning = {"number of parties (government, business, universities, communities, media)",
                   "jumlah pihak (pemerintah, usaha, perguruan tinggi, komunitas, media)"},
       .number = &InterventionSpec::parties},
      {.name = "spread",
       .unit = "1",
       .standard = 0.3,
       .low = 0,
       .high = 1,
       .source = "assumption",
       .meaning = {"how far the interests of the parties lie apart", "seberapa jauh kepentingan para pihak berbeda"},
       .number = &InterventionSpec::spread},
  }};
  return {
      .kind = InterventionKind::forum,
      .name = "forum",
      .title = {"Forum", "Forum lintas pihak"},
      .effect =
          {"links CBOs to those above, makes units support the programme, helps bridging; coordination eats part of it",
           "menghubungkan kelompok dengan pihak di atasnya, menambah dukungan pemerintah, membantu jejaring "
           "antarkelompok; koordinasi memakan sebagian"},
      .source = "cases 002, 003; P10, P14",
      .fields = fields,
      .apply = apply,
      .wanted_cost = wanted_cost,
      .cost_unit = {"party and month, shared by the target communities",
                    "pihak per bulan, dibagi antarkomunitas sasaran"},
      .units = units};
}

}  // namespace berdaya
