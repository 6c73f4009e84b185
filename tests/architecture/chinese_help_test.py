"""Runs the help of every command with --lang zh: each description is Chinese, none is the English one.

    python3 tests/architecture/chinese_help_test.py build/release/cli/libgrid

A new option needs two lines in cli/chinese_help_a_to_h.cpp or chinese_help_i_to_z.cpp; what is missing is printed.
"""
import re
import subprocess
import sys

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WRONG_CALLS = [[], ["quatsch"], ["regions", "x", "--columns", "reports"],
               ["regions", "x", "--columns", "reports", "--count", "3", "--least", "reports=5"],
               ["export", "x", "y", "--version", "1", "--as-of", "2022-01-01"], ["reassign", "x", "--rules"],
               ["cut", "x", "--register", "a", "--landmarks", "nowhere"], ["tessellate", "a", "b", "--cell", "oval"],
               ["quality", "x", "--version", "one"], ["partition", "x", "--preset"], ["edit", "x"], ["edit", "x", "split", "--zone", "z"], ["lengths"],
               ["tessellate", "a", "b", "--code-profile", "15"]]
ENGLISH_OF_CLI11 = re.compile(r"\b(either|requires?|required|excludes|[Ee]xactly|option from|not exist|not in|expected|convert|[Aa] subcommand)\b")
ROW = re.compile(r"^  (\S.*?)(?:\s{2,}(.*))?$")


def help_of(program, language, command):
    done = subprocess.run([program, "--lang", language, *command, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def descriptions(text):
    """[(name, description)] of options and subcommands; a long name has its description in the next line."""
    rows, lines = [], text.splitlines()
    for i, line in enumerate(lines):
        found = ROW.match(line)
        if found and not line.startswith("   ") and not line.startswith("  [") and not line.endswith(":"):
            below = lines[i + 1].strip() if i + 1 < len(lines) and lines[i + 1].startswith(" " * 20) else ""
            name, said = found.groups()
            rows.append((name, said or below))
    return rows


def subcommands(text, heading):
    part = re.search(rf"^{heading}:\n((?:  .*\n)+)", text, re.M)
    return re.findall(r"^  ([a-z][\w-]*)", part.group(1), re.M) if part else []


def untranslated(program, command):
    english, chinese = (help_of(program, language, command) for language in ("en", "zh"))
    bad = [f"{' '.join(command) or 'libgrid'}: {text}" for text in [chinese.splitlines()[0]] if not CHINESE.search(text)]
    seen = descriptions(chinese)
    assert len(seen) == len(descriptions(english)) > 0, command
    for name, said in seen:  # a name that fills its column has its description after a single space
        said = said or name.partition(" 必填 ")[2] or name.partition("=Name ")[2]
        bad += [] if CHINESE.search(said) else [f"{' '.join(command)} {name}: {said}"]
    for word in ("Usage", "Options", "Subcommands", "Positionals", "REQUIRED"):
        bad += [f"{' '.join(command)}: {word}"] if word in chinese else []
    names = subcommands(english, "Subcommands")
    assert names == subcommands(chinese, "子命令"), command
    for name in names:
        bad += untranslated(program, [*command, name])
    return bad


def main(program):
    bad = untranslated(program, [])
    assert len(subcommands(help_of(program, "en", []), "Subcommands")) > 25
    wrong = subprocess.run([program, "--lang", "zh", "init"], capture_output=True, text=True)
    assert wrong.returncode == 2 and CHINESE.search(wrong.stderr), wrong.stderr
    for call in WRONG_CALLS:
        told = subprocess.run([program, "--lang", "zh", *call], capture_output=True, text=True)
        assert told.returncode == 2 and CHINESE.search(told.stderr), (call, told.stderr)
        bad += [f"{' '.join(call)}: {told.stderr}"] if ENGLISH_OF_CLI11.search(told.stderr) else []
    print("\n".join(bad) or "every description is Chinese")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
