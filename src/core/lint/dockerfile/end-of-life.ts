/**
 * Release lines that are no longer maintained. From the release calendars of the projects themselves, as of
 * November 2026; a line that ended is never taken up again, so that an old table is silent, not wrong.
 */
type Ended = {
  /** The last line that has ended, in as many parts as the project counts its lines. */
  readonly upTo: string;
  /** Lines above it that have ended, too. */
  readonly also?: readonly string[];
  /** Lines below it that have not. */
  readonly except?: readonly string[];
  /** Names of lines that have ended. */
  readonly words?: readonly string[];
};

const table: Readonly<Record<string, Ended>> = {
  alpine: { upTo: '3.21' },
  amazonlinux: { upTo: '2', except: ['2023'] },
  debian: { upTo: '11', words: ['bullseye', 'buster', 'oldoldstable'] },
  elasticsearch: { upTo: '7' },
  fedora: { upTo: '42' },
  golang: { upTo: '1.24' },
  httpd: { upTo: '2.2' },
  mariadb: { upTo: '10.10', except: [], also: ['11.0', '11.1', '11.2', '11.3', '11.5', '11.6', '11.7'] },
  mongo: { upTo: '6' },
  mysql: { upTo: '8.3' },
  nginx: { upTo: '1.29' },
  node: { upTo: '21', also: ['23', '25'], words: ['hydrogen', 'gallium', 'fermium', 'erbium', 'iron'] },
  'opensuse/leap': { upTo: '15.6' },
  php: { upTo: '8.1' },
  postgres: { upTo: '14' },
  python: { upTo: '3.10' },
  redis: { upTo: '6' },
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
  const among = (lines: readonly string[] = []): boolean =>
    lines.some((line) => version === line || version.startsWith(`${line}.`));
  return !among(ended.except) && (among(ended.also) || isUpTo(version, ended.upTo));
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
 * Images that are gone, or whose package mirrors are: the official `centos` image ended with CentOS Linux 8, Debian
 * moved stretch and older, Ubuntu each ended interim release, to archives that the images do not know. As of November 2026.
 */
const withdrawn: Readonly<Record<string, { readonly tags: RegExp; readonly instead: string }>> = {
  centos: { tags: /^/, instead: 'quay.io/centos/centos:stream9' },
  'quay.io/centos/centos': { tags: /^(stream8|[78])/, instead: 'quay.io/centos/centos:stream9' },
  debian: { tags: /^(stretch|jessie|wheezy|squeeze|[6-9])(?![\d])/, instead: 'debian:13' },
  ubuntu: {
    tags: /^(1[0-35-7]\.\d\d|1[468]\.10|19\.\d\d|2[13]\.\d\d|2[024]\.10|25\.04|hirsute|impish|kinetic|lunar|mantic|oracular|plucky)/,
    instead: 'ubuntu:24.04',
  },
  java: { tags: /^/, instead: 'eclipse-temurin:21' },
  openjdk: { tags: /^/, instead: 'eclipse-temurin:21' },
  adoptopenjdk: { tags: /^/, instead: 'eclipse-temurin:21' },
};

/** What to use in place of an image that is gone, or whose mirrors are. */
export function insteadOf(name: string, tag: string): string | undefined {
  const gone = Object.hasOwn(withdrawn, name) ? withdrawn[name] : undefined;
  return gone?.tags.test(tag) === true ? gone.instead : undefined;
}

/** Tags from before 2016 that were never built again: their manifests have schema 1, which engines no longer read. */
export const isSchemaOne = (name: string, tag: string): boolean => name === 'nginx' && /^1\.(7|9)\.\d$/.test(tag);
