"""The list of checks: one printed line per check, a count at the end, a JSON report."""
import json
import math


class Log:
    """Collects checks. Every check prints `ok|FAIL name: figure (expected ...)`."""

    def __init__(self, quiet=False):
        self.rows = []
        self.quiet = quiet

    def check(self, name, ok, figure, expected=""):
        """Record one check and print its line; returns whether it passed."""
        ok = bool(ok)
        self.rows.append({"name": name, "ok": ok, "figure": str(figure), "expected": str(expected)})
        if not self.quiet:
            tail = f" (expected {expected})" if str(expected) else ""
            print(f"{'ok' if ok else 'FAIL'} {name}: {figure}{tail}", flush=True)
        return ok

    def equal(self, name, got, expected):
        """Exact equality of two plain values."""
        return self.check(name, got == expected, got, expected)

    def close(self, name, got, expected, tolerance, unit=""):
        """Equality of two numbers within an absolute tolerance, which is printed."""
        got, expected = float(got), float(expected)
        ok = math.isfinite(got) and abs(got - expected) <= tolerance
        return self.check(name, ok, f"{got:.10g}{unit}", f"{expected:.10g} +- {tolerance:g}{unit}")

    def none_wrong(self, name, wrong, total, what="rows", examples=()):
        """`wrong` of `total` things break a rule; the check passes when none does."""
        text = f"{int(wrong)} of {int(total)} {what} wrong"
        if wrong and len(examples):
            text += " e.g. " + ", ".join(str(e) for e in list(examples)[:3])
        return self.check(name, int(wrong) == 0 and int(total) > 0, text, f"0, and some {what}")

    def guard(self, name, function, *arguments):
        """Run one group of checks; what it raises (a missing file, layer, column) is a FAIL."""
        try:
            return function(self, *arguments)
        except Exception as error:  # a checker reports, it does not crash
            text = " ".join(str(error).split())[:200]
            self.check(name, False, f"could not be checked: {type(error).__name__}: {text}",
                       "files and columns of the output contract")
            return None

    def finish(self, json_path=None):
        """Print the counts on their own line; returns the exit code."""
        failed = sum(not row["ok"] for row in self.rows)
        if json_path:
            with open(json_path, "w", encoding="utf-8", newline="\n") as file:
                json.dump({"passed": len(self.rows) - failed, "failed": failed,
                           "checks": self.rows}, file, ensure_ascii=False, indent=1)
                file.write("\n")
        print(f"{len(self.rows) - failed} passed, {failed} failed", flush=True)
        return 1 if failed else 0
