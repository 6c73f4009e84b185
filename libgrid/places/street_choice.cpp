#include <libgrid/places/street_choice.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <libgrid/places/detail/find_street.hpp>

namespace libgrid::places {
namespace {

std::vector<LineString> lines_of(std::span<const Street> streets, std::span<const std::int32_t> chosen) {
  std::vector<LineString> lines;
  for (const std::int32_t street : chosen) lines.push_back(streets[static_cast<std::size_t>(street)].line);
  return lines;
}

double evidence_of(std::span<const std::pair<std::int32_t, double>> evidence, std::int32_t name) {
  const auto found = std::ranges::lower_bound(evidence, name, {}, &std::pair<std::int32_t, double>::first);
  return found != evidence.end() && found->first == name ? found->second : 0.0;
}

}  // namespace

std::string_view word(ChoiceRule rule) {
  static constexpr std::array<std::string_view, 4> kWords{"none", "named", "precedent", "nearest"};
  return kWords.at(static_cast<std::size_t>(rule));
}

StreetChooser StreetChooser::build(std::span<const Street> streets, Gazetteer gazetteer,
                                   std::span<const Precedent> precedents, const StreetChoiceOptions& options) {
  std::vector<LineString> lines;
  for (const Street& street : streets) lines.push_back(street.line);
  StreetChooser chooser(std::move(gazetteer), roads::Snapper::build(lines), options);
  std::vector<std::vector<std::int32_t>> by_name;
  for (std::size_t i = 0; i < streets.size(); ++i) {
    const NamedStreet* named = chooser.gazetteer_.street(streets[i].name);
    std::int32_t number = -1;
    if (named != nullptr) {
      number = chooser.number_.try_emplace(named->name, static_cast<std::int32_t>(by_name.size())).first->second;
      by_name.resize(std::max(by_name.size(), static_cast<std::size_t>(number) + 1));
      by_name[static_cast<std::size_t>(number)].push_back(static_cast<std::int32_t>(i));
    }
    chooser.names_.push_back(number);
  }
  for (std::vector<std::int32_t>& ways : by_name) {
    roads::Snapper snapper = roads::Snapper::build(lines_of(streets, ways));
    chooser.ways_.push_back({std::move(ways), std::move(snapper)});
  }
  std::vector<detail::PrecedentAt> known;
  for (const Precedent& precedent : precedents)
    for (const std::int32_t name : chooser.names_in(precedent.street)) known.push_back({precedent.at, name});
  chooser.precedents_ = detail::Precedents::build(std::move(known));
  return chooser;
}

std::int32_t StreetChooser::number_of(std::string_view name) const {
  const detail::FoundStreet found = detail::find_street(name, gazetteer_);
  if (found.street == nullptr) return -1;
  const auto number = number_.find(found.street->name);
  return number == number_.end() ? -1 : number->second;
}

/// The whole text as a name first: most columns of streets hold nothing else.
std::vector<std::int32_t> StreetChooser::names_in(std::string_view text) const {
  if (text.empty()) return {};
  if (gazetteer_.street(text) != nullptr) return {number_of(text)};
  std::vector<std::int32_t> names;
  const auto add = [&](const std::string& name) {
    const std::int32_t number = name.empty() ? -1 : number_of(name);
    if (number >= 0 && std::ranges::find(names, number) == names.end()) names.push_back(number);
  };
  for (const LocationPart& part : parse_location(text, gazetteer_.vocabulary()).parts) {
    add(part.street);
    if (part.kind == LocationKind::crossing) add(part.from), std::ranges::for_each(part.also, add);
  }
  if (names.empty()) add(std::string(text));
  return names;
}

roads::Snap StreetChooser::nearest_named(Xy at, std::string_view text) const {
  roads::Snap best;
  for (const std::int32_t name : names_in(text)) {
    const Ways& ways = ways_[static_cast<std::size_t>(name)];
    roads::Snap snap = ways.snapper.nearest(at);
    if (snap.line < 0) continue;
    snap.line = ways.streets[static_cast<std::size_t>(snap.line)];
    if (std::pair(snap.distance, snap.line) < std::pair(best.distance, best.line)) best = snap;
  }
  return best;
}

StreetChoice StreetChooser::named(Xy at, std::string_view text) const {
  const roads::Snap named = nearest_named(at, text);
  if (named.line >= 0 && named.distance <= options_.absurd)
    return {.rule = ChoiceRule::named, .ask = false, .snap = named, .named_away = named.distance};
  return {.rule = ChoiceRule::none, .ask = !text.empty(), .snap = {}, .named_away = named.distance};
}

StreetChoice StreetChooser::choose(Xy at, std::string_view text) const {
  const StreetChoice said = named(at, text);
  if (said.rule == ChoiceRule::named) return said;
  StreetChoice choice = propose(at);
  choice.ask = said.ask;
  choice.named_away = said.named_away;
  return choice;
}

/// Snaps come nearest first, so that of equal scores the nearer stays.
StreetChoice StreetChooser::propose(Xy at) const {
  const std::vector<roads::Snap> near = all_.within(at, options_.reach);
  if (near.empty()) return {};
  const auto evidence = precedents_.around(at, options_.precedents);
  const auto score = [&](const roads::Snap& snap) {
    return std::log(options_.prior + evidence_of(evidence, name_of(snap.line))) -
           snap.distance.value / options_.scale.value;
  };
  const roads::Snap* best = &near.front();
  double most = score(*best);
  for (const roads::Snap& snap : near)
    if (const double mine = score(snap); mine > most) best = &snap, most = mine;
  const bool known = evidence_of(evidence, name_of(best->line)) > 0.0;
  return {.rule = known ? ChoiceRule::precedent : ChoiceRule::nearest, .ask = false, .snap = *best};
}

}  // namespace libgrid::places
