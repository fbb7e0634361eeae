#!/usr/bin/env bash
# Fuzzes the parsers of this bundle, bundles/onvif's, those of bundles/vendors, and bundles/web's of playlist requests, with
# Jazzer (Apache-2.0, from Maven Central).
#
#   bundles/rtsp/fuzz.sh [-r RUNS | -t SECONDS] [-j JOBS] [-s SEED] [TARGET ...]
#
# All targets, one after the other, 1,000,000 runs each, unless told otherwise. With a seed it is the same run each time.
#
# Finds of this run lie in target/fuzz/TARGET; the script fails when there are any. A heap that grows beyond 256 MB or an
# input that takes longer than a second on an idle machine is one. Keep what was found in src/test/resources/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")"

limit=(-runs=1000000) how=() jobs=1
seed=()
while getopts r:t:j:s: option; do
  case $option in
    r) limit=(-runs="$OPTARG") how+=(-r "$OPTARG") ;;
    t) limit=(-max_total_time="$OPTARG") how+=(-t "$OPTARG") ;;
    j) jobs=$OPTARG ;;
    s) seed=(-seed="$OPTARG") how+=(-s "$OPTARG") ;;
    *) sed -n '2,10p' fuzz.sh; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
targets=("$@")
(( ${#targets[@]} )) || mapfile -t targets < <(cd .. && basename -a {rtsp,web,onvif,vendors/*}/src/test/resources/fuzz/*)

jazzer=0.30.0
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
jars=$repository/com/code-intelligence
for part in jazzer jazzer-api; do
  [[ -f $jars/$part/$jazzer/$part-$jazzer.jar ]] ||
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dartifact="com.code-intelligence:$part:$jazzer"
done
modules=bundles/rtsp,bundles/web,bundles/onvif
built() {
  [[ -d target/test-classes/id/pantau/rtsp/fuzz && -f ../web/target/test-classes/id/pantau/web/PlaylistRequestFuzz.class &&
    -f ../onvif/target/test-classes/id/pantau/onvif/SoapFuzz.class ]] || return 1
  local fuzz
  for fuzz in ../vendors/*/src/test/java/id/pantau/vendor/*/*Fuzz.java; do
    fuzz=${fuzz/src\/test\/java/target\/test-classes}
    [[ -f ${fuzz%.java}.class ]] || return 1
  done
}
for folder in ../vendors/*/src/test/resources/fuzz; do
  folder=${folder#../}
  modules+=,bundles/${folder%/src/*}
done
built || (cd ../.. && mvn -q -B -pl "$modules" -am test-compile -Dspotless.check.skip)
if (( jobs > 1 )); then
  printf '%s\n' "${targets[@]}" | xargs -n 1 -P "$jobs" ./fuzz.sh "${how[@]}"
  exit
fi
newest() { find "$repository/$1" -name "$2" | sort -V | tail -n 1; } # FOLDER NAME
library=$jars/jazzer/$jazzer/jazzer-$jazzer.jar:$jars/jazzer-api/$jazzer/jazzer-api-$jazzer.jar
rtsp=target/classes:target/test-classes:$(newest org/slf4j/slf4j-api 'slf4j-api-1*.jar')
onvif=../onvif/target/classes:../onvif/target/test-classes
web=../web/target/classes:../web/target/test-classes:../api/target/classes:$(newest org/slf4j/slf4j-api 'slf4j-api-2*.jar')
web+=:$(newest org/apache/felix/org.apache.felix.http.servlet-api '*-api-*.jar')
jackson=
for part in databind core annotations; do jackson+=:$(newest "com/fasterxml/jackson/core/jackson-$part" "jackson-$part-*.jar"); done
web+=$jackson
maker=../vendors/dialect/target/classes:../onvif/target/classes:../api/target/classes:$(newest org/slf4j/slf4j-api 'slf4j-api-1*.jar')$jackson

run() { # CLASSPATH TARGET-CLASS ARGUMENT...
  nice "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:-OmitStackTraceInFastThrow -cp "$1:$library" com.code_intelligence.jazzer.Jazzer \
    --target_class="$2" --instrumentation_includes='id.pantau.**' --disabled_hooks='.*' -rss_limit_mb=0 "${@:3}"
}

# what was slow only because the machine was busy, or because classes were loaded, is not when it runs twenty times more
forget_fast() { # CLASSPATH TARGET-CLASS FOLDER
  local unit
  for unit in "$3"/slow-unit-*; do
    [[ -e $unit ]] || continue
    run "$1" "$2" -timeout=5 -runs=20 "$unit" > "$3/../slow.log" 2>&1 &&
      (( $(sed -n 's/^Executed .* in \([0-9]*\) ms.*/\1/p' "$3/../slow.log" | tail -n 1) < 20 * 1000 )) && rm "$unit"
  done
  return 0
}

failed=0
for target in "${targets[@]}"; do
  class=id.pantau.rtsp.fuzz.$target classpath=$rtsp kept=src/test/resources/fuzz/$target longest=4096
  case $target in
    RequestFuzz) class=id.pantau.rtsp.server.$target ;;
    SoapFuzz) class=id.pantau.onvif.$target classpath=$onvif kept=../onvif/$kept longest=8192 ;;
    DiscoveryFuzz) class=id.pantau.onvif.discovery.$target classpath=$onvif kept=../onvif/$kept longest=8192 ;;
    HttpFuzz) class=id.pantau.onvif.http.$target classpath=$onvif kept=../onvif/$kept longest=8192 ;;
    Push*) class=id.pantau.vendor.push.${target#Push} classpath=../vendors/push/target/classes:../vendors/push/target/test-classes:$rtsp kept=../vendors/push/$kept ;;
    Hikvision*|Dahua*|Axis*|Uniview*)
      vendor=${target%Fuzz} vendor=${vendor,,}
      class=id.pantau.vendor.$vendor.$target kept=../vendors/$vendor/$kept longest=8192
      classpath=../vendors/$vendor/target/classes:../vendors/$vendor/target/test-classes:$maker ;;
    PlaylistRequestFuzz) class=id.pantau.web.$target classpath=$web kept=../web/$kept ;;
  esac
  work=target/fuzz/$target
  mkdir -p "$work/corpus" "$work/finds"
  rm -f "$work"/finds/*
  status=0
  run "$classpath" "$class" --reproducer_path="$work/finds" -artifact_prefix="$work/finds/" -timeout=5 -report_slow_units=1 \
    -max_len="$longest" -print_final_stats=1 "${limit[@]}" "${seed[@]}" "$work/corpus" "$kept" > "$work/log" 2>&1 || status=$?
  forget_fast "$classpath" "$class" "$work/finds"
  if (( status == 0 )) && [[ -z $(ls -A "$work/finds") ]]; then
    echo "$target: $(sed -n 's/stat::number_of_executed_units: */runs /p; s/stat::average_exec_per_sec: */per second /p' "$work/log" | paste -sd' ')"
  else
    echo "$target: FOUND, see $work/log and $work/finds"
    failed=1
  fi
done
exit $failed
