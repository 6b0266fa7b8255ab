#!/usr/bin/env bash
# The engine beside the least that any engine must do (LimitRelay), in one run, as a table.
#
#   itests/bench/relay.sh [--seconds N] [--warmup N] [--connections N] [--only WORDS] [--archive FILE]
#
#   --seconds N      measured seconds of each run, default 10
#   --warmup N       seconds before them, default half of that and at most 10
#   --connections N  senders, each waits for its acknowledgement; default 64
#   --only WORDS     which of the engine's runs: relay strict file single; default all of them
#   --archive FILE   default: the one in distribution/target
#
# Everything stays on the loopback and in one temporary folder, which goes at the end.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
repository=$(cd "$here/../.." && pwd -P)
seconds=10 warmup='' connections=64 only='relay strict file single' archive=''
while [ $# -gt 0 ]; do
    case $1 in
        --seconds) seconds=$2 ;;
        --warmup) warmup=$2 ;;
        --connections) connections=$2 ;;
        --only) only=$2 ;;
        --archive) archive=$2 ;;
        *) sed -n '2,12p' "$0" >&2; exit 2 ;;
    esac
    shift 2
done
[ -n "$warmup" ] || warmup=$((seconds / 2 > 10 ? 10 : (seconds + 1) / 2))
[ -n "$archive" ] || archive=$(ls "$repository"/distribution/target/pons-*.tar.gz 2>/dev/null | head -n 1)
[ -f "$archive" ] || { echo "no archive in distribution/target; make it with: mvn -DskipTests package" >&2; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/pons-bench.XXXXXX")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
sink_pid='' limit_pid=''
export PONS_BASE=$work/base
cleanup() {
    trap - EXIT INT TERM
    [ -x "$work/pons/bin/pons" ] && "$work/pons/bin/pons" stop >/dev/null 2>&1 || true
    [ -z "$limit_pid" ] || kill "$limit_pid" 2>/dev/null || true
    [ -z "$sink_pid" ] || kill "$sink_pid" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

mkdir -p "$work/pons" "$work/classes" "$PONS_BASE/channels"
tar xzf "$archive" -C "$work/pons" --strip-components=1
"${java}c" -d "$work/classes" "$here"/*.java
run() { "$java" -XX:+UseSerialGC -Xmx256m -cp "$work/classes" "$@"; }
become() { exec "$java" -XX:+UseSerialGC -Xmx256m -cp "$work/classes" "$@"; } # in the background: its id is Java's
# free ports: Java asks the system for them and gives them back
cat >"$work/Ports.java" <<'END'
class Ports {
    public static void main(String[] args) throws Exception {
        try (var a = new java.net.ServerSocket(0); var b = new java.net.ServerSocket(0)) {
            System.out.println(a.getLocalPort() + " " + b.getLocalPort());
        }
    }
}
END
read -r in_port sink_port <<<"$("$java" "$work/Ports.java")"

value() { sed -n "s/.*\"$2\": *\"\{0,1\}\([^,\"}]*\).*/\1/p" <<<"$1"; }
listening() {
    for _ in $(seq 200); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0; sleep 0.1; done
    echo "nothing listens on port $1" >&2; return 1
}

mkfifo "$work/ask"
become MllpSink --ports "$sink_port" --no-dup <"$work/ask" >"$work/sink.out" & sink_pid=$!
exec 9>"$work/ask"
listening "$sink_port"
# how many messages the sink has, a line each time
sink() {
    local lines; lines=$(wc -l <"$work/sink.out")
    echo "$1" >&9
    while [ "$(wc -l <"$work/sink.out")" -le "$lines" ]; do sleep 0.02; done
    value "$(tail -n 1 "$work/sink.out")" messages | head -n 1
}

limit_rate=''
row() { printf '%-26s %5s %9s %7s %9s %8s %8s %8s %9s %7s %6s %5s\n' "$@"; }
report() { # name, JSON of the load, pid, messages that left in warm-up and measured time, kind
    local json=$2 pid=$3 out=$4 rate cpu n share='-' left='-' behind='-'
    rate=$(value "$json" msgs_per_s) n=$(value "$json" messages) cpu=$(value "$json" "cpu_s_$pid")
    [ -z "$limit_rate" ] || [ "$5" = single ] || share=$(awk "BEGIN{printf \"%.0f %%\", 100*$rate/$limit_rate}")
    if [ -n "$out" ]; then
        behind=$(($(value "$json" acked_total) - out))
        left=$(awk "BEGIN{printf \"%.0f\", $out/($seconds+$warmup)}")
    fi
    row "$1" "$(value "$json" connections)" "$(awk "BEGIN{printf \"%.0f\", $rate}")" "$share" "$left" \
        "$(value "$json" p50_ms)" "$(value "$json" p99_ms)" \
        "$(awk "BEGIN{printf \"%.3f\", ($n>0)?1000*$cpu/$n:0}")" "$behind" \
        "$(awk "BEGIN{printf \"%.0f\", $(value "$json" "rss_mb_$pid")}")" \
        "$(value "$json" errors)" "$(awk "BEGIN{printf \"%.1f\", $(value "$json" load_avg_end)}")" | tee -a "$work/table"
    [ "$(value "$json" errors)" = 0 ] || echo "  first error: $(value "$json" first_error)" | tee -a "$work/table"
}
load() { # connections, pid
    run MllpLoad --port "$in_port" --template "$here/templates/adt_a01.hl7" --connections "$1" \
        --warmup "$warmup" --duration "$seconds" --pid "$2" 2>"$work/load.err" || { cat "$work/load.err" >&2; return 1; }
}

limit() { # name, connections, log mode, forward?
    become LimitRelay "$in_port" durable "$work/limit.log" ${3:+"$sink_port"} 2>"$work/limit.err" & limit_pid=$!
    listening "$in_port"
    sink reset >/dev/null
    local json out=''
    json=$(load "$2" "$limit_pid")
    [ -z "${3:-}" ] || out=$(sink count)
    if [ "$2" = "$connections" ] && [ -n "${3:-}" ]; then limit_rate=$(value "$json" msgs_per_s); fi
    report "$1" "$json" "$limit_pid" "$out" "$([ "$2" = 1 ] && echo single || echo many)"
    kill "$limit_pid" 2>/dev/null; wait "$limit_pid" 2>/dev/null || true; limit_pid=''
    rm -f "$work/limit.log"
}

channel() { # lines of the destination
    cat >"$PONS_BASE/channels/bench.yaml" <<END
source:
  mllp: { listen: { port: $in_port } }
  format: hl7v2
destinations:
  out:
$1
END
}
engine() { # name, connections, destination, kind
    rm -rf "$PONS_BASE"; mkdir -p "$PONS_BASE/channels"
    channel "$3"
    "$work/pons/bin/pons" start >"$work/start.out" 2>&1 || { cat "$work/start.out" >&2; return 1; }
    local pid json out='' begin=$SECONDS
    pid=$("$work/pons/bin/pons" status --pid)
    sink reset >/dev/null
    json=$(load "$2" "$pid")
    if [ "$4" = file ]; then
        out=$(grep -ac '^MSH|' < <(tr '\r' '\n' <"$PONS_BASE/out/bench.hl7"))
    else
        out=$(sink count)
    fi
    report "$1" "$json" "$pid" "$out" "$4"
    "$work/pons/bin/pons" stop >/dev/null 2>&1 || true
    if grep -E 'ERROR|Exception' "$PONS_BASE/log/pons.log" | head -n 3; then :; fi
}

commit=$(cd "$repository" && git rev-parse --short HEAD 2>/dev/null || echo unknown)
[ -z "$(cd "$repository" && git status --porcelain 2>/dev/null)" ] || commit="$commit and changes"
{
    echo "ADT of 669 bytes, $seconds s after $warmup s of warm-up; commit $commit"
    echo "machine: $(nproc 2>/dev/null || echo '?') cores, $("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/JDK \1/p'), $(uname -sm), load average before: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"
    echo
} | tee "$work/table"
row run conns 'msgs/s' limit 'out/s' 'p50 ms' 'p99 ms' 'CPU/1000' backlog 'RSS MB' errors load | tee -a "$work/table"

to_sink="    mllp: { connect: \"127.0.0.1:$sink_port\" }"
limit 'limit, durable' "$connections"
limit 'limit, durable, forwards' "$connections" forward
for one in $only; do
    case $one in
        relay) engine 'engine, no order, 16 lanes' "$connections" "$to_sink
    order: { none: { lanes: 16 } }" many ;;
        strict) engine 'engine, strict order' "$connections" "$to_sink" many ;;
        file) engine 'engine, appends to a file' "$connections" '    file: { folder: out, name: bench.hl7, append: true, sync: group }' file ;;
        single) limit 'limit, one sender' 1 forward
            engine 'engine, one sender' 1 "$to_sink" single ;;
        *) echo "unknown run '$one'; there are: relay strict file single" >&2; exit 2 ;;
    esac
done
echo
echo "limit: share of the rate of \"limit, durable, forwards\". out/s: what left, over warm-up and measured time."
echo "CPU/1000: CPU seconds of the relay or engine per 1,000 messages. backlog: accepted and not yet delivered at the end."
