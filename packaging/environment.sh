#!/bin/sh
# Makes .venv ready: the system libraries, a Python of 3.11 or later, the locked packages, the program
# itself in place, and the compiled catalogs. What is ready already is left alone.
#
#   environment.sh run      to use the editor
#   environment.sh test     to test and change it as well
set -eu
kind=${1:-run}
cd "$(dirname "$0")/.."

./packaging/system_libraries.sh "$kind"

if ! .venv/bin/python -c '' 2>/dev/null; then
    python=""
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        echo "Python 3.11 or later is missing. Install it (on Debian: sudo apt-get install python3)," >&2
        echo "or name it: make $kind PYTHON=/path/to/python3" >&2
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$version" >/dev/null
        elif command -v apt-get >/dev/null && command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            sudo -n apt-get -qq update && sudo -n apt-get -qq install -y --no-install-recommends "$version" >/dev/null
        else
            echo "Python's venv module is missing. Install it: sudo apt-get install $version" >&2
            exit 1
        fi
    fi
    echo "Creating .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

lock=requirements/lock.txt
[ "$kind" = test ] && lock=requirements/lock-dev.txt
state=$(cat "$lock" pyproject.toml hatch_build.py | cksum)
if [ "$(cat ".venv/ready-$kind" 2>/dev/null)" != "$state" ]; then
    echo "Installing the locked packages of $lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$state" >".venv/ready-$kind"
fi

.venv/bin/python packaging/catalogs.py compile
