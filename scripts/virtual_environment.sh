#!/usr/bin/env bash
# Make .venv with Python 3.11, or say in one sentence what is missing.
set -euo pipefail

for candidate in python3.11 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "${python:-}" ]; then
    echo "Tetrad needs Python 3.11. Install it (on Debian 12: apt-get install python3 python3-venv) and run make again." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Python's venv module is missing. Run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
    echo "==> Installing python3-venv"
    { apt-get update && apt-get install --yes --no-install-recommends python3-venv; } >/dev/null
fi
echo "==> Making the virtual environment .venv"
"$python" -m venv .venv
