"""Which sources may be compiled as one: prints a line `GROUP FILE` for each that has company.

  join_sources.py LINES FILE...

A name that a file keeps for itself (in an unnamed namespace, a file's static, a macro) would be seen by the files that
follow it in one translation unit. So two files share a group only when neither's own names stand anywhere in the other:
each file means in company what it means alone. First fit in the order given, up to LINES lines a group.
"""
import re
import sys

NOT_CODE = re.compile(r'R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*(?:.|\n)*?\*/')
FREE_WORD = re.compile(r"(?<![.:>\w])[A-Za-z_]\w*")  # not a member, not qualified
UNNAMED = re.compile(r"\bnamespace\s*\{")
MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", re.M)
STATIC = re.compile(r"^static\b([^;{]*)", re.M)
TYPE = re.compile(r"\b(?:struct|class|union|enum(?:\s+class)?|concept)\s+(\w+)|\busing\s+(\w+)\s*=")
FUNCTION = re.compile(r"\b(\w+)\s*\(")
VARIABLE = re.compile(r"^[^(=]*?(\w+)\s*(?:\[[^\]]*\]\s*)*(?:=|$)")


def name_of(head):
    """The name that one declaration declares; head is its text up to its body, its `;` or both."""
    head = re.sub(r"\[\[.*?\]\]|\balignas\([^)]*\)|\s*:\s*public\b.*", "", head, flags=re.S).strip()
    if re.match(r"using\s+[\w:]+$|using\s+namespace|namespace\b", head):  # the same said twice is one
        return None
    for pattern in (TYPE, VARIABLE, FUNCTION):
        found = pattern.search(head)
        if found:
            return next(filter(None, found.groups()))
    return None


def declarations(code, at):
    """The heads of what stands directly in the block that opens before `at`."""
    depth, start = 1, at
    for mark in re.compile(r"[{};]").finditer(code, at):
        if mark[0] == "}":
            depth -= 1
            if depth == 0:
                return
            if depth == 1:
                start = mark.end()
        elif depth == 1:
            yield code[start:mark.start()]
            start = mark.end()
        if mark[0] == "{":
            depth += 1


def own_names(code):
    heads = [head for block in UNNAMED.finditer(code) for head in declarations(code, block.end())]
    names = {name_of(head) for head in heads + STATIC.findall(code)} | set(MACRO.findall(code))
    return {name for name in names if name and not re.fullmatch(r"TEST\w*|RC_GTEST\w*|INSTANTIATE_\w*|static_assert", name)}


class Group:
    def __init__(self):
        self.files, self.lines, self.names, self.words = [], 0, set(), set()

    def add(self, file, lines, names, words):
        self.files.append(file)
        self.lines += lines
        self.names |= names
        self.words |= words


def joined(files, most_lines, read=lambda file: open(file, encoding="utf-8").read()):
    groups = []
    for file in files:
        text = read(file)
        code = NOT_CODE.sub('""', text)
        names, words, lines = own_names(code), set(FREE_WORD.findall(code)), text.count("\n")
        for group in groups:
            if group.lines + lines <= most_lines and not names & group.words and not group.names & words:
                break
        else:
            group = Group()
            groups.append(group)
        group.add(file, lines, names, words)
    return [group.files for group in groups]


if __name__ == "__main__":
    for number, group in enumerate(joined(sys.argv[2:], int(sys.argv[1]))):
        for name in group if len(group) > 1 else []:
            print(number, name)
