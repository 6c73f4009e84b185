# The venv: made by Debian's Python, never by another one on PATH. It also brings Node for the web page.

readonly python=$root/.venv/bin/python

ensure_venv() {
  local key
  key="$(/usr/bin/python3 --version) $root"
  if stamped .venv/.made "$key"; then return 0; fi
  step "Python venv" make_venv "$key"
}

make_venv() {
  rm -rf .venv
  /usr/bin/python3 -m venv .venv
  stamp .venv/.made "$1"
}

# ensure_python FILE: pinned packages of tools/python/FILE.txt.
ensure_python() {
  local list=tools/python/$1.txt key
  ensure_venv
  key=$(hash_of <"$list")
  if stamped ".venv/.stamps/$1" "$key"; then
    step_done "Python packages: $1"
    return 0
  fi
  step "Python packages: $1" install_python "$list" "$1" "$key"
}

install_python() {
  .venv/bin/python -m pip install --no-input --disable-pip-version-check --retries 5 -r "$1"
  stamp ".venv/.stamps/$2" "$3"
}

# ensure_bindings: `import libgrid` inside the venv, built again when a source has changed. The flags are those of the
# preset, so that ccache hands over the rooms that are compiled already.
ensure_bindings() {
  [[ -f bindings/pyproject.toml ]] || return 0
  local key developer=OFF
  if [[ $preset == ci ]]; then developer=ON; fi
  key="$developer $(hash_tree bindings libgrid cmake CMakeLists.txt)"
  if stamped .venv/.stamps/bindings "$key"; then
    step_done "Python package libgrid"
    return 0
  fi
  step "Python package libgrid" install_bindings "$developer" "$key"
}

install_bindings() {
  .venv/bin/python -m pip install --no-input --disable-pip-version-check --retries 5 \
    --config-settings=cmake.define.LIBGRID_DEVELOPER="$1" ./bindings
  stamp .venv/.stamps/bindings "$2"
}
