/** The papers of the .deb. espeak-ng and ffmpeg are recommended only: without them hotelbot works in writing. */
export function control(version: string, arch: string): string {
  return `Package: hotelbot
Version: ${version}
Architecture: ${arch}
Maintainer: The hotelbot authors <hotelbot@localhost>
Section: misc
Priority: optional
Depends: libc6 (>= 2.36), libgcc-s1, libstdc++6, systemd (>= 252)
Recommends: espeak-ng, ffmpeg, libgomp1
Description: receptionist that lives on the hotel's own machine
 Answers guests on WhatsApp in Spanish, English and Portuguese, understands
 voice notes, holds and books rooms, and hands over to people. Brings its own
 Node.js and speech engine. Set it up with: hotelbot deploy.
`;
}

export function copyright(licence: string): string {
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: hotelbot

Files: *
Copyright: the hotelbot authors
License: Expat
${licence
  .trimEnd()
  .split("\n")
  .map((line) => ` ${line.trim() === "" ? "." : line}`)
  .join("\n")}
`;
}

/** A running hotelbot stays the version it is until somebody says update. */
export function postinst(tarball: string): string {
  return `#!/bin/sh
set -e
if [ "$1" = configure ]; then
  /usr/share/hotelbot/install.sh --from "/usr/share/hotelbot/${tarball}"
fi
`;
}

export function prerm(): string {
  return `#!/bin/sh
set -e
if [ "$1" = remove ] && [ -x /usr/local/bin/hotelbot ]; then
  /usr/local/bin/hotelbot uninstall --yes
fi
`;
}

/** What the hotel wrote stays where it is: hotelbot uninstall --purge is the way to delete guests' data. */
export function postrm(): string {
  return `#!/bin/sh
set -e
if [ "$1" = purge ] && [ -d /var/lib/hotelbot ]; then
  echo 'hotelbot: the guests'"'"' data stays in /var/lib/hotelbot'
fi
`;
}
