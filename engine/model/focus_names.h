// What a FOCUS file calls those who sell the tokens and those who pay for them.
#pragma once

#include <string>

namespace drawdown {

struct FocusNames {
  std::string provider;
  std::string publisher;
  std::string invoice_issuer;
  std::string billing_account;
  std::string service;
};

}  // namespace drawdown
