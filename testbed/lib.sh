# Shared by the scripts of this folder: sourced, not run.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
started=()

finish() {
  local pid
  for pid in ${started[@]+"${started[@]}"}; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  # A program that was just ended may still tidy up its own files.
  rm -rf "$work" 2>/dev/null || { read -rt 1 <> <(:) || true; rm -rf "$work"; }
}
trap finish EXIT

# Builds when needed, so that no script takes the launcher's word about that for the program's.
"$root/allsmi" --version >/dev/null 2>&1

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# need PROGRAM: a missing one skips the script, or fails it where skipping is not allowed.
need() {
  command -v "$1" >/dev/null && return 0
  if [[ ${ALLSMI_REQUIRE_TESTBED-} == 1 ]]; then
    fail "$1: expected it to be installed"
  fi
  echo "$(basename "$0"): skipped, $1 is not installed"
  exit 0
}

# await SECONDS COMMAND…: runs the command until it succeeds.
await() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || fail "expected '$*' to succeed in time"
    read -rt 0.1 <> <(:) || true
  done
}

# mock NODES OPTION…: starts a mock cluster whose hosts are in $work/hosts.csv.
mock() {
  local nodes=$1
  shift
  "$root/allsmi" mock --nodes "$nodes" -o "$work/hosts.csv" "$@" >"$work/mock.out" 2>"$work/mock.err" &
  started+=($!)
  await 60 test -s "$work/hosts.csv"
  await 60 grep -q ready "$work/mock.err"
}

# A loopback port that nobody uses right now.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# exporter OPTION…: starts the exporter of this machine on $port, its process is $exporter.
exporter() {
  port=$(free_port)
  "$root/allsmi" api --bind 127.0.0.1 --port "$port" --energy-file "$work/energy" "$@" 2>"$work/api.err" &
  exporter=$!
  started+=("$exporter")
  await 60 curl -sf "http://127.0.0.1:$port/-/ready"
}

# CPU time of a process so far, in ticks of 1/100 s.
cpu_ticks() {
  awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"
}

# Resident memory of a process, in MB.
resident_mb() {
  awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"
}
