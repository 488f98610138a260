/** What well-known official images do by themselves, from their own Dockerfiles as of November 2026. */
export type KnownBase = {
  /** Their CMD. */
  readonly command?: readonly string[];
  /** The ports that they listen on. */
  readonly ports?: readonly number[];
  /** Where they look for web pages. */
  readonly pages?: string;
};

const bases: Readonly<Record<string, KnownBase>> = {
  alpine: { command: ['/bin/sh'] },
  busybox: { command: ['sh'] },
  httpd: { command: ['httpd-foreground'], ports: [80], pages: '/usr/local/apache2/htdocs' },
  mariadb: { command: ['mariadbd'], ports: [3306] },
  memcached: { command: ['memcached'], ports: [11211] },
  mongo: { command: ['mongod'], ports: [27017] },
  mysql: { command: ['mysqld'], ports: [3306, 33060] },
  nginx: { command: ['nginx', '-g', 'daemon off;'], ports: [80], pages: '/usr/share/nginx/html' },
  node: { command: ['node'] },
  postgres: { command: ['postgres'], ports: [5432] },
  python: { command: ['python3'] },
  redis: { command: ['redis-server'], ports: [6379] },
  tomcat: { command: ['catalina.sh', 'run'], ports: [8080] },
};

/** What is known of an image by its short name. */
export const knownBase = (name: string): KnownBase | undefined =>
  Object.hasOwn(bases, name) ? bases[name] : undefined;
