#!/usr/bin/env bash
# Install the Debian packages that are missing when we are root, else name them. Usage: system_packages.sh run|test
set -euo pipefail

packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core)
[ "${1:-run}" = test ] && packages+=(chromium poppler-utils)

if ! command -v dpkg-query >/dev/null; then
    exit 0 # no Debian: the libraries are found, or named, when they are first needed
fi

missing=()
for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" != 0 ]; then
    echo "Some system libraries are missing. Run: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "==> Installing system packages: ${missing[*]}"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    echo "apt-get could not install ${missing[*]}: see $log, mend it, and run make again." >&2
    exit 1
fi
rm -f "$log"
