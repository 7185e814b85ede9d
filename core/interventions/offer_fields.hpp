// Fields that the offers of partners, csr and buyer, have in common.
#pragma once

#include "interventions/intervention.hpp"

namespace berdaya {

inline constexpr FieldDescription publicity_field{
    .name = "publicity",
    .unit = "1/month",
    .standard = 1,
    .low = 0,
    .high = 1,
    .source = "assumption",
    .meaning = {"chance a month to hear of the offer anyway", "peluang per bulan mendengar tawaran tanpa perantara"},
    .number = &InterventionSpec::publicity};

inline constexpr FieldDescription outside_claim_field{
    .name = "outside_claim",
    .unit = "1/month",
    .standard = 0,
    .low = 0,
    .high = 1,
    .source = "assumption",
    .meaning = {"chance a month that a free place is taken by a firm outside the simulated communities",
                "peluang per bulan tempat kosong diambil usaha di luar komunitas yang disimulasikan"},
    .number = &InterventionSpec::outside_claim};

inline constexpr FieldDescription outside_term_field{.name = "outside_term",
                                                     .unit = "months",
                                                     .standard = 24,
                                                     .low = 1,
                                                     .high = 1200,
                                                     .source = "assumption",
                                                     .meaning = {"mean months for which a firm outside holds its place",
                                                                 "rata-rata bulan usaha luar memegang tempatnya"},
                                                     .number = &InterventionSpec::outside_term};

}  // namespace berdaya
