"""The rules of the house. Each takes a House and returns findings, one line each; no finding is good."""
import re

from house import PROGRAMS, libgrid_room

LONGEST_FILE = 500
FORBIDDEN_FOLDERS = {"util", "utils", "common", "misc", "helpers", "helper"}
# What a pure core must not do: print, end the program, read a clock, global randomness or the environment.
IMPURE = re.compile(r"std::(?:cout|cerr|clog)\b|\b\w*printf\s*\(|\b(?:exit|abort|_exit|quick_exit)\s*\(|\bsystem_clock\b"
                    r"|\bsteady_clock\b|\bhigh_resolution_clock\b|\brandom_device\b|\bs?rand\s*\(|\bgetenv\s*\(|\bstd::time\s*\(")
RESERVED = re.compile(r"(?:#\s*define|\b(?:int|auto|double|float|bool|char|struct|class|enum|using|namespace|std::\w+|[A-Z]\w*)&?\*?)"
                      r"\s+(?:_[A-Z]\w*|__(?!int128|restrict|attribute__)\w+|[A-Za-z]\w*?__\w*)(?=\s*[=;,({:]|\s+\S)")
USING = re.compile(r"^[ \t]*using (?:\w*::)+(\w+);", re.M)
OWNING = re.compile(r"\bnew\b|\bdelete\b|\bmalloc\s*\(|\bfree\s*\(")


def table_is_ordered(house):
    """A room names only rooms above it, so there can be no cycle."""
    seen, findings = set(), []
    for row in house.rows.values():
        findings += [f"rooms.txt: {row.room} names {below}, which is not above it" for below in row.may_include if below not in seen]
        seen.add(row.room)
    return findings


def every_folder_is_a_room(house):
    rooms = {path.name for path in (house.root / "libgrid").iterdir() if path.is_dir()}
    return [f"libgrid/{room}: not in rooms.txt" for room in sorted(rooms - set(house.rows))]


def includes_follow_the_table(house):
    findings = []
    for source in house.rooms + house.programs:
        row = house.rows.get(source.room)
        for include in source.includes if row else []:
            room = libgrid_room(include)
            if room is not None and room != source.room and room not in row.may_include:
                findings.append(source.at(include.line, f"{source.room} may not include {include.path}"))
    return findings


def foreign_headers_stay_in_their_room(house):
    findings = []
    for source in house.rooms + house.programs:
        row = house.rows.get(source.room)
        for include in source.includes if row else []:
            own = include.quoted or include.standard or include.path.split("/")[0] in ("libgrid", source.room)
            if not own and not row.allows_foreign(include.path, source.is_header):
                where = "a header of " if source.is_header else ""
                findings.append(source.at(include.line, f"<{include.path}> is foreign to {where}{source.room}"))
    return findings


def programs_do_not_see_each_other(house):
    return [source.at(include.line, f"{source.room} may not include {include.path}")
            for source in house.programs for include in source.includes
            if include.path.split("/")[0] in PROGRAMS and include.path.split("/")[0] != source.room]


def cmake_rows_follow_the_table(house):
    findings = []
    for room, (below, foreign) in house.cmake_rows.items():
        row = house.rows.get(room)
        if row is None:
            findings.append(f"libgrid/CMakeLists.txt: {room} is not in rooms.txt")
            continue
        findings += [f"libgrid/CMakeLists.txt: {room} may not link {name}" for name in below if name not in row.may_include]
        findings += [f"libgrid/CMakeLists.txt: {name} is foreign to {room}" for name in foreign if name not in row.targets]
    folders = {source.room for source in house.rooms}
    findings += [f"libgrid/{room}: no grid_room row" for room in sorted(folders - set(house.cmake_rows))]
    return findings


def includes_of_rooms_are_written_in_full(house):
    """<libgrid/room/x.hpp> everywhere: an include says which room it enters."""
    return [source.at(include.line, f'"{include.path}" instead of <libgrid/room/x.hpp>')
            for source in house.rooms for include in source.includes if include.quoted]


def details_are_private(house):
    findings = []
    for source in house.rooms + house.programs:
        for include in source.includes:
            if "/detail/" in include.path and libgrid_room(include) not in (None, source.room):
                findings.append(source.at(include.line, f"{include.path} is private to its room"))
    return findings


def headers_do_not_include_in_circles(house):
    headers = {source.name: [include.path for include in source.includes] for source in house.rooms if source.is_header}
    done, findings = set(), []

    def visit(name, trail):
        if name in trail:
            findings.append("circle: " + " -> ".join(trail[trail.index(name):] + [name]))
        elif name in headers and name not in done:
            for below in headers[name]:
                visit(below, trail + [name])
            done.add(name)

    for name in headers:
        visit(name, [])
    return findings


def headers_are_guarded(house):
    return [source.at(1, "#pragma once must be the first line") for source in house.rooms + house.programs
            if source.is_header and not source.text.startswith("#pragma once\n")]


def types_are_defined_once(house):
    """Two types of one full name in two headers of the rooms: the linker takes either for both."""
    first, findings = {}, []
    for source in house.rooms:
        for name, line in types_of(source) if source.is_header else ():
            other = first.setdefault(name, source.name)
            if other != source.name:
                findings.append(source.at(line, f"{name} is defined in {other} too"))
    return findings


def types_of(source):
    """(full name, line) of every type at namespace level; lines begin and namespaces end as clang-format leaves them (one of
    a single line has no comment at its end)."""
    spaces, opened_at = [], 0
    for line, (code, text) in enumerate(zip(source.code.splitlines(), source.text.splitlines(), strict=True), 1):
        if opened := re.match(r"(?:inline )?namespace ([\w:]*) ?\{", code):
            spaces.append(opened[1])
            opened_at = line
        elif text.startswith("}  // namespace") or (text == "}" and line == opened_at + 2):
            spaces.pop()
        elif defined := re.match(r"(?:struct|class|enum class) (?:\[\[nodiscard\]\] )?(\w+)[^;<]*\{", code):
            yield "::".join([*spaces, defined[1]]), line


def core_is_pure(house):
    return [finding for source in house.rooms if source.room != "io" for finding in found(source, IMPURE)]


def nothing_is_owned_by_hand(house):
    findings = []
    for source in house.rooms + house.programs:
        findings += found(source, OWNING, strip=r"=\s*delete\b|operator\s+(?:new|delete)\b")
    return findings


def reserved_names_are_not_defined(house):
    """Names with `__` or `_X` belong to the compiler; clang-tidy's check of it costs a tenth of a second in every header."""
    return [finding for source in house.rooms + house.programs for finding in found(source, RESERVED)]


def using_declarations_are_used(house):
    """clang-tidy sees unused ones (misc-unused-using-decls) in the main file alone, and ./dev lint joins many into one."""
    return [source.at(source.code.count("\n", 0, used.start()) + 1, used.group().strip())
            for source in house.rooms + house.programs for used in USING.finditer(source.code)
            if len(re.findall(rf"\b{used[1]}\b", source.code)) == len(re.findall(rf"^\s*using [\w:]*\b{used[1]};", source.code, re.M))]


def found(source, pattern, strip=r"(?!)"):
    code = re.sub(strip, lambda match: " " * len(match.group()), source.code)
    return [source.at(code.count("\n", 0, match.start()) + 1, match.group().strip()) for match in pattern.finditer(code)]


def folders_have_names_that_say_something(house):
    findings = []
    for top in ("libgrid", "tests", "tools", *PROGRAMS):
        for path in (house.root / top).rglob("*"):
            if path.is_dir() and path.name in FORBIDDEN_FOLDERS and not {"node_modules", "dist"} & set(path.parts):
                findings.append(path.relative_to(house.root).as_posix() + ": no folder has such a name")
    return findings


def every_source_has_its_test(house):
    """libgrid/<room>/**/x.cpp -> tests/<room>/x_test.cpp; a source without a function needs none and should not exist."""
    return [source.at(1, f"no tests/{source.room}/{source.path.stem}_test.cpp") for source in house.rooms
            if not source.is_header and not (house.root / "tests" / source.room / f"{source.path.stem}_test.cpp").exists()]


def files_fit_in_a_sitting(house):
    return [f"{source.name}: {source.text.count(chr(10))} lines, more than {LONGEST_FILE}" for source in house.rooms + house.programs
            if source.text.count("\n") > LONGEST_FILE]


ALL = [table_is_ordered, every_folder_is_a_room, includes_follow_the_table, foreign_headers_stay_in_their_room,
       programs_do_not_see_each_other, cmake_rows_follow_the_table, includes_of_rooms_are_written_in_full, details_are_private,
       headers_do_not_include_in_circles, headers_are_guarded, types_are_defined_once, core_is_pure, nothing_is_owned_by_hand,
       reserved_names_are_not_defined, using_declarations_are_used, folders_have_names_that_say_something,
       every_source_has_its_test, files_fit_in_a_sitting]
