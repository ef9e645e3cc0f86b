#!/usr/bin/env bash
# Install a hash-locked list of Python packages and the project itself. Usage: install_python.sh LOCKFILE
set -euo pipefail

echo "==> Installing Python packages from $1 (the first time takes a minute)"
pip=(.venv/bin/python -m pip --disable-pip-version-check)
log=$(mktemp)
if ! { "${pip[@]}" install --require-hashes --requirement "$1" &&
    "${pip[@]}" install --no-deps --no-build-isolation --editable .; } >"$log" 2>&1; then
    grep -E '^ERROR' "$log" | head -n 3 >&2 || true
    echo "pip could not install $1: see $log, check the connection to your package index, and run make again." >&2
    exit 1
fi
rm -f "$log"
