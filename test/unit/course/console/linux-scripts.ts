import type { ConsoleOf } from './console';

/** The files that the lesson shows with `cat`, and those that its commands read. */
const files: Readonly<Record<string, string>> = {
  'greet.sh': `#!/usr/bin/env bash
set -euo pipefail

name=\${1:?usage: greet.sh NAME}
echo "Hello, $name"
`,
  'hosts.sh': `#!/bin/sh
hosts=(node1 node2)
echo "\${hosts[1]}"
`,
  'archive.sh': `#!/usr/bin/env bash
# archive.sh FOLDER...: packs each folder into FOLDER-DATE.tar.gz
set -euo pipefail

usage() {
  echo "usage: archive.sh FOLDER..." >&2
  exit 2
}

[[ $# -gt 0 ]] || usage
work=$(mktemp -d ./.archive-XXXXXX)
trap 'rm -rf -- "$work"' EXIT

for folder in "$@"; do
  case $folder in
    */ | .*) usage ;;
  esac
  file="$folder-$(date +%F).tar.gz"
  tar -czf "$work/new.tar.gz" -- "$folder"
  mv -- "$work/new.tar.gz" "$file"
  echo "$file"
done
`,
  'broken.sh': `#!/usr/bin/env bash
if [[ -f config/99.conf ]]; then
  echo "configured"

`,
  'copy.sh': `#!/usr/bin/env bash
cp $1 backup/
`,
  'access.log': `203.0.113.7 /login 200
203.0.113.7 /login 200
198.51.100.23 /api/pay 502
203.0.113.7 /api/pay 503
198.51.100.23 / 200
192.0.2.99 / 200
`,
  'names.txt': 'carol\nalice\nbob\n',
  'site/index.html': '<h1>site</h1>\n',
  'my photos/list.txt': 'one\n',
};

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What the commands of linux/scripts need, and which are not run. */
export const scriptsConsole: ConsoleOf = {
  lesson: 'linux/scripts',
  before: [
    "mkdir site 'my photos'",
    ...Object.entries(files).map(([name, text]) => `printf %s ${quoted(text)} >${quoted(name)}`),
    'chmod +x archive.sh',
  ].join('\n'),
  notRun: { 'shellcheck copy.sh': 'is not installed everywhere' },
  /** The date in the names of archives. */
  varies: [/\d{4}-\d\d-\d\d/g],
  notCompared: {},
};
