#include <libgrid/workflow/edit_log.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

#include <nlohmann/json.hpp>

namespace libgrid::workflow {
namespace {

using EditJson = nlohmann::ordered_json;
using zoning::EditOperation;

Error bad_member(std::string_view name, std::string why) {
  return make_error(ErrorCode::parameter_invalid, std::move(why)).at_field(std::string(name));
}

template <class Tag>
EditJson ids_json(const std::vector<Id<Tag>>& ids) {
  EditJson list = EditJson::array();
  for (const auto id : ids) list.push_back(id.value);
  return list;
}

EditJson line_json(const LineString& line) {
  EditJson list = EditJson::array();
  for (const Xy p : line) list.push_back({p.x, p.y});
  return list;
}

template <class Tag>
EditJson maybe_id(const std::optional<Id<Tag>>& id) {
  return id ? EditJson(id->value) : EditJson(nullptr);
}

struct OperationJson {
  EditJson operator()(const zoning::MoveBlocks& o) const {
    return {{"op", "move_blocks"}, {"blocks", ids_json(o.blocks)}, {"to", o.to.value}};
  }
  EditJson operator()(const zoning::MoveZones& o) const {
    return {{"op", "move_zones"}, {"zones", ids_json(o.zones)}, {"to", o.to.value}};
  }
  EditJson operator()(const zoning::SplitZoneByLine& o) const {
    return {{"op", "split_zone"}, {"zone", o.zone.value}, {"line", line_json(o.line)}};
  }
  EditJson operator()(const zoning::SplitZoneBalanced& o) const {
    return {{"op", "split_zone"}, {"zone", o.zone.value}, {"parts", o.parts}, {"seed", o.seed}};
  }
  EditJson operator()(const zoning::MergeZones& o) const {
    return {{"op", "merge_zones"}, {"keep", o.keep.value}, {"others", ids_json(o.others)}};
  }
  EditJson operator()(const zoning::SplitBlock& o) const {
    return {{"op", "split_block"}, {"block", o.block.value}, {"line", line_json(o.line)}};
  }
  EditJson operator()(const zoning::AssignPost& o) const {
    return {{"op", "assign_post"}, {"zone", o.zone.value}, {"post", o.post.value}};
  }
  EditJson operator()(const zoning::RenameZone& o) const {
    return {{"op", "rename_zone"}, {"zone", o.zone.value}, {"name", o.name}};
  }
};

/// Members of one operation; the first that is wrong is kept.
class Members {
 public:
  explicit Members(const EditJson& json) : json_(json) {}

  bool only(std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : json_.items())
      if (name != "op" && std::ranges::find(names, name) == names.end()) refuse(name, "is not known here");
    return !error_;
  }
  [[nodiscard]] bool has(std::string_view name) const { return json_.contains(name); }

  template <class IdType>
  IdType id(std::string_view name) {
    return IdType{whole(member(name), name)};
  }
  template <class IdType>
  std::vector<IdType> ids(std::string_view name) {
    std::vector<IdType> list;
    const EditJson& all = member(name);
    if (!all.is_array() || all.empty()) return refuse(name, "a list of ids is needed"), list;
    for (const EditJson& one : all) list.push_back(IdType{whole(one, name)});
    return list;
  }
  LineString line(std::string_view name) {
    LineString points;
    const EditJson& all = member(name);
    if (!all.is_array() || all.size() < 2) return refuse(name, "a list of at least two positions is needed"), points;
    for (const EditJson& p : all) {
      const bool pair = p.is_array() && p.size() == 2 && p[0].is_number() && p[1].is_number();
      if (!pair) return refuse(name, "a position is [x, y] in metres"), points;
      points.push_back({p[0].get<double>(), p[1].get<double>()});
      if (!(std::abs(points.back().x) < 0x1p42 && std::abs(points.back().y) < 0x1p42)) refuse(name, "out of range");
    }
    return points;
  }
  std::int64_t number(std::string_view name, std::int64_t otherwise) {
    return has(name) ? whole(member(name), name) : otherwise;
  }
  std::string text(std::string_view name) {
    const EditJson& value = member(name);
    if (!value.is_string()) return refuse(name, "a text is needed"), "";
    return value.get<std::string>();
  }

  [[nodiscard]] Expected<EditOperation> done(EditOperation operation) {
    if (error_) return fail(*error_);
    return operation;
  }
  [[nodiscard]] tl::unexpected<Error> failed() const { return fail(*error_); }

 private:
  void refuse(std::string_view name, std::string why) {
    if (!error_) error_ = bad_member(name, std::move(why));
  }
  const EditJson& member(std::string_view name) {
    static const EditJson nothing;
    const auto found = json_.find(name);
    return found == json_.end() ? nothing : *found;
  }
  std::int64_t whole(const EditJson& value, std::string_view name) {
    if (value.is_number_integer()) return value.get<std::int64_t>();
    refuse(name, "a whole number is needed");
    return 0;
  }

  const EditJson& json_;
  std::optional<Error> error_;
};

Expected<EditOperation> split_zone_from(Members& members) {
  if (members.has("line")) {
    if (!members.only({"zone", "line"})) return members.failed();
    return members.done(zoning::SplitZoneByLine{members.id<ZoneId>("zone"), members.line("line")});
  }
  if (!members.only({"zone", "parts", "seed"})) return members.failed();
  const std::int64_t parts = members.number("parts", 2);
  if (parts < 2 || parts > 1000) return fail(bad_member("parts", std::to_string(parts)));
  return members.done(zoning::SplitZoneBalanced{members.id<ZoneId>("zone"), static_cast<int>(parts),
                                                static_cast<std::uint64_t>(members.number("seed", 1))});
}

Expected<EditOperation> operation_of(const EditJson& json) {
  if (!json.is_object() || !json.contains("op") || !json["op"].is_string())
    return fail(bad_member("op", "the name of an operation is needed"));
  const auto op = json["op"].get<std::string>();
  Members m(json);
  if (op == "split_zone") return split_zone_from(m);
  if (op == "move_blocks") {
    if (!m.only({"blocks", "to"})) return m.failed();
    return m.done(zoning::MoveBlocks{m.ids<BlockId>("blocks"), m.id<ZoneId>("to")});
  }
  if (op == "move_zones") {
    if (!m.only({"zones", "to"})) return m.failed();
    return m.done(zoning::MoveZones{m.ids<ZoneId>("zones"), m.id<ZoneId>("to")});
  }
  if (op == "merge_zones") {
    if (!m.only({"keep", "others"})) return m.failed();
    return m.done(zoning::MergeZones{m.id<ZoneId>("keep"), m.ids<ZoneId>("others")});
  }
  if (op == "split_block") {
    if (!m.only({"block", "line"})) return m.failed();
    return m.done(zoning::SplitBlock{m.id<BlockId>("block"), m.line("line")});
  }
  if (op == "assign_post") {
    if (!m.only({"zone", "post"})) return m.failed();
    return m.done(zoning::AssignPost{m.id<ZoneId>("zone"), m.id<PostId>("post")});
  }
  if (op == "rename_zone") {
    if (!m.only({"zone", "name"})) return m.failed();
    return m.done(zoning::RenameZone{m.id<ZoneId>("zone"), m.text("name")});
  }
  return fail(bad_member("op", "unknown operation \"" + op + "\""));
}

Expected<EditJson> parsed_edit(std::string_view text) {
  EditJson json = EditJson::parse(text, nullptr, false);
  if (json.is_discarded()) return fail(ErrorCode::json_malformed);
  return json;
}

EditJson further_json(const std::vector<zoning::FurtherLoad>& loads) {
  EditJson json = EditJson::object();
  for (const zoning::FurtherLoad& load : loads)
    json[load.name] = {{"amount", load.amount}, {"relative_load", load.relative_load}};
  return json;
}

EditJson figures_json(const std::optional<zoning::ZoneFigures>& f) {
  if (!f) return nullptr;
  EditJson json{{"blocks", f->blocks},
                {"area_m2", f->area.value},
                {"street_m", f->street_length.value},
                {"reports", f->reports},
                {"workload", f->workload},
                {"relative_load", f->relative_load},
                {"perimeter_m", f->perimeter.value},
                {"polsby_popper", f->polsby_popper},
                {"pieces", f->pieces}};
  if (!f->further.empty()) json["further"] = further_json(f->further);
  return json;
}

EditJson errors_json(const std::vector<Error>& errors) {
  EditJson list = EditJson::array();
  for (const Error& e : errors)
    list.push_back({{"code", info(e.code).name},
                    {"id", e.id},
                    {"detail", e.detail},
                    {"message_en", message_en(e)},
                    {"message_zh", message_zh(e)}});
  return list;
}

EditJson moves_json(const std::vector<zoning::BlockMove>& moves) {
  EditJson list = EditJson::array();
  for (const zoning::BlockMove& move : moves)
    list.push_back({{"block", move.block.value}, {"from", maybe_id(move.from)}, {"to", maybe_id(move.to)}});
  return list;
}

EditJson post_json(const std::optional<PostId>& post) { return post ? EditJson(post->value) : EditJson(nullptr); }

}  // namespace

std::string to_json(const EditOperation& operation) { return std::visit(OperationJson{}, operation).dump(); }

Expected<EditOperation> operation_from_json(std::string_view text) {
  GRID_TRY(json, parsed_edit(text));
  return operation_of(json);
}

std::string to_json(const zoning::Consequence& consequence) {
  EditJson zones = EditJson::array(), lineage = EditJson::array();
  for (const zoning::ZoneChange& zone : consequence.zones)
    zones.push_back({{"zone", zone.zone.value},
                     {"code", zone.code},
                     {"name", zone.name},
                     {"name_before", zone.name_before},
                     {"post", post_json(zone.post)},
                     {"post_before", post_json(zone.post_before)},
                     {"level", zone.level},
                     {"before", figures_json(zone.before)},
                     {"after", figures_json(zone.after)}});
  for (const zoning::BlockLineage& split : consequence.lineage)
    lineage.push_back({{"block", split.block.value}, {"parts", ids_json(split.parts)}});
  const EditJson json{{"zones", zones},
                      {"blocks", moves_json(consequence.blocks)},
                      {"lineage", lineage},
                      {"broken", errors_json(consequence.broken)},
                      {"mended", errors_json(consequence.mended)}};
  return json.dump();
}

std::string to_json(const zoning::PlanDiff& diff) {
  EditJson crosswalk = EditJson::array(), lineage = EditJson::array();
  for (const zoning::CrosswalkRow& row : diff.crosswalk)
    crosswalk.push_back({{"from", maybe_id(row.from)},
                         {"to", maybe_id(row.to)},
                         {"blocks", row.blocks},
                         {"area_m2", row.area.value},
                         {"street_m", row.street_length.value},
                         {"reports", row.reports},
                         {"workload", row.workload}});
  for (const zoning::ZoneLineage& row : diff.lineage)
    lineage.push_back({{"fate", zoning::word(row.fate)}, {"from", ids_json(row.from)}, {"to", ids_json(row.to)}});
  const EditJson json{
      {"level", diff.level}, {"moved", moves_json(diff.moved)}, {"crosswalk", crosswalk}, {"lineage", lineage}};
  return json.dump();
}

std::string to_json(const EditLog& log) {
  EditJson operations = EditJson::array();
  for (const EditOperation& operation : log.operations) operations.push_back(std::visit(OperationJson{}, operation));
  const EditJson json{{"draft_sha256", log.draft_sha256}, {"done", log.done}, {"operations", operations}};
  return json.dump();
}

Expected<EditLog> log_from_json(std::string_view text) {
  GRID_TRY(json, parsed_edit(text));
  EditLog log;
  if (!json.is_object() || !json.contains("operations") || !json["operations"].is_array())
    return fail(ErrorCode::json_malformed, "edit log");
  log.draft_sha256 = json.value("draft_sha256", "");
  log.done = json.value("done", std::size_t{0});
  for (const EditJson& one : json["operations"]) {
    GRID_TRY(operation, operation_of(one));
    log.operations.push_back(std::move(operation));
  }
  if (log.done > log.operations.size()) return fail(ErrorCode::json_malformed, "edit log");
  return log;
}

}  // namespace libgrid::workflow
