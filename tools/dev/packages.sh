# Debian packages: the lists are data (tools/packages/*.txt, one package a line, # opens a comment).

packages_in() {
  local list
  for list in "$@"; do sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "tools/packages/$list.txt"; done | sort -u
}

# missing_packages LIST...: those that dpkg does not know as installed, whatever a stamp may say.
missing_packages() {
  local wanted
  mapfile -t wanted < <(packages_in "$@")
  # shellcheck disable=SC2016
  comm -23 <(printf '%s\n' "${wanted[@]}") \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

# ensure_packages LIST...: installs what is missing as root; otherwise prints the one line to run and stops with 2.
ensure_packages() {
  local missing
  if ! [[ -x /usr/bin/dpkg-query && -x /usr/bin/apt-get ]]; then
    echo "./dev needs Debian 12 (bookworm): apt-get and dpkg-query were not found" >&2
    exit 2
  fi
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} == 0)); then
    step_done "Debian packages: $*"
    return 0
  fi
  if ((EUID != 0)); then
    echo "Some Debian packages are missing. Run this line once, then run ./dev again:" >&2
    echo "  sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${missing[*]}'" >&2
    exit 2
  fi
  step "Debian packages: $* (${#missing[@]} missing)" apt_install "${missing[@]}"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  local apt=(apt-get -y -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o APT::Color=0)
  if [[ -n $(dpkg --audit) ]]; then # an earlier installation was interrupted
    dpkg --configure -a
    "${apt[@]}" --fix-broken install
  fi
  apt_update "${apt[@]}"
  "${apt[@]}" install --no-install-recommends "$@"
}

# The lock of the package lists is not waited for by apt itself.
apt_update() {
  local try
  for try in 1 2 3 4 5 6; do
    "$@" update && return 0
    echo "apt-get update failed (try $try of 6), waiting 10 s"
    sleep 10
  done
  return 1
}
