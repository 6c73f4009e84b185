#!/usr/bin/env bash
# Runs the two commands in a fresh, minimal Debian 12: nothing but git and bash, a clean clone, no cache.
#
#   sudo tools/chroot_check.sh FOLDER [--commands "demo --no-serve,demo --no-serve,test"] [--copy PATH]... [--env NAME]... [--keep]
#
# FOLDER must not exist yet; about 6 GB. How this machine reaches its package archives comes from its own apt sources,
# pip and npm configuration (copied if they exist); --copy adds a file, --env passes a variable on.
# Prints what ./dev prints (the time of every step), then one line per command with its time and exit code.
# Exit code 1 if a command failed.
set -euo pipefail
export LC_ALL=C.UTF-8

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" && exit 64; }

source_folder=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
commands="demo --no-serve,demo --no-serve,test" keep=no
copied=(/etc/hosts /etc/resolv.conf /etc/pip.conf "$HOME/.config/pip/pip.conf" /etc/npmrc "$HOME/.npmrc" /usr/local/share/ca-certificates)
passed=(http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_INDEX_URL PIP_CERT PIP_DEFAULT_TIMEOUT NODE_EXTRA_CA_CERTS)
(($#)) || usage
target=$1 && shift
while (($#)); do
  case "$1" in
    --commands) commands=$2 && shift ;;
    --copy) copied+=("$2") && shift ;;
    --env) passed+=("$2") && shift ;;
    --keep) keep=yes ;;
    *) usage ;;
  esac
  shift
done
if ((EUID != 0)); then echo "chroot and mounts need root" >&2 && exit 2; fi
if [[ -e $target ]]; then echo "$target exists already" >&2 && exit 64; fi
command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap

sources=/etc/apt/sources.list.d/debian.sources
[[ -f $sources ]] || sources=/etc/apt/sources.list
mirror=$(sed -nE 's/^URIs: *(\S+).*/\1/p; s/^deb +(\[[^]]*\] +)?(\S+) +bookworm .*/\2/p' "$sources" | head -n 1)

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  local place
  for place in dev/shm dev/pts sys proc; do umount -l "$target/$place" 2>/dev/null || true; done
  if [[ $keep == no ]]; then rm -rf --one-file-system "$target"; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

started=$SECONDS
debootstrap --variant=minbase --include=git bookworm "$target" "$mirror" >"$target.debootstrap.log" 2>&1
echo "fresh Debian 12: $((SECONDS - started)) s"

rm -f "$target"/etc/apt/sources.list "$target"/etc/apt/sources.list.d/*
cp "$sources" "$target/etc/apt/${sources#/etc/apt/}"
apt-config dump | grep -E '^Acquire::(http|https)::|^Acquire::Check' >"$target/etc/apt/apt.conf.d/90outer" || true
for path in "${copied[@]}"; do
  [[ -e $path ]] || continue
  inside=$target/${path#/}
  [[ $path == "$HOME"/* ]] && inside=$target/root/${path#"$HOME"/}
  mkdir -p "$(dirname "$inside")" && cp -rL "$path" "$(dirname "$inside")/"
done
git clone --quiet --no-hardlinks "$source_folder" "$target/root/libgrid"
mount -t proc proc "$target/proc"
mount -t sysfs -o ro sysfs "$target/sys"
mkdir -p "$target/dev/shm" "$target/dev/pts"
mount -t tmpfs tmpfs "$target/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$target/dev/pts" 2>/dev/null || true

variables=(HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb)
for name in "${passed[@]}"; do if [[ -n ${!name:-} ]]; then variables+=("$name=${!name}"); fi; done

failed=0 lines=()
IFS=, read -ra list <<<"$commands"
for command in "${list[@]}"; do
  echo "== ./dev $command"
  started=$SECONDS status=0
  # shellcheck disable=SC2086
  env -i "${variables[@]}" chroot "$target" /bin/bash -c 'cd /root/libgrid && exec ./dev "$@"' dev $command </dev/null || status=$?
  lines+=("./dev $command: $((SECONDS - started)) s, exit code $status")
  if ((status)); then failed=1; fi
done
printf '%s\n' "${lines[@]}"
exit "$failed"
