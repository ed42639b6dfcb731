#include "engine/report/page.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/check.h"
#include "engine/base/version.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

// In a script element nothing may look like a tag. JSON has < in texts only.
std::string in_script(const std::string& json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    out += (out.size() > 1 ? "," : "") + json_text(text);
  }
  return out + "]";
}

// An object of texts; those that are empty are left out.
class Object {
 public:
  Object& text(std::string_view key, std::string_view value) {
    return value.empty() ? *this : raw(key, json_text(value));
  }
  Object& raw(std::string_view key, const std::string& json) {
    out_ += (out_.size() > 1 ? "," : "") + json_text(key) + ":" + json;
    return *this;
  }
  [[nodiscard]] std::string end() const { return out_ + "}"; }

 private:
  std::string out_ = "{";
};

template <class Items, class ToJson>
std::string array_of(const Items& items, const ToJson& to) {
  std::string out = "[";
  for (const auto& item : items) {
    out += (out.size() > 1 ? "," : "") + to(item);
  }
  return out + "]";
}

std::string_view kind_name(Cell::Kind kind) {
  return kind == Cell::Kind::count ? "count" : kind == Cell::Kind::amount ? "amount" : "text";
}

// By columns, which takes the names once.
std::string table_json(const PageTable& each) {
  const auto& columns = each.table.columns();
  std::string list = "[";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    list += (i > 0 ? "," : "") +
            Object()
                .text("name", columns[i].name)
                .text("kind", kind_name(columns[i].kind))
                .raw("values", array_of(each.table.rows(), [i](const auto& row) { return exact_json(row[i]); }))
                .end();
  }
  return Object()
      .text("name", each.name)
      .text("title", each.title)
      .text("note", each.note)
      .raw("columns", list + "]")
      .end();
}

std::string layer_json(const Layer& layer) {
  return Object()
      .text("shape", name_of(layer.shape))
      .text("label", layer.label)
      .text("value", layer.value)
      .text("low", layer.low)
      .text("high", layer.high)
      .text("hue", name_of(layer.hue))
      .end();
}

std::string mark_json(const Mark& mark) {
  return Object()
      .text("kind", name_of(mark.kind))
      .text("at", mark.at)
      .text("until", mark.until)
      .text("label", mark.label)
      .text("of", mark.of)
      .end();
}

std::string chart_json(const Chart& chart) {
  return Object()
      .text("kind", name_of(chart.kind))
      .text("id", chart.id)
      .text("title", chart.title)
      .text("note", chart.note)
      .text("table", chart.table)
      .text("x", chart.x)
      .text("y", chart.y)
      .text("total", chart.total)
      .text("unit", chart.unit)
      .text("xUnit", chart.x_unit)
      .raw("most", std::to_string(chart.most))
      .text("choose", chart.choose)
      .text("chosen", chart.chosen)
      .raw("layers", array_of(chart.layers, layer_json))
      .raw("marks", array_of(chart.marks, mark_json))
      .end();
}

std::string section_json(const PageSection& section) {
  const auto fact = [](const auto& pair) {
    return "[" + json_text(pair.first) + "," + json_text(pair.second.to_text()) + "]";
  };
  return Object()
      .text("heading", section.heading)
      .raw("text", list_of(section.text))
      .raw("charts", list_of(section.charts))
      .raw("tables", list_of(section.tables))
      .raw("facts", array_of(section.facts, fact))
      .raw("live", section.live ? "true" : "false")
      .end();
}

std::string figure_json(const Figure& figure) {
  return Object()
      .text("label", figure.label)
      .raw("value", json_text(figure.value))
      .text("unit", figure.unit)
      .raw("bad", figure.bad ? "true" : "false")
      .end();
}

void check_column(const Table& table, const std::string& name) {
  check(name.empty() || std::any_of(table.columns().begin(), table.columns().end(),
                                    [&](const Table::Column& column) { return column.name == name; }),
        "a chart shows columns of its table");
}

}  // namespace

// Up to fifteen digits, a double has every decimal.
std::string exact_json(const Cell& cell) {
  constexpr std::size_t digits = 15;
  const bool number = cell.kind() == Cell::Kind::count || cell.kind() == Cell::Kind::amount;
  if (!number) {
    return to_json(cell);
  }
  const std::string text = cell.to_text();
  const auto has =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return has <= digits ? text : '"' + text + '"';
}

const PageTable& Page::table(std::string_view name) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const PageTable& t) { return t.name == name; });
  check(found != tables.end(), "a chart's table is on its page");
  return *found;
}

void Page::check_whole() const {
  for (const Chart& chart : charts) {
    const Table& own = table(chart.table).table;
    for (const std::string* column : {&chart.x, &chart.y, &chart.total, &chart.choose}) {
      check_column(own, *column);
    }
    for (const Layer& layer : chart.layers) {
      for (const std::string* column : {&layer.value, &layer.low, &layer.high}) {
        check_column(own, *column);
      }
    }
  }
  for (const PageSection& section : sections) {
    for (const std::string& name : section.tables) {
      (void)table(name);
    }
    for (const std::string& id : section.charts) {
      check(std::any_of(charts.begin(), charts.end(), [&](const Chart& chart) { return chart.id == id; }),
            "a section's chart is on its page");
    }
  }
}

std::string page_json(const Page& page) {
  page.check_whole();
  return Object()
      .text("program", "drawdown " + std::string(version()))
      .text("command", page.command)
      .raw("title", json_text(page.title))
      .raw("subtitle", json_text(page.subtitle))
      .raw("currency", json_text(page.currency))
      .raw("answer", list_of(page.answer))
      .raw("figures", array_of(page.figures, figure_json))
      .raw("sections", array_of(page.sections, section_json))
      .raw("charts", array_of(page.charts, chart_json))
      .raw("tables", array_of(page.tables, table_json))
      .raw("live", page.live.empty() ? "null" : page.live)
      .end();
}

std::string markup_text(std::string_view text) {
  std::string out;
  for (const char c : valid_utf8(text)) {
    if (static_cast<unsigned char>(c) < ' ') {
      out += ' ';  // XML has no way to hold most of them
      continue;
    }
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void write_page(OutputFile& file, const Page& page, const PageShell& shell) {
  std::string head =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      // Nothing is fetched, whatever the page holds.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "script-src '" +
      std::string(shell.code_hash) +
      "'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>" +
      markup_text(page.title) + " \xE2\x80\x93 drawdown " + markup_text(page.command) + "</title>\n<style>";
  file.write(head.append(shell.style));
  std::string body =
      "</style>\n</head>\n<body>\n<main id=\"report\">\n<noscript><h1>" + markup_text(page.title) + "</h1>\n";
  for (const std::string& sentence : page.answer) {
    body += "<p>" + markup_text(sentence) + "</p>\n";
  }
  body += "<p>Charts and tables need JavaScript, which this browser does not run.</p></noscript>\n</main>\n";
  file.write(body += "<script type=\"application/json\" id=\"data\">");
  file.write(in_script(page_json(page)));
  file.write("</script>\n<script>");
  file.write(shell.code);
  file.write("</script>\n</body>\n</html>\n");
}

}  // namespace drawdown
