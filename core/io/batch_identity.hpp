// What the saved runs of a batch depend on, as text.
#pragma once

#include <string>

#include "experiment/batch.hpp"
#include "io/store_identity.hpp"

namespace berdaya {

StoreIdentity identity_of(const BatchPlan& plan, const BatchLayout& layout, const std::string& resolved_scenario);

}  // namespace berdaya
