# What makers and soak-makers share, beside lib.sh: devices of makers, out of the tree's tests (Makers.java), that are given orders,
# and an empty container with cameras of theirs.
need curl jq ssh
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}

# Compiles what plays the devices; sets $makers, its class path
makers=
compile_makers() {
  local b=$root/bundles
  [[ -f $b/vendors/hikvision/target/test-classes/id/pantau/vendor/hikvision/HikvisionCamera.class &&
    -f $b/vendors/dahua/target/test-classes/id/pantau/vendor/dahua/DahuaCamera.class ]] ||
    (cd "$root" && mvn -q -B -pl bundles/vendors/hikvision,bundles/vendors/dahua -am test-compile -Dspotless.check.skip)
  makers=$work/makers:$b/api/target/classes:$b/rtsp/target/classes:$b/onvif/target/classes:$b/tck/target/classes
  makers+=:$b/vendors/hikvision/target/test-classes:$b/vendors/dahua/target/test-classes
  makers+=:$repository/org/slf4j/slf4j-api/1.7.36/slf4j-api-1.7.36.jar:$repository/org/slf4j/slf4j-simple/1.7.36/slf4j-simple-1.7.36.jar
  mkdir -p "$work/makers"
  "$JAVA_HOME/bin/javac" -nowarn -d "$work/makers" -cp "$makers" "$here/Makers.java"
}

# Starts the devices' process
devices() {
  coproc MAKERS { exec "$java" -Xmx256m -Xss256k -cp "$makers" Makers 2> "$work/makers.err"; }
  children+=("$MAKERS_PID")
}

# Gives the devices an order; sets $reply: order WORD...
reply=
order() {
  echo "$*" >&"${MAKERS[1]}"
  read -r -t 60 reply <&"${MAKERS[0]}" || { echo "no answer to '$*': $(tail -n 3 "$work/makers.err")" >&2; exit 1; }
}

# Runs console commands without a JVM for each: command COMMAND
tell() {
  ssh -n -T -q -p "$PANTAU_SSH_PORT" -i "$PANTAU_HOME/state/keys/console" -o BatchMode=yes -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null -o ConnectTimeout=10 pantau@127.0.0.1 "$1" 2> >(grep -v "^Connection to .* closed by remote host" >&2)
}

# An empty container with short grace for drivers; sets $key, a partner's
start_container() {
  rm -rf "$PANTAU_HOME"
  pantau start --detach > "$work/start.log" 2>&1 || { tail -n 5 "$work/start.log" >&2; exit 1; }
  tell "config:property-set -p id.pantau.onboarding networks 127.0.0.0/8
config:property-set -p id.pantau.live driverGraceSeconds 5
config:property-set -p id.pantau.vendor.push rtmpPort ${MAKERS_RTMP_PORT:-18935}
config:property-set -p id.pantau.vendor.push rtspPort ${MAKERS_RTSP_PORT:-18937}
config:property-set -p id.pantau.vendor.push readerPort ${MAKERS_READER_PORT:-18936}
feature:install pantau-vendor-push
partner:add race Race" > "$work/setup.log"
  key=$(tell "partner:key race" | grep -o 'pk_[A-Za-z0-9_.-]*' | head -n 1)
}

# Plugs in devices and registers their cameras, all public; a camera's ref is KIND-DEVICE: register KIND COUNT...
registered=0
register() {
  local kind count number address rows=
  while (( $# )); do
    kind=$1 count=$2; shift 2
    while (( count-- > 0 )); do
      order device "$kind"; read -r number address <<< "$reply"
      rows+=${rows:+,}"{\"ref\":\"$kind-$number\",\"name\":\"$kind $number\",\"address\":\"$address\",\"username\":\"admin\",\"password\":\"first\",\"latitude\":1.1,\"longitude\":104.$((1000 + number)),\"scene\":\"street\",\"publicConsent\":true}"
      registered=$((registered + 1))
    done
  done
  echo "{\"submission\":\"race\",\"cameras\":[$rows]}" > "$work/submission.json"
  curl -sf -H "Authorization: Bearer $key" -H 'Content-Type: application/json' --data-binary "@$work/submission.json" \
    "$http/api/v1/partners/race/cameras" > "$work/receipt.json"
  await "every camera to be probed" 180 '[[ $(tell "onboarding:list --no-format" | grep -c waiting-approval) == '"$registered"' ]]'
  tell "onboarding:approve --partner race" > /dev/null
  list_cameras
  tell "public:publish $(jq -r '.[].id' "$work/cameras.json" | tr '\n' ' ')" > /dev/null
  await "every camera to be live" 180 '[[ $(live_now) == '"$registered"' ]]'
}

list_cameras() { tell "camera:list --json" > "$work/cameras.json"; }
live_now() { tell "camera:list --json" | jq '[.[] | select(.status == "live")] | length'; }

# The ids of the cameras of a kind: cameras_of KIND
cameras_of() { jq -r --arg kind "$1" '.[] | select(.ref | startswith($kind + "-")) | .id' "$work/cameras.json"; }

# A driver's jar as it is in the distribution: shipped VENDOR
shipped() { find "$PANTAU_HOME/container/system/id/pantau/pantau-vendor-$1" -name '*.jar' | head -n 1; }

# Updates a driver's bundle by itself. The framework may have given way to another thread that resolves, and left it stopped:
# redeploy VENDOR
redeploy() { tell "bundle:update id.pantau.vendor.$1 file:$(shipped "$1")" || tell "bundle:start id.pantau.vendor.$1"; }

# As a careful integrator copies: drop FILE
drop() { cp "$1" "$PANTAU_HOME/container/deploy/.half" && mv "$PANTAU_HOME/container/deploy/.half" "$PANTAU_HOME/container/deploy/$(basename "$1")"; }

# Class metadata in use after a full collection, in KiB: metaspace PID
metaspace() {
  "$JAVA_HOME/bin/jcmd" "$1" GC.run > /dev/null
  "$JAVA_HOME/bin/jcmd" "$1" GC.heap_info | sed -n 's/.*Metaspace *used \([0-9]*\)K.*/\1/p'
}

# Without those of the console's sessions, of which each command has one: they end a minute after it: lasting_threads PID
lasting_threads() { cat "/proc/$1"/task/*/comm 2> /dev/null | grep -vc '^session-'; }
