"""Every English sentence that the sources put into an Error has its Chinese one in libgrid/base/detail/*_sentences.hpp.

    python3 tests/architecture/error_details_test.py

A sentence is a string of two words or more in a call that makes an Error; conditions such as "days >= 1, 0 < level < 1"
are the same in both languages.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCES = sorted((ROOT / "libgrid/base/detail").glob("*_sentences.hpp"))
MAKERS = r"\b(fail|make_error|refuse|refused|refuse_edit|invalid|bad_member|not_along|unwritable|bad_argument|add(?=\(ErrorCode::))\("
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
SAME_IN_BOTH = re.compile(r"[<>]=? |^\w+(, \w+)+$")  # a condition; names of parameters
HOLE = re.compile(r"\{[^{}]*\}")


def end_of_call(text, start):
    """The position behind the bracket that closes the one at `start`; strings and characters are stepped over."""
    depth, at = 0, start
    step = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'|[()]')
    while found := step.search(text, at):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        at = found.end()
        if depth == 0:
            return at
    return len(text)


def joined(call):
    """Neighbouring literals are one literal to the compiler."""
    return re.sub(r'(?<!\\)"\s*"', "", call)


def sentences_of(text):
    for found in re.finditer(MAKERS, text):
        call = joined(text[found.end() - 1 : end_of_call(text, found.end() - 1)])
        for literal in LITERAL.findall(call):
            if SENTENCE.search(literal) and not SAME_IN_BOTH.search(literal):
                yield HOLE.sub("{}", literal)


def sources():
    for folder in ("libgrid", "cli", "service", "bindings/cpp"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            if "node_modules" not in path.parts and path not in SENTENCES:
                yield path


def table():
    return [(en, zh) for en, zh in re.findall(r'\{"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\}', joined("".join(page.read_text() for page in SENTENCES)))]


def main():
    rows = table()
    english = [en for en, _ in rows]
    patterns = [re.compile(".+".join(map(re.escape, en.split("{}")))) for en in english]
    bad = [f"twice: {en}" for en in sorted(set(english)) if english.count(en) > 1]
    bad += [f"other values in Chinese: {en}" for en, zh in rows if len(HOLE.findall(en)) != len(HOLE.findall(zh))]
    bad += [f"not Chinese: {zh}" for _, zh in rows if not re.search("[\u4e00-\u9fff：]", zh)]
    for path in sources():
        for sentence in sentences_of(path.read_text()):
            if not any(sentence in en for en in english) and not any(en.fullmatch("x" + sentence) for en in patterns):
                bad.append(f"{path.relative_to(ROOT)}: no Chinese for \"{sentence}\"")
    print("\n".join(bad) or f"{len(rows)} sentences, all known")
    return 1 if bad or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
