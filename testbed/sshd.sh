# Real sshd on loopback, with vendor tools that answer from fixtures: sourced after lib.sh.
need sshd
need ssh
need ssh-keygen

ssh=$work/ssh
mkdir -p "$ssh/bin" "$ssh/none" "$ssh/log"
chmod 700 "$ssh"
[[ $(id -u) != 0 ]] || mkdir -p /run/sshd
for type in ed25519 ecdsa rsa; do
  ssh-keygen -q -t "$type" -N '' -f "$ssh/host_$type" -C host
  ssh-keygen -q -t "$type" -N '' -f "$ssh/id_$type" -C "$type"
done
cat "$ssh"/id_*.pub >"$ssh/authorized_keys"
: >"$ssh/known_hosts"

# sshd_config N [LINE…]: the configuration of instance N, which listens on 127.0.0.(N+1), port $base + N.
base=$((20000 + $$ % 20000))
sshd_config() {
  local n=$1
  shift
  {
    echo "Port $((base + n))"
    echo "ListenAddress 127.0.0.$((n + 1))"
    printf 'HostKey %s\n' "$ssh/host_ed25519" "$ssh/host_ecdsa" "$ssh/host_rsa"
    echo "PidFile none"
    echo "UsePAM no"
    echo "PasswordAuthentication no"
    echo "KbdInteractiveAuthentication no"
    echo "AuthorizedKeysFile $ssh/authorized_keys"
    echo "StrictModes no"
    echo "PermitRootLogin yes"
    (($# == 0)) || printf '%s\n' "$@"
    # The first SetEnv is the only one that counts.
    echo "SetEnv PATH=$ssh/bin:/usr/local/bin:/usr/bin:/bin TESTBED_NODE=node$n"
  } >"$ssh/sshd$n"
}

# start_sshd N: starts it, its process is ${sshd[N]}.
declare -A sshd
start_sshd() {
  "$(command -v sshd)" -D -f "$ssh/sshd$1" -E "$ssh/log/sshd$1" &
  sshd[$1]=$!
  started+=("$!")
  await 20 listens "127.0.0.$(($1 + 1))" "$((base + $1))"
}

listens() {
  (: <"/dev/tcp/$1/$2") 2>/dev/null
}

# serve N [LINE…]: an instance, its alias node$N, and its key among those that are known.
serve() {
  sshd_config "$@"
  start_sshd "$1"
  alias_of "node$1" "$1"
  echo "[127.0.0.$(($1 + 1))]:$((base + $1)) $(cut -d' ' -f1,2 "$ssh/host_ed25519.pub")" >>"$ssh/known_hosts"
}

# alias_of NAME N [LINE…]: another name of an instance in the client's configuration.
alias_of() {
  local name=$1 n=$2
  shift 2
  {
    echo "Host $name"
    echo "  HostName 127.0.0.$((n + 1))"
    echo "  Port $((base + n))"
    (($# == 0)) || printf '  %s\n' "$@"
  } >>"$ssh/config"
}

end_config() {
  {
    echo "Host *"
    echo "  User $(id -un)"
    echo "  IdentitiesOnly yes"
    echo "  IdentityFile $ssh/id_ed25519"
    echo "  UserKnownHostsFile $ssh/known_hosts"
    echo "  GlobalKnownHostsFile /dev/null"
  } >>"$ssh/config"
}

# A driver with two GPUs: gpu 0 is used by the process in $ssh/pid0, gpu 1 by the one in $ssh/pid1.
cat >"$ssh/bin/nvidia-smi" <<'SMI'
#!/bin/sh
here=$(dirname "$0")
for word; do
  case $word in
    --query-gpu=*) fields=${word#*=} ;;
    --query-compute-apps=*) apps=${word#*=} ;;
    --loop-ms=*) loop=${word#*=} ;;
    -lms | --loop-ms) next=loop; continue ;;
    --version) echo 'NVIDIA-SMI version  : 550.54.15'; exit 0 ;;
    -L) printf 'GPU 0: NVIDIA H100 (UUID: GPU-%s-0)\nGPU 1: NVIDIA H100 (UUID: GPU-%s-1)\n' "$TESTBED_NODE" "$TESTBED_NODE"; exit 0 ;;
  esac
  [ "$next" != loop ] || loop=$word
  next=
done
# $ssh/bin/hang.nodeN: it stops in the middle of everything; cut.nodeN: its connection breaks in the middle of a row.
trouble() {
  [ ! -e "$here/hang.$TESTBED_NODE" ] || exec tail -f "$here/hang.$TESTBED_NODE"
  if [ -e "$here/cut.$TESTBED_NODE" ]; then
    rm "$here/cut.$TESTBED_NODE"
    printf '0, 10'
    above=$$
    while [ "$(cat /proc/$above/comm)" != sshd ]; do above=$(awk '/^PPid/ { print $2 }' /proc/$above/status); done
    kill -9 "$above"
  fi
}
trouble
value() {
  case $1 in
    index) echo "$2" ;;
    uuid | gpu_uuid) echo "GPU-$TESTBED_NODE-$2" ;;
    name | gpu_name) echo 'NVIDIA H100' ;;
    driver_version) echo 550.54.15 ;;
    utilization.gpu) echo "$((40 + $2))" ;;
    memory.used) echo "$((10240 * ($2 + 1)))" ;;
    memory.total) echo 81559 ;;
    temperature.gpu) echo "$((50 + $2))" ;;
    power.draw) echo "$((300 + $2)).50" ;;
    power.limit) echo 700.00 ;;
    pstate) echo P0 ;;
    pci.bus_id) echo "00000000:0$2:00.0" ;;
    mig.mode.current) echo Disabled ;;
    clocks.*) echo 1980 ;;
    *) echo '[N/A]' ;;
  esac
}
row() {
  out=
  for field in $(echo "$fields" | tr , ' '); do
    out="$out${out:+, }$(value "$field" "$1")"
  done
  echo "$out"
}
if [ -n "$fields" ]; then
  echo x >>"$here/../log/queries"
  first=$(row 0) second=$(row 1)
  while :; do
    trouble
    printf '%s\n%s\n' "$first" "$second"
    [ -n "$loop" ] || exit 0
    sleep "$(echo "$loop" | awk '{ print $1 / 1000 }')" || exit
  done
fi
if [ -n "$apps" ]; then
  for gpu in 0 1; do
    pid=$(cat "$here/../pid$gpu") || continue
    out=
    for field in $(echo "$apps" | tr , ' '); do
      case $field in
        pid) cell=$pid ;;
        used_memory | used_gpu_memory) cell=$((10000 * (gpu + 1))) ;;
        gpu_uuid) cell=GPU-$TESTBED_NODE-$gpu ;;
        *) cell=sleep ;;
      esac
      out="$out${out:+, }$cell"
    done
    echo "$out"
  done
fi
SMI
chmod +x "$ssh/bin/nvidia-smi"

# Two processes that use a GPU.
sleep 100000 &
started+=("$!")
echo "$!" >"$ssh/pid0"
sleep 200000 &
started+=("$!")
echo "$!" >"$ssh/pid1"
