# A real Slurm on loopback: four nodes with eight or four GPUs each on this one machine, sourced after lib.sh.
need munged
need slurmctld
need slurmd
need squeue
[[ $(id -u) == 0 ]] || fail "id: expected root, who can run jobs of others, got $(id -un)"

slurm=$work/slurm
# Below the ports that the system gives to connections.
slurm_base=$((10000 + $$ % 9000))
slurm_nodes=(node1 node2 node3 node4)
mkdir -p "$slurm"/{munge,log,state,dev,spool,gpus,jobs}
chmod 755 "$work" "$slurm" "$slurm/munge"
chmod 1777 "$slurm/jobs"
export SLURM_CONF=$slurm/slurm.conf

for gpu in {0..7}; do
  mknod -m 666 "$slurm/dev/nvidia$gpu" c 195 "$gpu" 2>/dev/null || : >"$slurm/dev/nvidia$gpu"
done

cat >"$SLURM_CONF" <<CONF
ClusterName=testbed
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthInfo=socket=$slurm/munge/socket
SlurmctldPort=$slurm_base
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool/%n
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd-%n.pid
SlurmctldLogFile=$slurm/log/slurmctld
SlurmdLogFile=$slurm/log/slurmd-%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
SchedulerParameters=bf_interval=2
ReturnToService=2
KillWait=1
MailProg=/bin/true
GresTypes=gpu
NodeName=node[1-2] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$((slurm_base + 1))-$((slurm_base + 2))] Sockets=2 CoresPerSocket=32 RealMemory=512000 Gres=gpu:h100:8
NodeName=node3 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((slurm_base + 3)) Sockets=2 CoresPerSocket=16 RealMemory=256000 Gres=gpu:a100:4,gpu:l40s:4
NodeName=node4 NodeHostname=localhost NodeAddr=127.0.0.1 Port=$((slurm_base + 4)) Sockets=2 CoresPerSocket=16 RealMemory=256000 Gres=gpu:4
PartitionName=gpu Nodes=node[1-4] Default=YES State=UP DefMemPerCPU=1000
CONF
cat >"$slurm/gres.conf" <<CONF
AutoDetect=off
NodeName=node[1-2] Name=gpu Type=h100 File=$slurm/dev/nvidia[0-7]
NodeName=node3 Name=gpu Type=a100 File=$slurm/dev/nvidia[0-3]
NodeName=node3 Name=gpu Type=l40s File=$slurm/dev/nvidia[4-7]
NodeName=node4 Name=gpu File=$slurm/dev/nvidia[0-3]
CONF

# Two users who can log in nowhere, gone again when the script ends.
slurm_users=()
slurm_user() { # NAME
  useradd --no-create-home --home-dir "$slurm/jobs" --shell /bin/sh "$1" 2>/dev/null ||
    fail "useradd: expected no account $1 on this machine, and that one can be made"
  slurm_users+=("$1")
}

start_slurmctld() {
  slurmctld -D "$@" >/dev/null 2>&1 &
  slurmctld=$!
  started+=("$slurmctld")
  await 20 scontrol ping
}

stop_slurmctld() {
  kill "$slurmctld"
  wait "$slurmctld" 2>/dev/null || true
}

slurm_up() {
  local node
  mungekey -c -k "$slurm/munge/key"
  munged --foreground --force --num-threads=4 --socket="$slurm/munge/socket" --key-file="$slurm/munge/key" \
    --pid-file="$slurm/munge/pid" --log-file="$slurm/munge/log" --seed-file="$slurm/munge/seed" >/dev/null 2>&1 &
  started+=("$!")
  await 20 test -S "$slurm/munge/socket"
  start_slurmctld -c
  for node in "${slurm_nodes[@]}"; do
    mkdir -p "$slurm/spool/$node"
    PATH=$slurm/bin:$PATH slurmd -D -N "$node" >/dev/null 2>&1 &
    started+=("$!")
  done
  await 30 slurm_idle
}

slurm_idle() {
  [[ $(sinfo -h -N -o %T | sort -u) == idle ]]
}

no_jobs() {
  [[ -z $(squeue -h -o %i) ]]
}

# Jobs first: without their slurmd their processes would stay. lib.sh then ends the daemons. All that an account
# of ours still runs then, as where slurmctld was gone before, is ours too.
slurm_down() {
  local user left
  if scontrol ping >/dev/null 2>&1; then
    squeue -h -o %i | xargs -r scancel || true
    (await 20 no_jobs) || true
  fi
  finish
  for user in ${slurm_users[@]+"${slurm_users[@]}"}; do
    left=$(ps -o pid= -u "$user" || true)
    [[ -z $left ]] || kill -9 $left 2>/dev/null || true
    userdel --force "$user" 2>/dev/null || true
  done
}
trap slurm_down EXIT

# A driver for every node: $slurm/gpus/NODE has a line "INDEX UTILISATION" for each GPU, and
# $slurm/gpus/NODE.apps one "INDEX PID MIB" for each process that holds memory.
mkdir -p "$slurm/bin"
cat >"$slurm/bin/nvidia-smi" <<'SMI'
#!/bin/sh
node=${SLURMD_NODENAME:-$TESTBED_NODE}
state=$(dirname "$0")/../gpus/$node
for word; do
  case $word in
    --query-gpu=*) fields=${word#*=} ;;
    --query-compute-apps=*) apps=${word#*=} ;;
    --version) echo 'NVIDIA-SMI version  : 550.54.15'; exit 0 ;;
    -L) while read -r index rest; do echo "GPU $index: NVIDIA H100 (UUID: GPU-$node-$index)"; done <"$state"; exit 0 ;;
    -lms) next=loop; continue ;;
  esac
  [ "$next" != loop ] || loop=$word
  next=
done
rows() {
  while read -r index busy; do
    out= used=$(awk -v gpu="$index" '$1 == gpu { sum += $3 } END { print sum + 0 }' "$state.apps")
    for field in $(echo "$fields" | tr , ' '); do
      case $field in
        index) cell=$index ;;
        uuid | gpu_uuid) cell=GPU-$node-$index ;;
        name | gpu_name) cell='NVIDIA H100' ;;
        driver_version) cell=550.54.15 ;;
        utilization.gpu) cell=$busy ;;
        memory.used) cell=$used ;;
        memory.total) cell=81559 ;;
        temperature.gpu) cell=50 ;;
        power.draw) cell=$((100 + 6 * busy)).50 ;;
        power.limit) cell=700.00 ;;
        pci.bus_id) cell=00000000:0$index:00.0 ;;
        mig.mode.current) cell=Disabled ;;
        *) cell='[N/A]' ;;
      esac
      out="$out${out:+, }$cell"
    done
    echo "$out"
  done <"$state"
}
if [ -n "$fields" ]; then
  while rows; do
    [ -n "$loop" ] || exit 0
    sleep "$(echo "$loop" | awk '{ print $1 / 1000 }')" || exit
  done
fi
[ -z "$apps" ] || while read -r index pid mib; do
  out=
  for field in $(echo "$apps" | tr , ' '); do
    case $field in
      pid) cell=$pid ;;
      used_memory | used_gpu_memory) cell=$mib ;;
      gpu_uuid) cell=GPU-$node-$index ;;
      *) cell=python ;;
    esac
    out="$out${out:+, }$cell"
  done
  echo "$out"
done <"$state.apps"
SMI
chmod 755 "$slurm/bin" "$slurm/bin/nvidia-smi"

for node in "${slurm_nodes[@]}"; do
  most=7
  [[ $node != node4 ]] || most=3
  for gpu in $(seq 0 "$most"); do echo "$gpu 0"; done >"$slurm/gpus/$node"
  : >"$slurm/gpus/$node.apps"
done
