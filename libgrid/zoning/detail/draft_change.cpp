#include <libgrid/zoning/detail/draft_change.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

std::string with_number(std::string pattern, const std::string& number) {
  const std::size_t hole = pattern.find("{}");
  return hole == std::string::npos ? pattern : pattern.replace(hole, 2, number);
}

/// The digits after the last '-', or nothing.
std::optional<std::size_t> last_number(const std::string& code) {
  const std::size_t dash = code.rfind('-');
  if (dash == std::string::npos || dash + 1 == code.size()) return std::nullopt;
  std::size_t number = 0;
  const char* end = code.data() + code.size();
  const auto read = std::from_chars(code.data() + dash + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

/// "BOS-03-07" of the city BOS is "3-7".
std::string path_of(const std::string& code, const std::string& city) {
  std::string path;
  std::size_t at = code.rfind(city, 0) == 0 ? city.size() : 0;
  while (at < code.size()) {
    if (code[at] == '-') ++at;
    const std::size_t end = std::min(code.find('-', at), code.size());
    while (at + 1 < end && code[at] == '0') ++at;
    path += (path.empty() ? "" : "-") + code.substr(at, end - at);
    at = end;
  }
  return path;
}

}  // namespace

const DraftZone* ChangeBuilder::find(ZoneId id) const {
  const auto changed = change_.zones.find(id);
  if (changed != change_.zones.end()) return changed->second ? &*changed->second : nullptr;
  const auto there = state_.zones().find(id);
  return there == state_.zones().end() ? nullptr : &there->second;
}

DraftZone& ChangeBuilder::edit(ZoneId id) {
  const auto changed = change_.zones.find(id);
  if (changed != change_.zones.end()) return *changed->second;
  return *change_.zones.emplace(id, state_.zones().at(id)).first->second;
}

DraftZone& ChangeBuilder::edit_members(ZoneId id) {
  if (change_.zones.contains(id)) {
    DraftZone& zone = edit(id);
    zone.drawn = false;
    zone.zone.shape.clear();
    return zone;
  }
  const DraftZone& old = state_.zones().at(id);
  DraftZone zone;
  zone.zone = {.id = old.zone.id,
               .code = old.zone.code,
               .level = old.zone.level,
               .parent = old.zone.parent,
               .name = old.zone.name,
               .post = old.zone.post,
               .blocks = 0,
               .area = {},
               .street_length = {},
               .reports = 0,
               .workload = 0.0,
               .polsby_popper = 0.0,
               .parts = 1,
               .shape = {}};
  zone.members = old.members;
  zone.drawn = false;
  return *change_.zones.emplace(id, std::move(zone)).first->second;
}

std::string ChangeBuilder::next_code(const Zone& like, std::size_t& number) const {
  std::size_t width = 2;
  number = 0;
  std::string family = like.parent ? find(*like.parent)->zone.code : state_.city().code;
  for (const DraftZone* sibling : all()) {
    if (sibling->zone.level != like.level || sibling->zone.parent != like.parent) continue;
    const std::string& code = sibling->zone.code;
    number = std::max(number, last_number(code).value_or(0));
    width = std::max(width, code.size() - std::min(code.size(), code.rfind('-') + 1));
  }
  const std::string digits = std::to_string(++number);
  return family + "-" + std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string ChangeBuilder::name_of(int level, const std::string& code, std::size_t number) const {
  const auto spec = std::ranges::find(state_.city().levels, level, &Level::number);
  if (spec == state_.city().levels.end()) return std::to_string(number);
  const std::string path = path_of(code, state_.city().code);
  return with_number(spec->name_zh, path) + " / " + with_number(spec->name_en, path);
}

DraftZone& ChangeBuilder::add_like(ZoneId id) {
  const Zone like = find(id)->zone;
  ZoneId next{1};
  for (const DraftZone* zone : all()) next = std::max(next, ZoneId{zone->zone.id.value + 1});
  // Ids of zones that this change takes away are not given again either.
  for (const auto& [gone, zone] : change_.zones) next = std::max(next, ZoneId{gone.value + 1});
  DraftZone zone;
  std::size_t number = 0;
  zone.zone.id = next;
  zone.zone.level = like.level;
  zone.zone.parent = like.parent;
  zone.zone.code = next_code(like, number);
  zone.zone.name = name_of(like.level, zone.zone.code, number);
  zone.drawn = false;
  PostId post{1};
  for (const Post& old : posts()) post = std::max(post, PostId{old.id.value + 1});
  Post made{.id = post, .level = like.level, .title_zh = {}, .title_en = {}, .parent = {}, .zone = next};
  const auto title = std::ranges::find(state_.city().posts, like.level, &PostTitle::level);
  if (title != state_.city().posts.end()) made.title_zh = title->title_zh, made.title_en = title->title_en;
  posts().push_back(std::move(made));
  zone.zone.post = post;
  return *change_.zones.insert_or_assign(next, std::move(zone)).first->second;
}

void ChangeBuilder::remove(ZoneId id) {
  std::erase_if(posts(), [id](const Post& post) { return post.zone == id; });
  change_.zones.insert_or_assign(id, std::nullopt);
}

std::vector<Post>& ChangeBuilder::posts() {
  if (!change_.posts) change_.posts = state_.posts();
  return *change_.posts;
}

void ChangeBuilder::put_ground(GroundPointer ground) {
  ground_ = ground.get();
  change_.ground = std::move(ground);
}

std::vector<const DraftZone*> ChangeBuilder::all() const {
  std::vector<const DraftZone*> zones;
  auto changed = change_.zones.begin();
  const auto take = [&](const std::optional<DraftZone>& zone) {
    if (zone) zones.push_back(&*zone);
  };
  for (const auto& [id, zone] : state_.zones()) {
    for (; changed != change_.zones.end() && changed->first < id; ++changed) take(changed->second);
    if (changed != change_.zones.end() && changed->first == id) {
      take(changed->second);
      ++changed;
    } else {
      zones.push_back(&zone);
    }
  }
  for (; changed != change_.zones.end(); ++changed) take(changed->second);
  std::ranges::stable_sort(zones, {}, [](const DraftZone* zone) { return zone->zone.level; });
  return zones;
}

std::vector<ZoneId> ChangeBuilder::children(ZoneId id) const {
  std::vector<ZoneId> found;
  for (const DraftZone* zone : all())
    if (zone->zone.parent == id) found.push_back(zone->zone.id);
  return found;
}

/// Upper zones own what their children own; from the level above the lowest to the top.
void ChangeBuilder::follow_members() {
  for (int level = state_.lowest_level() - 1; level >= 1; --level) {
    std::set<ZoneId> doubtful;
    const auto doubt = [&](const DraftZone* zone) {
      if (zone != nullptr && zone->zone.level == level + 1 && zone->zone.parent) doubtful.insert(*zone->zone.parent);
    };
    for (const auto& [id, zone] : change_.zones) {
      if (zone) doubt(&*zone);
      const auto old = state_.zones().find(id);
      if (old != state_.zones().end()) doubt(&old->second);
      if (zone && zone->zone.level == level && !zone->drawn) doubtful.insert(id);
    }
    std::map<ZoneId, std::vector<BlockId>> members;
    for (const DraftZone* zone : all()) {
      if (zone->zone.level != level + 1 || !zone->zone.parent || !doubtful.contains(*zone->zone.parent)) continue;
      std::vector<BlockId>& blocks = members[*zone->zone.parent];
      blocks.insert(blocks.end(), zone->members.begin(), zone->members.end());
    }
    for (const ZoneId id : doubtful) {
      const DraftZone* zone = find(id);
      if (zone == nullptr) continue;
      std::vector<BlockId>& blocks = members[id];
      std::ranges::sort(blocks);
      if (blocks != zone->members) edit_members(id).members = std::move(blocks);
    }
  }
}

/// A post is below the post of the zone above its own; without one, below the head of the city.
void ChangeBuilder::hang_posts() {
  std::vector<Post>& all_posts = posts();
  const auto head = std::ranges::find(all_posts, 0, &Post::level);
  const std::optional<PostId> top = head == all_posts.end() ? std::nullopt : std::optional(head->id);
  for (Post& post : all_posts) {
    if (!post.zone) continue;
    const DraftZone* zone = find(*post.zone);
    if (zone == nullptr) continue;
    const DraftZone* above = zone->zone.parent ? find(*zone->zone.parent) : nullptr;
    post.parent = above != nullptr && above->zone.post ? above->zone.post : top;
  }
  if (*change_.posts == state_.posts()) change_.posts.reset();
}

DraftChange ChangeBuilder::finish() {
  follow_members();
  bool families = change_.posts.has_value();
  ZoneCounter counter(*ground_);
  for (auto& [id, zone] : change_.zones) {
    if (zone && !zone->drawn) counter.recount(*zone);
    const auto old = state_.zones().find(id);
    families = families || !zone || old == state_.zones().end() || old->second.zone.parent != zone->zone.parent;
  }
  if (families) hang_posts();
  return std::move(change_);
}

}  // namespace libgrid::zoning::detail
