#include "engine/base/version.h"

namespace drawdown {

std::string_view version() { return DRAWDOWN_VERSION; }

}  // namespace drawdown
