/**
 * Release lines that are no longer maintained, from the release calendars of the projects as https://endoflife.date
 * has them (read in November 2026; of Redis, 6.2 still gets security releases). A line that ended is never taken up
 * again, so that an old table is silent, not wrong.
 */
type Ended = {
  /** The last line that has ended, in as many parts as the project counts its lines. */
  readonly upTo: string;
  /** Lines above it that have ended, too. */
  readonly also?: readonly string[];
  /** Names of lines that have ended. */
  readonly words?: readonly string[];
};

const table: Readonly<Record<string, Ended>> = {
  adoptopenjdk: { upTo: '16' },
  alpine: { upTo: '3.21' },
  amazonlinux: { upTo: '2', also: ['2016', '2017', '2018'] },
  debian: { upTo: '11', words: ['bullseye', 'buster', 'oldoldstable'] },
  elasticsearch: { upTo: '7' },
  fedora: { upTo: '42' },
  golang: { upTo: '1.24' },
  httpd: { upTo: '2.2' },
  mariadb: {
    upTo: '10.10',
    also: ['11.0', '11.1', '11.2', '11.3', '11.5', '11.6', '11.7', '12.0', '12.1', '12.2'],
  },
  mongo: { upTo: '6', also: ['7.1', '7.2', '7.3', '8.1', '8.2'] },
  mysql: { upTo: '8.3', also: ['9.0', '9.1', '9.2', '9.3', '9.4', '9.5', '9.6'] },
  nginx: { upTo: '1.29' },
  node: {
    upTo: '21',
    also: ['23', '25'],
    words: ['iron', 'hydrogen', 'gallium', 'fermium', 'erbium', 'dubnium', 'carbon'],
  },
  'opensuse/leap': { upTo: '15.6', also: ['42'] },
  php: { upTo: '8.1' },
  postgres: { upTo: '14' },
  python: { upTo: '3.10' },
  redis: { upTo: '6.0', also: ['7.0'] },
  ruby: { upTo: '3.2' },
  tomcat: { upTo: '8', also: ['10.0'] },
  ubuntu: { upTo: '20.04', also: ['25.10'], words: ['bionic', 'focal', 'xenial', 'trusty', 'questing'] },
};

const systems = /-(?:bullseye|buster|stretch|jessie|focal|bionic|xenial)(?:-|$)|alpine3\.(?:\d|1\d|2[01])(?![\d.]*\d)/;

/** Has the release line of this tag ended? */
export function hasEnded(name: string, tag: string): boolean {
  const ended = Object.hasOwn(table, name) ? table[name] : undefined;
  if (ended === undefined) return false;
  const word = /^[a-z]+/.exec(tag)?.[0] ?? '';
  if (ended.words?.includes(word) === true || systems.test(tag)) return true;
  const version = /^\d+(?:\.\d+)*/.exec(tag)?.[0];
  if (version === undefined) return false;
  const isAlso = ended.also?.some((line) => version === line || version.startsWith(`${line}.`)) === true;
  return isAlso || isUpTo(version, ended.upTo);
}

/** Compares as far as the line goes; a version with fewer parts is a line that goes on. */
function isUpTo(version: string, line: string): boolean {
  const own = version.split('.').map(Number);
  for (const [index, wanted] of line.split('.').map(Number).entries()) {
    const part = own[index];
    if (part === undefined) return false;
    if (part !== wanted) return part < wanted;
  }
  return true;
}

/**
 * Images that are gone, or whose package mirrors are: the official `centos` image ended with CentOS Linux 8; Debian
 * moved buster (July 2025) and older, Ubuntu each ended interim release, to archives that the images do not know; of
 * `openjdk` all tags but those of early access were deleted (https://github.com/docker-library/openjdk/issues/551,
 * November 2025); `java` stands on Debian stretch and older. As of November 2026.
 */
const withdrawn: Readonly<Record<string, { readonly tags: RegExp; readonly instead: string }>> = {
  centos: { tags: /^/, instead: 'quay.io/centos/centos:stream9' },
  'quay.io/centos/centos': { tags: /^(stream8|[78])/, instead: 'quay.io/centos/centos:stream9' },
  debian: { tags: /^(buster|stretch|jessie|wheezy|squeeze|10|[6-9])(?![\d])/, instead: 'debian:13' },
  ubuntu: {
    tags: /^(1[0-35-7]\.\d\d|1[468]\.10|19\.\d\d|2[13]\.\d\d|2[024]\.10|25\.04|hirsute|impish|kinetic|lunar|mantic|oracular|plucky)/,
    instead: 'ubuntu:24.04',
  },
  java: { tags: /^/, instead: 'eclipse-temurin:21' },
  openjdk: { tags: /^(?!.*\bea\b)/, instead: 'eclipse-temurin:21' },
};

/** What to use in place of an image that is gone, or whose mirrors are. */
export function insteadOf(name: string, tag: string): string | undefined {
  const gone = Object.hasOwn(withdrawn, name) ? withdrawn[name] : undefined;
  return gone?.tags.test(tag) === true ? gone.instead : undefined;
}

/**
 * Tags that were pushed for the last time before Docker 1.10 (February 2016) brought schema 2 of the manifests. Schema 1
 * is off by default since Docker 26 and containerd 2.0, and gone since containerd 2.1
 * (https://docs.docker.com/engine/deprecated/, November 2026).
 */
export const isSchemaOne = (name: string, tag: string): boolean =>
  name === 'nginx' && /^1\.(?:7(?:\.\d+)?|8\.0|9\.\d)$/.test(tag);
