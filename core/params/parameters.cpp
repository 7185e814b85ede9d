#include "params/parameters.hpp"

#include <cmath>

namespace berdaya {

double lower_bound(Bounds bounds) {
  switch (bounds) {
    case Bounds::any:
      return -100.0;
    case Bounds::level:
    case Bounds::non_negative:
    case Bounds::exponent:
    case Bounds::choice:
      return 0.0;
    case Bounds::positive:
      return 1e-9;
    case Bounds::median:
      return 0.001;
    case Bounds::count:
    case Bounds::tie_count:
      return 1.0;
    case Bounds::even_count:
      return 2.0;
  }
  return 0.0;
}

double upper_bound(Bounds bounds) {
  switch (bounds) {
    case Bounds::any:
      return 100.0;
    case Bounds::level:
      return 1.0;
    case Bounds::non_negative:
    case Bounds::positive:
      return 1e9;
    case Bounds::exponent:
      return 10.0;
    case Bounds::median:
      return 0.999;
    case Bounds::count:
      return 1200.0;
    case Bounds::even_count:
      return 16.0;
    case Bounds::tie_count:
      return 8.0;
    case Bounds::choice:
      return 1.0;
  }
  return 0.0;
}

bool is_whole(Bounds bounds) {
  return bounds == Bounds::count || bounds == Bounds::even_count || bounds == Bounds::tie_count;
}

std::span<const ParameterGroup> parameter_groups() {
  static const std::array<ParameterGroup, 12> groups{{
      {"government",
       {"Government: support, responsiveness and formal trust",
        "Pemerintah: dukungan, daya tanggap, dan kepercayaan formal"},
       describe_government()},
      {"facilitation",
       {"Facilitation: duties, hours and clarity of roles", "Pendampingan: tugas, jam kerja, dan kejelasan peran"},
       describe_facilitation()},
      {"organisation",
       {"Organisation: initiative, knowledge and cohesion of CBOs",
        "Organisasi: prakarsa, pengetahuan, dan kekompakan OBM"},
       describe_organisation()},
      {"participation", {"Participation", "Partisipasi"}, describe_participation()},
      {"learning",
       {"Learning: awareness, skills, aspiration, ownership, fatigue",
        "Pembelajaran: kesadaran, keterampilan, aspirasi, rasa memiliki, kejenuhan"},
       describe_learning()},
      {"trust",
       {"Trust in peers, CBO, facilitators and government",
        "Kepercayaan kepada sesama, OBM, pendamping, dan pemerintah"},
       describe_trust()},
      {"uptake",
       {"Uptake of permits, channels and finance", "Pemanfaatan izin, saluran penjualan, dan pembiayaan"},
       describe_uptake()},
      {"market",
       {"Market: sales, costs, capital, loans", "Pasar: penjualan, biaya, modal, pinjaman"},
       describe_market()},
      {"social_capital",
       {"Social capital: contacts, membership, bridging and linking",
        "Modal sosial: kenalan, keanggotaan, bridging, dan linking"},
       describe_social_capital()},
      {"outcomes", {"Outcomes of the community", "Hasil bagi komunitas"}, describe_outcomes()},
      {"policy",
       {"Policy: effects of forum, digital channels, youth, turnover, companies",
        "Kebijakan: pengaruh forum, saluran digital, pemuda, pergantian pengurus, perusahaan"},
       describe_policy()},
      {"population",
       {"Population at the start and at entry", "Populasi pada awal dan saat masuk"},
       describe_population()},
  }};
  return groups;
}

const ParameterDescription* find_parameter(std::string_view name) {
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) {
      if (parameter.name == name) return &parameter;
    }
  }
  return nullptr;
}

Parameters standard_parameters() {
  Parameters parameters;
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) parameter.at(parameters) = parameter.standard;
  }
  return parameters;
}

double value_of(const Parameters& parameters, const ParameterDescription& description) {
  Parameters copy = parameters;
  return description.at(copy);
}

std::vector<std::string> inconsistencies(const Parameters& p) {
  std::vector<std::string> found;
  const auto sums_to_one = [](double sum) { return std::abs(sum - 1.0) < 1e-6; };
  const double v = p.government.v_env + p.government.v_part + p.government.v_rep;
  if (!sums_to_one(v)) found.push_back("government.v_env + v_part + v_rep must be 1, got " + number_text(v));
  const double w = p.government.w_v + p.government.w_b + p.government.w_p;
  if (w > 1.0 + 1e-9) found.push_back("government.w_v + w_b + w_p must be at most 1, got " + number_text(w));
  double omega = 0.0;
  for (double weight : p.government.omega) omega += weight;
  if (omega <= 0.0)
    found.emplace_back("government.omega_city, omega_district, omega_ward and omega_rw must not all be 0");
  double duty = p.facilitation.duty_bottom;
  for (double share : p.facilitation.duty) duty += share;
  if (!sums_to_one(duty))
    found.push_back("facilitation.duty_city + duty_district + duty_ward + duty_rw + duty_bottom must be 1, got " +
                    number_text(duty));
  for (std::size_t stage = 0; stage < p.facilitation.share.size(); ++stage) {
    double sum = 0.0;
    for (double share : p.facilitation.share[stage]) sum += share;
    const std::string s = "share" + std::to_string(stage);
    if (sums_to_one(sum)) continue;
    std::string& said = found.emplace_back("facilitation.");
    for (const std::string_view part : {"_soc + ", "_train + ", "_permit + ", "_market + ", "_coord"})
      said.append(s).append(part);
    said.append(" must be 1, got ").append(number_text(sum));
  }
  const double clarity = p.facilitation.clarity_archive + p.facilitation.clarity_monitoring;
  if (clarity > 1.0 + 1e-9)
    found.push_back("facilitation.clarity_archive + clarity_monitoring must be at most 1, got " + number_text(clarity));
  return found;
}

}  // namespace berdaya
