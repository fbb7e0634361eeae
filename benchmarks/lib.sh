# What the races share. Everything stays on loopback and ends with the script.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
export JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
java=$JAVA_HOME/bin/java
work=${BENCHMARK_WORK:-$(mktemp -d "${TMPDIR:-/tmp}/pantau-benchmark.XXXXXX")}
mkdir -p "$work"
export PANTAU_HOME=$work/pantau PANTAU_HTTP_PORT=${PANTAU_HTTP_PORT:-18181} PANTAU_SSH_PORT=${PANTAU_SSH_PORT:-18101}
http=http://127.0.0.1:$PANTAU_HTTP_PORT
ticks=$(getconf CLK_TCK)
children=()

need() { local p; for p in "$@"; do command -v "$p" >/dev/null || { echo "this race needs the program $p" >&2; exit 1; }; done; }

finish() {
  "$root/pantau" stop >/dev/null 2>&1 || true
  (( ${#children[@]} )) && kill "${children[@]}" 2>/dev/null || true
  [[ -n ${BENCHMARK_WORK:-} ]] || rm -rf "$work"
}
trap finish EXIT

machine() {
  echo "machine: $(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(uname -sr)"
  echo "commit:  $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo none)$(git -C "$root" diff --quiet HEAD 2>/dev/null || echo ' (changed)')"
  echo "java:    $("$java" -version 2>&1 | head -n 1)"
}

# A clip of 20 s, 25 pictures a second, a key picture every 2 s: clip FILE SIZE BITRATE
clip() {
  need ffmpeg
  [[ -s $1 ]] || ffmpeg -v error -y -f lavfi -i "testsrc2=size=$2:rate=25" -t 20 -c:v libx264 -preset veryfast \
    -profile:v main -bf 0 -g 50 -keyint_min 50 -sc_threshold 0 -b:v "$3" -maxrate "$3" -bufsize "$3" \
    -x264-params aud=1 -pix_fmt yuv420p -f h264 "$1"
}

# Starts the cameras; sets $source_port: cameras CLIP
source_port=
cameras() {
  local pipe=$work/source.in out=$work/source.out
  rm -f "$pipe" "$out"; mkfifo "$pipe"
  /usr/bin/python3 "$here/source.py" "$1" 25 < "$pipe" > "$out" 2> "$work/source.err" &
  children+=($!)
  exec {source_input}> "$pipe"
  for _ in $(seq 50); do source_port=$(head -n 1 "$out"); [[ -n $source_port ]] && return; sleep 0.2; done
  echo "GStreamer's RTSP server did not start: $(cat "$work/source.err")" >&2; exit 1
}

# Used by the processes until now, in clock ticks: cpu PID...
cpu() { local p sum=0; for p in "$@"; do sum=$((sum + $(sed 's/.*) //' "/proc/$p/stat" | awk '{print $12 + $13}'))); done; echo "$sum"; }

# Of one core, in percent, over some seconds: load SECONDS PID...
load() {
  local seconds=$1 before after; shift
  before=$(cpu "$@"); sleep "$seconds"; after=$(cpu "$@")
  awk -v t=$((after - before)) -v hz="$ticks" -v s="$seconds" 'BEGIN{printf "%.1f", 100 * t / hz / s}'
}

# Proportional memory in MiB: memory PID...
memory() { local p sum=0; for p in "$@"; do sum=$((sum + $(awk '/^Pss:/{print $2}' "/proc/$p/smaps_rollup"))); done; echo $((sum / 1024)); }

pantau() { "$root/pantau" "$@"; }
pantau_pid() { cat "$PANTAU_HOME/pid"; }

# An empty container with N cameras of the source, all public: city N
city() {
  local n=$1 key i rows=
  rm -rf "$PANTAU_HOME"
  pantau start --detach > "$work/start.log" 2>&1 || { tail -n 5 "$work/start.log" >&2; exit 1; }
  pantau console "config:property-set -p id.pantau.onboarding networks 127.0.0.0/8
partner:add race Race" >/dev/null
  key=$(pantau console "partner:key race" | grep -o 'pk_[A-Za-z0-9_.-]*' | head -n 1)
  for i in $(seq "$n"); do
    rows+=${rows:+,}"{\"ref\":\"C$i\",\"name\":\"Camera $i\",\"address\":\"rtsp://127.0.0.1:$source_port/main?n=$i\",\"latitude\":1.1,\"longitude\":104.$((1000 + i)),\"scene\":\"street\",\"publicConsent\":true}"
  done
  echo "{\"submission\":\"race\",\"cameras\":[$rows]}" > "$work/cameras.json"
  curl -sf -H "Authorization: Bearer $key" -H 'Content-Type: application/json' --data-binary "@$work/cameras.json" \
    "$http/api/v1/partners/race/cameras" > "$work/receipt.json"
  await "every camera to be probed" 120 '[[ $(pantau console "onboarding:list --no-format" | grep -c waiting-approval) == '"$n"' ]]'
  pantau console "onboarding:approve --partner race" >/dev/null
  pantau console "camera:list --json" > "$work/cameras.json"
  pantau console "public:publish $(grep -o '"id" *: *"[^"]*"' "$work/cameras.json" | cut -d'"' -f4 | tr '\n' ' ')" >/dev/null
  await "every camera to be live" 180 '[[ $(live) == '"$n"' ]]'
}

ids() { grep -o '"id" *: *"[^"]*"' "$work/cameras.json" | cut -d'"' -f4; }
live() { curl -sf "$http/api/v1/public/points" | grep -o '"status" *: *"live"' | wc -l; }

# await WHAT SECONDS CONDITION
await() {
  local end=$((SECONDS + $2))
  until eval "$3"; do
    (( SECONDS < end )) || { echo "waited $2 s in vain for $1" >&2; exit 1; }
    sleep 1
  done
}

# The middle one: median NUMBER...
median() { printf '%s\n' "$@" | sort -g | awk '{a[NR] = $1} END{print a[int((NR + 1) / 2)]}'; }

threads() { ls "/proc/$1/task" | wc -l; }
descriptors() { ls "/proc/$1/fd" | wc -l; }
resident() { awk '/^VmRSS:/{print int($2 / 1024)}' "/proc/$1/status"; }
metric() { curl -sf "$http/metrics" | awk -v name="$1" '$1 == name {print $2}'; }

# Live objects on the heap in MiB, after a full collection: heap PID
heap() {
  "$JAVA_HOME/bin/jcmd" "$1" GC.run > /dev/null
  "$JAVA_HOME/bin/jcmd" "$1" GC.heap_info | sed -n 's/.* used \([0-9]*\)K.*/\1/p' | head -n 1 | awk '{printf "%.1f", $1 / 1024}'
}

# Whether a number is within a limit: met NUMBER '<=' or '>=' LIMIT
met() {
  [[ -n $1 && $1 != NaN ]] || { echo "not measured"; return; }
  awk -v a="$1" -v op="$2" -v b="$3" 'BEGIN{print ((op == "<=" ? a <= b : a >= b) ? "yes" : "no")}'
}

# A row of the table that run-all prints at the end: reach WHAT TARGET STRETCH MEASURED MET
reach() { [[ -z ${BENCHMARK_TABLE:-} ]] || echo "| $1 | $2 | $3 | $4 | $5 |" >> "$BENCHMARK_TABLE"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN{printf "%.2f", b ? a / b : 0}'; }

# Resident memory in KiB, descriptors and threads: footprint PID
footprint() { echo "$(awk '/^VmRSS:/{print $2}' "/proc/$1/status") $(descriptors "$1") $(threads "$1")"; }

# How samples grew after the warm-up, each "SECONDS RSS-IN-KIB DESCRIPTORS THREADS LIVE-CAMERAS": growth FILE WARM-UP-SECONDS
growth() {
  awk -v warm="$2" '
    $1 >= warm { c++; x += $1; y += $2; xx += $1 * $1; xy += $1 * $2
      for (i = 2; i <= 5; i++) { if (!(i in low) || $i < low[i]) low[i] = $i; if ($i > high[i]) high[i] = $i; if (c == 1) first[i] = $i; last[i] = $i } }
    END {
      slope = (c * xy - x * y) / (c * xx - x * x)
      printf "samples after warm-up: %d over %d s\n", c, $1 - warm
      printf "RSS slope: %.2f MiB/h (first %.1f, last %.1f, lowest %.1f, highest %.1f MiB)\n", slope * 3600 / 1024, first[2] / 1024, last[2] / 1024, low[2] / 1024, high[2] / 1024
      printf "descriptors: first %d, last %d, lowest %d, highest %d\n", first[3], last[3], low[3], high[3]
      printf "threads: first %d, last %d, lowest %d, highest %d\n", first[4], last[4], low[4], high[4]
      printf "cameras live: lowest %d, highest %d\n", low[5], high[5]
    }' "$1"
}
