# ./dev doctor: what is here and what is missing; installs nothing. Exit code 1 if the demo could not run now.

command_doctor() {
  local bad=0 missing list
  report_line "system" "$(sed -n "s/^PRETTY_NAME=\"\(.*\)\"/\1/p" /etc/os-release), $(nproc) cores, $(free -g | awk '/^Mem/ {print $2}') GB"
  for list in build test lint; do
    mapfile -t missing < <(missing_packages "$list")
    if ((${#missing[@]} == 0)); then
      report_line "packages: $list" "all installed"
    else
      report_line "packages: $list" "missing: ${missing[*]}"
      [[ $list == build ]] && bad=1
    fi
  done
  report_line "python" "$(/usr/bin/python3 --version 2>&1 || echo missing)"
  report_line "venv" "$([[ -f .venv/.made ]] && cat .venv/.made || echo "not made yet")"
  report_line "node in the venv" "$([[ -x .venv/bin/node ]] && .venv/bin/node --version || echo "not installed yet")"
  report_line "compiler" "$($CXX --version 2>/dev/null | head -n 1 || echo missing)"
  report_line "program" "$(find build/*/cli -maxdepth 1 -name libgrid 2>/dev/null | tr '\n' ' ')"
  report_line "results" "$([[ -d out/boston ]] && echo out/boston || echo "none yet")"
  local grid=build/$preset/cli/libgrid
  if [[ -x $grid ]]; then "$grid" doctor || bad=1; fi
  return "$bad"
}

report_line() { printf '%-22s%s\n' "$1" "$2"; }
