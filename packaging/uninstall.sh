#!/bin/sh
# Removes exactly what install.sh has put there. Your settings, the backups of indexes and whatever
# else the program keeps for you stay.
set -eu
home=$HOME/.local/lib/session-browser
list=$home/installed-files
data=${XDG_DATA_HOME:-$HOME/.local/share}

if [ ! -f "$list" ]; then
    printf 'uninstall.sh: Session Browser is not installed in %s.\n' "$home" >&2
    exit 1
fi
# Folders, which end with a slash, come last, the deepest first; one that others use by now stays.
folders=$(grep '/$' "$list" | sort -r) || :
files=$(grep -v '/$' "$list") || :
rm -rf -- "$home"
printf '%s\n' "$files" | while IFS= read -r path; do rm -f -- "$path"; done
printf '%s\n' "$folders" | while IFS= read -r path; do rmdir -- "$path" 2>/dev/null || :; done
if [ -f "$data/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
    gtk-update-icon-cache -q -t "$data/icons/hicolor" || :
fi
[ "${1:-}" = --quiet ] || printf 'Removed. Your settings and backups stay.\n'
