#!/bin/sh
# Installs Session Browser for the one who runs this; nothing needs root. Again over an older
# version: that one goes first. uninstall.sh, which is copied along, removes it.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/session-browser
bin=$HOME/.local/bin
icons=$home/_internal/resources/icons/app
list=$home/installed-files
made=

stop() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

# Makes a folder; those that were not there are written down, to go again with the program.
folder() {
    [ ! -d "$1" ] || return 0
    folder "$(dirname -- "$1")"
    mkdir -- "$1"
    made="$made$1/
"
}

note() { printf '%s\n' "$1" >>"$list"; }

put() { # put FILE TARGET
    folder "$(dirname -- "$2")"
    note "$2"
    cp -- "$1" "$2"
}

check() {
    [ -x "$here/session-browser/session-browser" ] ||
        stop "the folder session-browser is not beside it."
    if [ -x "$home/uninstall.sh" ]; then
        "$home/uninstall.sh" --quiet || stop "the version that is installed could not be removed."
    fi
    [ ! -e "$home" ] || stop "$home is there already, and is not ours."
    for command in session-browser session-store; do
        if [ -e "$bin/$command" ] || [ -L "$bin/$command" ]; then
            stop "$bin/$command is there already, and is not ours."
        fi
    done
}

put_program() {
    folder "$(dirname -- "$home")"
    mkdir -- "$home"
    : >"$list" # first: what is written down can be removed even if this is stopped half-way
    cp -- "$here/uninstall.sh" "$home/uninstall.sh"
    cp -R -- "$here/session-browser/." "$home/"
    folder "$bin"
    for command in session-browser session-store; do
        note "$bin/$command"
        ln -s -- "$home/$command" "$bin/$command"
    done
}

put_entry() {
    entry=$data/applications/session-browser.desktop
    # In a desktop entry a path stands between quotes, with a backslash before what is special
    # there, and each backslash doubled again, as in every text of such a file; so is a percent.
    quoted=$(printf '%s' "$home/session-browser" |
        sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
    folder "$data/applications"
    note "$entry"
    while IFS= read -r line; do
        case $line in
            Exec=session-browser*)
                printf 'Exec="%s"%s\n' "$quoted" "${line#Exec=session-browser}" ;;
            TryExec=*) ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$here/session-browser.desktop" >"$entry"
    chmod 755 -- "$entry"
}

put_icons() {
    put "$icons/session-browser.svg" "$data/icons/hicolor/scalable/apps/session-browser.svg"
    for size in 16 24 32 48 64 128 256 512; do
        put "$icons/session-browser-$size.png" \
            "$data/icons/hicolor/${size}x$size/apps/session-browser.png"
    done
    if [ -f "$data/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null
    then
        gtk-update-icon-cache -q -t "$data/icons/hicolor" || :
    fi
}

check
put_program
put_entry
put_icons
printf '%s' "$made" >>"$list"
printf 'Installed. Session Browser is in the menu of your desktop, and is started by\n    %s\n' \
    "$bin/session-browser"
printf 'To remove it:\n    %s\n' "$home/uninstall.sh"
