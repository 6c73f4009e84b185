"""cmake/join_sources.py: which files are compiled as one by the sanitizer presets and by clang-tidy."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "cmake"))
from join_sources import joined, own_names  # noqa: E402


def groups(most_lines=100, **texts):
    return joined(list(texts), most_lines, read=texts.get)


class JoinSources(unittest.TestCase):
    def test_own_names_are_those_that_a_file_keeps_for_itself(self):
        code = """#define LIMIT 3
namespace libgrid {
namespace io = libgrid::io;
namespace {
using test::square;
using Json = std::map<int, int>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<int, 2> kPair{1, 2};
struct Edge : Base { int inner = 0; void method() { int local = 1; } };
[[nodiscard]] std::vector<int> rows_of(int count = 3) { return {count}; }
TEST(Suite, Case) { int here = 1; }
}  // namespace
int shared(int);
static int counter = 0;
}
"""
        self.assertEqual(own_names(code), {"LIMIT", "Json", "kNone", "kPair", "Edge", "rows_of", "counter"})

    def test_files_without_a_common_word_stand_together(self):
        self.assertEqual(groups(a="namespace { int f() { return 1; } }", b="namespace { int g() { return 2; } }"), [["a", "b"]])

    def test_two_of_one_name_are_parted(self):
        self.assertEqual(groups(a="namespace { int f() { return 1; } }", b="namespace { int f() { return 2; } }"), [["a"], ["b"]])

    def test_a_name_that_the_other_file_only_mentions_parts_them_too(self):
        own, caller = "namespace { int f(double) { return 1; } }", "int g() { return f(1); }"
        self.assertEqual(groups(a=own, b=caller), [["a"], ["b"]])
        self.assertEqual(groups(a=caller, b=own), [["a"], ["b"]])

    def test_a_member_a_comment_or_a_text_of_that_name_does_not(self):
        own = "namespace { int f() { return 1; } }"
        self.assertEqual(groups(a=own, b='int g(X x) { return x.f() + std::f(); }  // f\nauto t = "f";'), [["a", "b"]])

    def test_a_group_is_full_at_the_lines_given(self):
        self.assertEqual(groups(most_lines=5, a="\n" * 3, b="\n" * 3, c="\n" * 2), [["a", "c"], ["b"]])


if __name__ == "__main__":
    unittest.main()
