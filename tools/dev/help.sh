# ./dev help.

command_help() {
  cat <<'TEXT'
./dev demo [CITY] [--no-serve] [--port N]
                                     installs what is missing, builds, runs a city from streets and reports to zones,
                                     duties, hotspots and a report in out/CITY, then serves the map at
                                     http://127.0.0.1:8080 (or the next free port); CITY: boston (real), or
                                     xuchang (synthetic, in Chinese)
./dev test [--only PART]             the same set-up, then every test; PART: cpp, python, boston, xuchang, browser
./dev serve [CITY] [--port N]        serves the map of the last demo
./dev bench [NAME...]                benchmarks
./dev lint [--fix]                   format, shell scripts, layers, clang-tidy
./dev fuzz [SECONDS]                 every fuzz target for some seconds (60)
./dev doctor                         what is here and what is missing; installs nothing

Not root and packages missing: prints the one sudo line and stops with exit code 2.
Logs of the steps: build/logs.
TEXT
}
