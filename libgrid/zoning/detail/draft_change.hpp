#pragma once
/// From an operation to the change it makes: what the touched zones look like afterwards, counted.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/draft_state.hpp>

namespace libgrid::zoning::detail {

/// A state with changes laid over it; `finish` lets the figures follow.
class ChangeBuilder {
 public:
  explicit ChangeBuilder(const DraftState& state) : state_(state), ground_(&state.ground()) {}

  [[nodiscard]] const DraftState& state() const { return state_; }
  [[nodiscard]] const DraftZone* find(ZoneId id) const;
  /// A copy to be edited, without its shape if its blocks change. @pre the zone is there
  DraftZone& edit(ZoneId id);
  DraftZone& edit_members(ZoneId id);
  /// A new zone like this one: level, parent, next code, name, post; no blocks yet.
  DraftZone& add_like(ZoneId id);
  void remove(ZoneId id);
  std::vector<Post>& posts();
  void put_ground(GroundPointer ground);

  /// All zones as they will be, level by level.
  [[nodiscard]] std::vector<const DraftZone*> all() const;
  [[nodiscard]] std::vector<ZoneId> children(ZoneId id) const;
  [[nodiscard]] const BlockGraph& graph() const { return ground_->graph; }

  /// Blocks of upper zones, figures, chains of posts.
  [[nodiscard]] DraftChange finish();

 private:
  void follow_members();
  void hang_posts();
  [[nodiscard]] std::string next_code(const Zone& like, std::size_t& number) const;
  [[nodiscard]] std::string name_of(int level, const std::string& code, std::size_t number) const;

  const DraftState& state_;
  const DraftGround* ground_;
  DraftChange change_;
};

[[nodiscard]] Expected<DraftChange> change_of(const DraftState& state, const EditOperation& operation);

/// What the change does, @pre it is not swapped in yet.
[[nodiscard]] Consequence consequence_of(const DraftState& state, const DraftChange& change);

}  // namespace libgrid::zoning::detail
