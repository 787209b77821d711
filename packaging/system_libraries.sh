#!/bin/sh
# Makes sure that the system libraries which Qt needs are there: installs Debian's packages when that
# is allowed (root, or sudo without a password), otherwise names them and stops.
#
#   system_libraries.sh run      what the editor needs
#   system_libraries.sh test     the same and a virtual screen
set -eu

# library that must be found : Debian's package of it
LIBRARIES="
libGL.so.1:libgl1
libEGL.so.1:libegl1
libglib-2.0.so.0:libglib2.0-0
libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1
libxkbcommon.so.0:libxkbcommon0
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-shape.so.0:libxcb-shape0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
"

[ "$(uname -s)" = Linux ] || exit 0

known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
missing=""
for pair in $LIBRARIES; do
    case "$known" in
        *"${pair%%:*} "*) ;;
        *) missing="$missing ${pair##*:}" ;;
    esac
done
if [ "${1:-run}" = test ]; then
    command -v Xvfb >/dev/null || missing="$missing xvfb"
    command -v xauth >/dev/null || missing="$missing xauth"
fi
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        as_root="none"
    fi
    if [ "$as_root" != none ]; then
        echo "Installing system packages:$missing"
        log=$(mktemp)
        if $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update >"$log" 2>&1 &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing >>"$log" 2>&1
        then
            rm -f "$log"
            exit 0
        fi
        tail -n 20 "$log" >&2
        rm -f "$log"
    fi
fi
echo "System libraries are missing. Install these packages (Debian's names), then run the command again:" >&2
echo "    sudo apt-get install --no-install-recommends$missing" >&2
exit 1
