#pragma once
/// A noun through its table and back.

#include <span>

#include <libgrid/store/detail/rows.hpp>
#include <libgrid/store/detail/store_file.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {

class NounRows : public test::InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    database.emplace(create_store_file(file).value());
    must(database->execute("INSERT INTO zone_maps VALUES(1, 0); PRAGMA foreign_keys=OFF; BEGIN"));
  }
  template <class Noun>
  std::vector<Noun> through(const std::vector<Noun>& nouns, std::optional<std::int64_t> plan = {}) {
    must(write_rows<Noun>(*database, nouns, plan));
    return read_rows<Noun>(*database, plan).value();
  }
  std::optional<Database> database;
};

}  // namespace libgrid::store::detail
