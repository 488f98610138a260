/** An image reference taken apart; `registry:5000/app` has no tag. */
export type Reference = {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
};

/** Takes an image reference apart. */
export function referenceOf(image: string): Reference {
  const [, beforeDigest = image, digest] = /^([^@]*)@(.*)$/s.exec(image) ?? [];
  const [, name = beforeDigest, tag] = /^(.*):([^/:]*)$/s.exec(beforeDigest) ?? [];
  return { name, tag, digest };
}

/** Is this no plain reference: a variable, a place for a template to fill, or an address that is none of a registry? */
export function isOpen(image: string): boolean {
  return /[^\w.:/@-]|:\/\//.test(image);
}

// Release lines that are supported (https://endoflife.date, November 2026): a first choice for who has made none.
const lines: Readonly<Record<string, string>> = {
  almalinux: '9',
  alpine: '3.22',
  amazonlinux: '2023',
  busybox: '1.37',
  caddy: '2',
  debian: '13',
  'eclipse-temurin': '21',
  haproxy: '3.2',
  httpd: '2.4',
  mariadb: '11.8',
  maven: '3.9',
  memcached: '1.6',
  mysql: '8.4',
  nginx: '1.30',
  node: '24',
  php: '8.4',
  postgres: '18',
  python: '3.13',
  rabbitmq: '4',
  redis: '8',
  registry: '3',
  rockylinux: '9',
  ruby: '3.4',
  rust: '1',
  tomcat: '11.0',
  ubuntu: '24.04',
  wordpress: '7',
};

/** A release line to propose for a well-known image. */
export function proposedTag(name: string): string | undefined {
  const short = name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  return Object.hasOwn(lines, short) ? lines[short] : undefined;
}
