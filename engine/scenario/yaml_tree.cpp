#include "engine/scenario/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "engine/scenario/yaml_text.h"

namespace drawdown {
namespace {

// No scenario comes near these; they keep hostile files from taking all memory or all stack.
constexpr std::size_t most_bytes = std::size_t{32} << 20U;
constexpr std::size_t most_weight = 2'000'000;  // values and their text, with aliases copied
constexpr std::size_t most_depth = 32;

// Text that YAML would take for something else, or for the end of it.
bool needs_quotes(const std::string& text) {
  return text.empty() || text == "null" || text == "~" || text.find_first_of(",[]{}\"'\n\r\t") != std::string::npos ||
         text.find(": ") != std::string::npos || text.find(" #") != std::string::npos ||
         std::string_view("#&*!|>%@`-?: ").find(text.front()) != std::string_view::npos || text.back() == ' ' ||
         text.back() == ':';
}

std::string scalar_on_one_line(const std::string& text) {
  if (!needs_quotes(text)) {
    return text;
  }
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? "''" : static_cast<unsigned char>(c) < 0x20 ? " " : std::string(1, c);
  }
  return quoted += '\'';
}

std::size_t weight(const YamlNode& node) {
  std::size_t sum = 1 + node.text.size() / 32;
  for (const YamlNode& item : node.items) {
    sum += weight(item);
  }
  for (const YamlEntry& entry : node.entries) {
    sum += entry.key.size() / 32 + weight(entry.value);
  }
  return sum;
}

bool is_plain_tag(const std::string& tag) {
  constexpr std::string_view core = "tag:yaml.org,2002:";
  if (tag.empty() || tag == "?" || tag == "!") {
    return true;
  }
  const std::string_view rest = std::string_view(tag).substr(0, core.size()) == core
                                    ? std::string_view(tag).substr(core.size())
                                    : std::string_view();
  return rest == "str" || rest == "int" || rest == "float" || rest == "bool" || rest == "map" || rest == "seq";
}

// Builds the tree from the parser's events.
class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const YamlText& text) : text_(text), source_(std::make_shared<const std::string>(text.source())) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      throw InputError(place(mark), "a scenario is one YAML document, which ends before this; nothing may follow it");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (expects_key()) {
      throw InputError(place(mark), "a key must be text; if 'null' or '~' is a name, put it in quotes");
    }
    spend(mark, 1);
    add(node(YamlNode::Kind::nothing, mark), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    if (expects_key()) {
      start_entry(mark, value);
      return;
    }
    spend(mark, 1 + value.size() / 32);
    YamlNode scalar = node(YamlNode::Kind::scalar, mark);
    scalar.text = value;
    add(std::move(scalar), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw InputError(place(mark), "an alias stands inside the value that it repeats");
    }
    if (expects_key()) {
      if (found->second.kind != YamlNode::Kind::scalar) {
        throw InputError(place(mark), "a key must be text, and this alias is " + found->second.found());
      }
      start_entry(mark, found->second.text);
      return;
    }
    spend(mark, weight(found->second));
    YamlNode copy = found->second;
    const YamlNode here = node(copy.kind, mark);
    copy.line = here.line;
    copy.column = here.column;
    add(std::move(copy), YAML::NullAnchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] Place place(const YAML::Mark& mark) const { return text_.place(mark.line, mark.column); }

 private:
  // A list or map that is not complete yet.
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::optional<YamlEntry> entry;             // of a map: its key is read, its value is not
    std::unordered_map<std::string, int> keys;  // of a map: the lines of those read so far
  };

  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == YamlNode::Kind::map && !open_.back().entry;
  }

  [[nodiscard]] YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) const {
    const Place where = place(mark);
    YamlNode made;
    made.kind = kind;
    made.source = source_;
    made.line = where.line;
    made.column = where.column;
    return made;
  }

  void spend(const YAML::Mark& mark, std::size_t amount) { spend(place(mark), amount); }
  void spend(const Place& where, std::size_t amount) {
    spent_ += amount;
    if (spent_ > most_weight) {
      throw InputError(where, "the file is too large: with aliases written out, more than " +
                                  std::to_string(most_weight) + " values stand before this");
    }
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!is_plain_tag(tag)) {
      throw InputError(place(mark), "scenarios have no tags; remove " + quoted(tag));
    }
  }

  void start_entry(const YAML::Mark& mark, const std::string& key) {
    const Place where = place(mark);
    if (key == "<<") {
      throw InputError(where, "merge keys (<<) are not supported; write the keys out");
    }
    const auto [first, added] = open_.back().keys.emplace(key, where.line);
    if (!added) {
      throw InputError(
          where, "duplicate key " + quoted(key) +
                     (first->second > 0 ? "; it stands in line " + std::to_string(first->second) + " already" : ""));
    }
    spend(mark, 1 + key.size() / 32);
    open_.back().entry = YamlEntry{key, where.line, where.column, {}};
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_tag(mark, tag);
    if (expects_key()) {
      throw InputError(place(mark), "a key must be text, not a list or a map; or is a bracket left open?");
    }
    if (open_.size() == most_depth) {
      throw InputError(place(mark), "lists and maps are nested more than " + std::to_string(most_depth) + " deep");
    }
    spend(mark, 1);
    open_.push_back({node(kind, mark), anchor, std::nullopt, {}});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    add(std::move(done.node), done.anchor);
  }

  void add(YamlNode done, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      spend(done.place(), weight(done));
      anchors_[anchor] = done;
    }
    if (open_.empty()) {
      root_ = std::move(done);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(done));
      return;
    }
    if (done.kind == YamlNode::Kind::nothing) {  // the parser says where the next thing stands, not what is missing
      done.line = parent.entry->line;
      done.column = parent.entry->column;
    }
    parent.entry->value = std::move(done);
    parent.node.entries.push_back(*std::move(parent.entry));
    parent.entry.reset();
  }

  const YamlText& text_;
  std::shared_ptr<const std::string> source_;
  int documents_ = 0;
  std::size_t spent_ = 0;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  YamlNode root_;
};

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
  std::string cut;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == most) {
      return cut + "…";
    }
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text, i));
    const bool break_or_control = static_cast<unsigned char>(text[i]) < 0x20;
    cut += break_or_control ? " " : text.substr(i, length);
    i += length;
  }
  return cut;
}

std::string quoted(std::string_view text) {
  std::string quoted = "'";
  quoted += shortened(text);
  return quoted += '\'';
}

Place YamlNode::place() const { return {source ? *source : "", line, column}; }

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) {
      return &entry.value;
    }
  }
  return nullptr;
}

YamlNode* YamlNode::find(std::string_view key) {
  for (YamlEntry& entry : entries) {
    if (entry.key == key) {
      return &entry.value;
    }
  }
  return nullptr;
}

std::string YamlNode::found() const {
  switch (kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::scalar:
      return quoted(text);
    case Kind::list:
      return "a list";
    case Kind::map:
      return "a map";
  }
  return "nothing";
}

std::string one_line(const YamlNode& node) {
  std::string text;
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return "null";
    case YamlNode::Kind::scalar:
      return scalar_on_one_line(node.text);
    case YamlNode::Kind::list:
      for (const YamlNode& item : node.items) {
        text += (text.empty() ? "" : ", ") + one_line(item);
      }
      return '[' + text + ']';
    case YamlNode::Kind::map:
      for (const YamlEntry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + scalar_on_one_line(entry.key) + ": " + one_line(entry.value);
      }
      return '{' + text + '}';
  }
  return text;
}

YamlNode parse_yaml(std::string_view text, const std::string& source) {
  if (text.size() > most_bytes) {
    throw InputError({source, 0, 0}, "the file is larger than " + std::to_string(most_bytes >> 20U) + " MB");
  }
  const YamlText checked(text, source);
  // yaml-cpp closes an open quote at the end of the text by itself. The mark of a document's end makes it complain.
  std::istringstream stream(std::string(checked.text()).append("\n...\n"));
  Builder builder(checked);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR && error.mark.line >= checked.lines()) {
      throw InputError(builder.place(error.mark), "a quote that is opened somewhere before this is not closed");
    }
    const std::string remedy = checked.is_indented_by_tab(error.mark.line) ? "; indent with spaces, not tabs" : "";
    throw InputError(builder.place(error.mark), "this is not valid YAML: " + error.msg + remedy);
  }
  YamlNode root = builder.take();
  if (!root.source) {
    root.source = std::make_shared<const std::string>(source);
    root.line = root.column = 1;
  }
  return root;
}

}  // namespace drawdown
