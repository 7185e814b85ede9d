// Lever gallery.
// Process    A gallery gets slots, a better place or more visitors.
// Equation   slots, location and footfall, where given, move toward the field by cap(I); slots are rounded down
// Parameters slots, location, footfall
// Reads      effects of earlier levers
// Changes    effects.gallery_slots, gallery_location, gallery_footfall
// Reference  P18, S64, S65
#pragma once

#include <optional>

#include "interventions/catalogue.hpp"

namespace berdaya {

// A value of the gallery after the lever; without a field it stays.
double moved_value(double own, const std::optional<double>& field, double intensity);

InterventionDescription describe_gallery();

}  // namespace berdaya
