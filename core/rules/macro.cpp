#include "rules/macro.hpp"

namespace berdaya {

void show_others(MacroMonth& m) {
  m.world.cbo.knowledge_seen = m.world.cbo.knowledge;
  m.world.community.success_seen = m.world.community.mean_success;
}

}  // namespace berdaya
