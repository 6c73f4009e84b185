"""Holds the house against its rules, and every rule against a small house in which it is broken.

    python3 tests/architecture/layers_test.py                       # all
    python3 tests/architecture/layers_test.py TheHouse.core_is_pure  # one rule
"""
import sys
import tempfile
import unittest
from pathlib import Path

import rules
from house import House

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class TheHouse(unittest.TestCase):
    """One test per rule, on the real tree; the messages are file:line."""
    house = House(ROOT, HERE / "rooms.txt")


def add_rule(rule):
    def test(self):
        findings = rule(self.house)
        self.assertFalse(findings, "\n" + "\n".join(findings))
    test.__doc__ = rule.__doc__
    setattr(TheHouse, rule.__name__, test)


for each in rules.ALL:
    add_rule(each)

TABLE = """
base  | | tl/expected.hpp* | tl::expected
geom  | base | | 
io    | base geom | gdal.h | GDAL::GDAL
cli   | base | CLI/* |
service | base | boost/beast/ |
"""
CMAKE = "grid_room(base)\ntarget_link_libraries(grid_base PUBLIC tl::expected)\ngrid_room(geom MAY_INCLUDE base)\n" \
        "grid_room(io MAY_INCLUDE base geom FOREIGN GDAL::GDAL)\n"
GOOD = {"libgrid/CMakeLists.txt": CMAKE, "tests/geom/wkb_test.cpp": "", "libgrid/io/read.hpp": "#pragma once\n",
        "libgrid/base/id.hpp": "#pragma once\n#include <tl/expected.hpp>\n",
        "libgrid/geom/xy.hpp": "#pragma once\n#include <libgrid/base/id.hpp>\nnamespace libgrid {\nclass Xy final {\n};\n"
                               "namespace io {\nstruct Xyz;\n}  // namespace io\n}  // namespace libgrid\n",
        "libgrid/geom/wkb.cpp": '#include <libgrid/geom/xy.hpp>\n// new bytes, printf(\nauto t = "new";\nX(X&&) = delete;\n'}
# rule -> file, its content, a part of the finding
BROKEN = [
    ("includes_follow_the_table", "libgrid/base/a.hpp", "#pragma once\n#include <libgrid/geom/xy.hpp>\n", "a.hpp:2: base may not"),
    ("includes_follow_the_table", "service/a.cpp", "#include <libgrid/geom/xy.hpp>\n", "service may not include"),
    ("foreign_headers_stay_in_their_room", "libgrid/geom/wkb.cpp", "#include <gdal.h>\n", "<gdal.h> is foreign to geom"),
    ("foreign_headers_stay_in_their_room", "libgrid/io/a.hpp", "#pragma once\n#include <gdal.h>\n", "a header of io"),
    ("foreign_headers_stay_in_their_room", "service/a.cpp", "#include <boost/geometry.hpp>\n", "is foreign to service"),
    ("programs_do_not_see_each_other", "cli/a.cpp", "#include <service/http/server.hpp>\n", "cli may not include service"),
    ("cmake_rows_follow_the_table", "libgrid/CMakeLists.txt", "grid_room(base MAY_INCLUDE geom)\n", "base may not link geom"),
    ("cmake_rows_follow_the_table", "libgrid/CMakeLists.txt", "grid_room(geom FOREIGN\n GDAL::GDAL)\n", "GDAL::GDAL is foreign"),
    ("cmake_rows_follow_the_table", "libgrid/CMakeLists.txt", CMAKE + "target_link_libraries(grid_geom PUBLIC fmt::fmt)", "fmt::fmt"),
    ("cmake_rows_follow_the_table", "libgrid/new_room/a.hpp", "#pragma once\n", "no grid_room row"),
    ("every_folder_is_a_room", "libgrid/new_room/a.hpp", "#pragma once\n", "not in rooms.txt"),
    ("includes_of_rooms_are_written_in_full", "libgrid/geom/wkb.cpp", '#include "xy.hpp"\n', '"xy.hpp" instead'),
    ("details_are_private", "libgrid/io/a.cpp", "#include <libgrid/geom/detail/sweep.hpp>\n", "private"),
    ("headers_do_not_include_in_circles", "libgrid/base/id.hpp", "#pragma once\n#include <libgrid/geom/xy.hpp>\n", "circle: "),
    ("headers_are_guarded", "libgrid/base/id.hpp", "// first\n#pragma once\n", "first line"),
    ("types_are_defined_once", "libgrid/io/a.hpp", "#pragma once\nnamespace libgrid {\nstruct Xy {\n};\n}  // namespace libgrid\n",
     "a.hpp:3: libgrid::Xy is defined in libgrid/geom/xy.hpp too"),
    ("core_is_pure", "libgrid/geom/wkb.cpp", "void f() { std::cout << 1; }\n", "std::cout"),
    ("core_is_pure", "libgrid/geom/wkb.cpp", "\n\nint n = std::snprintf(t, 1, x);\n", "wkb.cpp:3: snprintf"),
    ("core_is_pure", "libgrid/geom/wkb.cpp", "auto t = std::chrono::system_clock::now();\n", "system_clock"),
    ("core_is_pure", "libgrid/geom/wkb.cpp", "int n = 1'000; auto e = getenv(x); int m = 2'000;\n", "getenv"),
    ("nothing_is_owned_by_hand", "libgrid/io/a.cpp", "int* p = new int;\n", "a.cpp:1: new"),
    ("nothing_is_owned_by_hand", "cli/a.cpp", "void f(int* p) { delete p; }\n", "delete"),
    ("reserved_names_are_not_defined", "libgrid/io/a.cpp", "#define LIBGRID__X 1\n", "LIBGRID__X"),
    ("reserved_names_are_not_defined", "cli/a.cpp", "int y = 1;\nint _Xy = 1;\n", "a.cpp:2: int _Xy"),
    ("using_declarations_are_used", "libgrid/io/a.cpp", "\nusing base::Id;\nusing base::Xy;\nXy f();  // Id\n", "a.cpp:2: using base::Id;"),
    ("folders_have_names_that_say_something", "libgrid/geom/util/a.hpp", "#pragma once\n", "no folder has such a name"),
    ("every_source_has_its_test", "libgrid/geom/detail/sweep.cpp", "", "no tests/geom/sweep_test.cpp"),
    ("files_fit_in_a_sitting", "libgrid/geom/xy.hpp", "#pragma once\n" + 500 * "//\n", "501 lines"),
]


class TheRules(unittest.TestCase):
    """A rule that finds nothing in a broken house is no rule."""

    def findings(self, rule, changes, table=TABLE):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**GOOD, **changes, "rooms.txt": table}.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return rule(House(folder, Path(folder, "rooms.txt")))

    def good_house_has_no_findings(self):
        for rule in rules.ALL:
            with self.subTest(rule.__name__):
                self.assertEqual(self.findings(rule, {}), [])

    def broken_houses_are_found(self):
        for rule, name, text, part in BROKEN:
            with self.subTest(rule=rule, file=name):
                self.assertIn(part, "\n".join(self.findings(getattr(rules, rule), {name: text})))

    def a_table_with_a_circle_is_found(self):
        table = TABLE.replace("base  | |", "base | geom |")
        self.assertIn("base names geom", "\n".join(self.findings(rules.table_is_ordered, {}, table)))

    def every_rule_is_broken_once(self):
        self.assertEqual({rule.__name__ for rule in rules.ALL} - {row[0] for row in BROKEN}, {"table_is_ordered"})


def all_tests():
    names = [rule.__name__ for rule in rules.ALL]
    names = [f"TheHouse.{name}" for name in names]
    return names + [f"TheRules.{name}" for name in vars(TheRules) if not name.startswith("_") and name != "findings"]


if __name__ == "__main__":
    chosen = sys.argv[1:] or all_tests()
    suite = unittest.defaultTestLoader.loadTestsFromNames(chosen, sys.modules[__name__])
    sys.exit(not unittest.TextTestRunner(verbosity=1).run(suite).wasSuccessful())
