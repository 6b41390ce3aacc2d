# allsmi reads this host for whoever is at the other end of standard input.
# POSIX sh. No file is written and nothing is kept when this shell ends.
# Before this text stand T, the mark of this connection, and commands of vendors' tools.
LC_ALL=C
export LC_ALL
unset IFS GREP_OPTIONS GREP_COLORS POSIXLY_CORRECT
set +e +u
PATH="$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/opt/rocm/bin"

# Only builtins write a mark: it is never the argument of a program.
mark() { echo; echo "#$T $*"; }
have() { command -v "$1" >/dev/null 2>&1; }
# Whether a program was ended because it took too long.
late() { case $1 in 124|137|143) return 0 ;; esac; return 1; }

round=0 mode='' before=0 up=0 container='' clocks='' limit='' reads='' about='' short='' eager='' hz=100
asked=0 memory='' users='' known='' nameless='' listed='' listed_at=0
loads='/proc/stat /proc/meminfo /proc/uptime /sys/class/powercap/intel-rapl:*/energy_uj'

# What does not change, once for each connection.
facts() {
  mark begin
  if have timeout && timeout -k 2 5 true >/dev/null 2>&1 </dev/null; then
    limit='timeout -k 2 15' reads='timeout -k 1 10' about='timeout -k 1 5' short='timeout -k 1 3'
  elif have timeout && timeout 5 true >/dev/null 2>&1 </dev/null; then
    limit='timeout 15' reads='timeout 10' about='timeout 5' short='timeout 3'
  fi
  # One that is ended has told what it has read until then.
  grep --line-buffered -q '' /proc/self/stat >/dev/null 2>&1 </dev/null && eager=--line-buffered
  mark missing
  for tool in grep cut head stat df; do have $tool || echo $tool; done
  [ "$(awk 'BEGIN { print 1 }' 2>/dev/null </dev/null)" = 1 ] || echo awk
  mark units
  hz=$(getconf CLK_TCK 2>/dev/null </dev/null)
  case $hz in ''|*[!0-9]*) hz=100 ;; esac
  echo "$(getconf PAGESIZE 2>/dev/null </dev/null) $hz"
  mark machine
  [ -r /proc/sys/kernel/arch ] || uname -m 2>/dev/null </dev/null
  mark exists
  for file in /.dockerenv /run/.containerenv /run/systemd/container \
    /var/run/secrets/kubernetes.io /sys/fs/cgroup/cgroup.type; do
    [ -e $file ] && container=yes && echo $file
  done
  if [ -r /proc/1/environ ] && grep -azq '^container=.' /proc/1/environ 2>/dev/null </dev/null; then
    container=yes
    echo /run/systemd/container
  fi
  while read -r line; do
    case $line in
      *docker*|*kubepods*|*libpod*|*containerd*|*crio*|*lxc*) container=yes ;;
    esac
  done 2>/dev/null </proc/1/cgroup
  [ -n "$container" ] && loads="$loads /sys/fs/cgroup/memory.max
    /sys/fs/cgroup/memory.current /sys/fs/cgroup/memory.stat
    /sys/fs/cgroup/memory.swap.max /sys/fs/cgroup/memory.swap.current
    /sys/fs/cgroup/cpu.max /sys/fs/cgroup/cpu.stat /sys/fs/cgroup/cpuset.cpus.effective
    /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory/memory.stat
    /sys/fs/cgroup/memory/memory.usage_in_bytes
    /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes
    /sys/fs/cgroup/cpu*/cpu.cfs_quota_us /sys/fs/cgroup/cpu*/cpu.cfs_period_us
    /sys/fs/cgroup/cpu*/cpuacct.usage /sys/fs/cgroup/cpuset/cpuset.effective_cpus
    /sys/fs/cgroup/cpuset/cpuset.cpus"
  mark facts
  $limit grep -aH '' /proc/sys/kernel/hostname /proc/sys/kernel/arch /proc/self/cgroup /proc/1/cgroup \
    /sys/class/dmi/id/product_name /sys/class/dmi/id/sys_vendor /sys/class/dmi/id/board_name \
    /sys/class/dmi/id/product_version /sys/class/dmi/id/bios_version \
    /sys/firmware/devicetree/base/model \
    /sys/class/powercap/intel-rapl:*/name /sys/class/powercap/intel-rapl:*/max_energy_range_uj \
    /sys/devices/system/cpu/cpu[0-9]*/topology/physical_package_id \
    /sys/devices/system/cpu/cpu[0-9]*/topology/thread_siblings_list \
    /sys/devices/system/cpu/cpu[0-9]*/cpufreq/cpuinfo_max_freq \
    /sys/devices/system/cpu/cpu0/cpufreq/base_frequency \
    /sys/devices/system/cpu/cpu0/acpi_cppc/nominal_freq \
    /sys/devices/system/cpu/cpu[0-9]*/cache/index[0-9]*/level \
    /sys/devices/system/cpu/cpu[0-9]*/cache/index[0-9]*/size \
    /sys/devices/system/cpu/cpu[0-9]*/cache/index[0-9]*/shared_cpu_list \
    /sys/class/hwmon/hwmon*/name /sys/class/hwmon/hwmon*/temp*_label \
    /sys/class/hwmon/hwmon*/fan*_label /sys/class/hwmon/hwmon*/fan*_max \
    /sys/class/hwmon/hwmon*/power*_label /sys/class/hwmon/hwmon*/power*_oem_info \
    /sys/class/thermal/thermal_zone*/type 2>/dev/null </dev/null
  [ -n "$container" ] && grep -aH '' /proc/self/mountinfo 2>/dev/null </dev/null
  mark cpuinfo
  grep -aHE '^(processor|vendor_id|model name|physical id|core id|cache size|CPU implementer|CPU part|cpu|Model|Hardware)[[:space:]]*:' \
    /proc/cpuinfo 2>/dev/null </dev/null
  grep -aqE '^(cpu MHz|clock)[[:space:]]*:' /proc/cpuinfo 2>/dev/null </dev/null && clocks=cpuinfo
  tools
  mark end
}

# Every line begins with the path of its file: whatever a process calls itself, it stays in place.
# Of a process only the fields that are read are sent; a plus stands before those of young ones,
# whose numbers go to where complaints do. What this shell has started to read them is left out, which
# of some programs is known at the end. Files are read by grep: some awks end where a process has ended
# before its file was read.
fields='
function tell(line, pid, began) {
  if (began + 0 >= since + 0) {
    line = "+" line
    if (since > 0 && ++young <= 400) print pid > "/dev/stderr"
    if (young == 401) print "all" > "/dev/stderr"
  }
  print line
}
BEGIN {
  if ((getline own < "/proc/self/stat") > 0) {
    split(own, field, " ")
    self = field[1]; shell = field[4]; session = field[6]; begun = field[22]
  }
}
/^late$/ { print "late" > "/dev/stderr"; next }
/^\/proc\/uptime:/ {
  up = int(substr($0, 14))
  since = before
  if (round % 4 == 1 && since > up - 60) since = up - 60
  if (round % 16 == 1 || since < 0) since = 0
  since *= hz
  print "up" up > "/dev/stderr"
}
/^\/proc\/stat:(intr|softirq)/ { next }
/^\/proc\/[0-9]+\/stat:/ && match($0, /\) [A-Za-z]( -?[0-9]+)+ *$/) {
  n = split(substr($0, RSTART + 2), field, " ")
  line = substr($0, 1, RSTART)
  pid = substr($0, 7)
  sub(/\/.*/, "", pid)
  if (self && (pid == self || pid == shell || field[2] == shell)) {
    ours[pid]
    next
  }
  for (i = 1; i <= 22 && i <= n; i++) line = line " " field[i]
  if (self && field[4] == session && line ~ /\((grep|timeout|busybox)\)/) {
    held[pid] = line; parent[pid] = field[2]; start[pid] = field[20]
    next
  }
  tell(line, pid, field[20])
  next
}
{ print }
END {
  for (i = 0; i < 3; i++)
    for (pid in held)
      if (parent[pid] in ours || (held[pid] ~ /\(timeout\)/ && start[pid] + 2 >= begun)) ours[pid]
  for (pid in held) if (!(pid in ours)) tell(held[pid], pid, start[pid])
  if (since <= 0) print "all" > "/dev/stderr"
}
'

# The loads of the machine and its processes. What a process is, is asked when it is new, again now
# and then during its first minute, in which one often becomes another, and of all seldom.
load() {
  mark files
  {
    young=$(
      {
        $reads grep -aH '' $loads /proc/[0-9]*/stat 2>/dev/null </dev/null
        late $? && echo late
      } 3>&- | awk -v round=$round -v before=$before -v hz=$hz "$fields" 2>&1 >&3 3>&-
    )
  } 3>&1
  details
}

# What a process is: when it is young, and of all now and then. Command lines stand last: a section
# that is cut loses of them first, whoever's they are. A file that does not answer ends it.
details() {
  all='' unread='' ids='' groups='' lines='' environs='' folders=''
  up=0
  for pid in $young; do
    case $pid in
      all) all=yes ;;
      late)
        # What is told of processes is not all: it is worth nothing.
        mark late
        return 0
        ;;
      up*) case ${pid#up} in ''|*[!0-9]*) ;; *) up=${pid#up} ;; esac ;;
      *[!0-9]*) ;;
      *)
        ids="$ids /proc/$pid/status"
        groups="$groups /proc/$pid/cgroup /proc/$pid/loginuid"
        lines="$lines /proc/$pid/cmdline"
        environs="$environs /proc/$pid/environ"
        folders="$folders /proc/$pid"
        ;;
    esac
  done
  before=$up
  mark details
  if [ -n "$all" ]; then
    ids='/proc/[0-9]*/status' groups='/proc/[0-9]*/cgroup /proc/[0-9]*/loginuid'
    lines='/proc/[0-9]*/cmdline' environs='/proc/[0-9]*/environ' folders='/proc/[0-9]*'
  fi
  [ -n "$ids" ] || return 0
  {
    unread=$({ identities | cut -b 1-4400 | head -c 16777216; } 2>&1 >&3 3>&-)
  } 3>&1
  case $unread in
    *late*) mark unread ;;
    *)
      mark environs
      $about grep -azHE '^(SLURM_JOB_ID|SLURM_JOB_USER|BACKENDAI_USER_EMAIL|BACKENDAI_USER_NAME)=' \
        $environs 2>/dev/null </dev/null | tr '\0\n' '\n ' | head -c 4194304
      ;;
  esac
  if [ $((round % 4)) = 1 ] && [ -n "$folders" ] && [ -z "$nameless" ]; then
    mark names
    $short stat -c '%u %U' $folders 2>/dev/null </dev/null
    [ $? -ge 124 ] && nameless=yes
  fi
}

identities() {
  asked_of '^Uid:' 1 "$ids" && asked_of '' 64 "$groups" && asked_of '' 16 "$lines"
}

# Lines of files, so many of each.
asked_of() {
  $about grep -aH $eager -m $2 "$1" $3 2>/dev/null </dev/null
  late $? || return 0
  echo late >&2
  return 1
}

# What changes slowly.
around() {
  if [ $((round % 4)) = 1 ]; then
    mark sensors
    $short grep -aH '' /sys/class/hwmon/hwmon*/temp*_input /sys/class/hwmon/hwmon*/fan*_input \
      /sys/class/hwmon/hwmon*/power*_input /sys/class/hwmon/hwmon*/power*_average \
      /sys/class/thermal/thermal_zone*/temp 2>/dev/null </dev/null
    mark clocks
    if [ -n "$clocks" ]; then
      grep -aHE '^(processor|cpu MHz|clock)[[:space:]]*:' /proc/cpuinfo 2>/dev/null </dev/null
    else
      grep -aH '' /sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_cur_freq 2>/dev/null </dev/null
    fi
  fi
  [ $((round % 16)) = 1 ] || return 0
  mark accounts
  grep -aH '' /etc/passwd 2>/dev/null </dev/null | head -c 4194304
  mark mounts
  grep -aH '' /proc/self/mounts 2>/dev/null </dev/null | head -c 1048576
  set --
  while read -r device point type rest; do
    case $type in
      overlay) [ "$point" = / ] || continue ;;
      zfs|btrfs|bcachefs) ;;
      nfs*|cifs|smb3|lustre|ceph|gpfs|beegfs|9p|virtiofs|fuse|fuse.*) continue ;;
      squashfs|iso9660|udf|erofs|cramfs) continue ;;
      *) case $device in /dev/*) ;; *) continue ;; esac ;;
    esac
    case $point in
      /var/lib/docker/*|/var/lib/containers/*|/var/lib/kubelet/*) ;;
      /*) set -- "$@" "$point" ;;
    esac
    [ $# -ge 256 ] && break
  done </proc/self/mounts
  mark disks
  [ $# -gt 0 ] && $short df -Pk "$@" 2>/dev/null </dev/null
}

# A program, what it wrote and how it ended.
run() {
  mark "$1"
  shift
  $limit "$@" 2>/dev/null </dev/null
  code=$?
  [ $code = 0 ] || failed=yes
  mark "status $code"
}

vendor() {
  failed=''
  if [ -z "$known" ]; then
    ${1}_once
    [ -n "$failed" ] || known=yes
  fi
  ${1}_always
}

query='--format=csv,noheader,nounits'
newline='
'

gpus() {
  output=$($limit nvidia-smi --query-gpu="$columns" $query 2>&1 </dev/null)
  code=$?
  rows
}

# Who uses them is asked again when their memory is used otherwise, one has gone, or after a while.
rows() {
  mark gpus
  printf '%s\n' "$output"
  mark "status $code"
  amounts='' due=''
  IFS=$newline
  set -f
  for row in $output; do
    row=${row#*, }
    amounts="$amounts ${row%%,*}"
  done
  set +f
  unset IFS
  for pid in $users; do [ -d /proc/$pid ] || due=yes; done
  if [ -n "$due" ] || [ "$amounts" != "$memory" ] || [ $((up - asked)) -ge 15 ]; then
    memory=$amounts
    apps
  fi
}

apps() {
  output=$($limit nvidia-smi --query-compute-apps=gpu_uuid,pid,used_memory $query 2>&1 </dev/null)
  code=$?
  mark apps
  printf '%s\n' "$output"
  mark "status $code"
  asked=$up users=''
  IFS=$newline
  set -f
  for row in $output; do
    row=${row#*, }
    row=${row%%,*}
    case $row in ''|*[!0-9]*) ;; *) users="$users $row" ;; esac
  done
  set +f
  unset IFS
  steps
}

# Jobs of processes that use devices, of this host's slurmd and nobody else, where neither groups nor
# environments nor parents tell them: for the same processes once in a minute.
steps() {
  groups='' environs='' jobless=''
  for pid in $users; do
    groups="$groups /proc/$pid/cgroup" environs="$environs /proc/$pid/environ"
  done
  [ -n "$groups" ] || return 0
  of_jobs=$({
    $short grep -als 'job_[0-9]' $groups
    $short grep -azls '^SLURM_JOB_ID=' $environs
  } 2>/dev/null </dev/null)
  for pid in $users; do
    case $of_jobs in *"/$pid/"*) ;; *) of_step $pid || jobless="$jobless $pid" ;; esac
  done
  [ -n "$jobless" ] || return 0
  [ "$jobless" = "$listed" ] && [ $((up - listed_at)) -lt 60 ] && return 0
  listed=$jobless listed_at=$up
  have scontrol || return 0
  [ -n "$($short grep -alxs slurmd /proc/[0-9]*/comm 2>/dev/null </dev/null)" ] || return 0
  mark steps
  $short scontrol listpids 2>/dev/null </dev/null | head -c 1048576
}

# Whether a process is below one of Slurm's.
of_step() {
  above=$1 depth=0
  while [ $depth -lt 32 ] && [ "$above" -gt 1 ] 2>/dev/null; do
    IFS= read -r line 2>/dev/null </proc/$above/stat || return 1
    case $line in *' (slurmstepd) '*) return 0 ;; esac
    line=${line##*) ? }
    above=${line%% *} depth=$((depth + 1))
  done
  return 1
}

steps_of() {
  users=$*
  mark begin
  steps
  mark end
}

tick() {
  round=$((round + 1))
  mark begin
  case $mode in
    native) run native $program snapshot --format json --include $include ;;
    native-load)
      run native $program snapshot --format json --include $include
      load
      around
      ;;
    *)
      load
      around
      case $mode in
        nvidia-smi) gpus ;;
        amd-smi) vendor amd_smi ;;
        rocm-smi) vendor rocm_smi ;;
      esac
      ;;
  esac
  mark end
}

# The devices alone: after a column was left out that the driver does not know.
again() {
  mark begin
  gpus
  mark end
}

# A program that goes on is ended when whoever is at the other end leaves, even while it is silent.
watched() {
  "$@" 2>&1 </dev/null 4<&- &
  program=$!
  {
    while read -r rest; do :; done
    kill $program
    sleep 2
    kill -9 $program
  } <&4 >/dev/null 2>&1 &
  watcher=$!
  wait $program
  kill $watcher
}

# One nvidia-smi that goes on: with the last row of each of its rounds everything else is read.
stream() {
  watched nvidia-smi --query-gpu="$columns" $query -lms $1 2>/dev/null 4<&0 | {
    text='' count=0 last=-1 odd=0 code=0
    while IFS= read -r row; do
      number=${row%%,*}
      case $number in
        ''|*[!0-9]*)
          odd=$((odd + 1))
          [ $odd -gt 1000 ] && break
          text="$text$row$newline"
          continue
          ;;
      esac
      if [ $number -le $last ]; then
        streamed
        text='' count=0
      fi
      text="$text$row$newline" count=$((count + 1)) last=$number
      if [ $count -ge $2 ]; then
        streamed
        text='' count=0 last=-1
      fi
    done
  }
  mark begin
  mark stopped
  mark end
}

streamed() {
  round=$((round + 1)) odd=0
  mark begin
  load
  around
  output=$text
  rows
  mark end
}

# Which of them are there.
which_tools() {
  mark begin
  tools
  mark end
}

tools() {
  mark tools
  for tool in allsmi all-smi nvidia-smi amd-smi rocm-smi; do have $tool && echo $tool; done
}

try() {
  mark begin
  case $1 in
    allsmi|all-smi) run try $1 --version ;;
    nvidia-smi) run try nvidia-smi -L ;;
    amd-smi) run try amd-smi list --json ;;
    rocm-smi) run try rocm-smi --showproductname --json ;;
  esac
  mark end
}

use() { mode=$1 known='' memory='' asked=0; }
