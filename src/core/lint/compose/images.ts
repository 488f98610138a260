import { referenceOf } from '../dockerfile/image';
import { isOpen } from './file';
import type { Service } from './service';

/** What we know of a database's image. */
export type Database = {
  /** Where it keeps its data; any mount at, above or below is somebody's decision. */
  readonly folder: string;
  /** The path to mount a volume at. */
  readonly mountAt: (tag: string | undefined) => string;
  /** Does losing the data matter by default? A cache may be empty. */
  readonly keeps: boolean;
  /** Tells whether it is ready; as YAML. */
  readonly probe: string;
};

const fixed = (folder: string): Pick<Database, 'folder' | 'mountAt'> => ({ folder, mountAt: () => folder });

const mysql = {
  ...fixed('/var/lib/mysql'),
  keeps: true,
  probe: '["CMD", "mysqladmin", "ping", "-h", "127.0.0.1", "--silent"]',
};

const databases: Readonly<Record<string, Database>> = {
  mysql,
  mariadb: { ...mysql, probe: '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]' },
  postgres: {
    folder: '/var/lib/postgresql',
    // Since 18 the image keeps each version in a folder of its own, below this one.
    mountAt: (tag) => `/var/lib/postgresql${Number.parseInt(tag ?? '18', 10) < 18 ? '/data' : ''}`,
    keeps: true,
    probe: '["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"]',
  },
  mongo: {
    ...fixed('/data/db'),
    keeps: true,
    probe: `["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping')"]`,
  },
  redis: { ...fixed('/data'), keeps: false, probe: '["CMD", "redis-cli", "ping"]' },
  valkey: { ...fixed('/data'), keeps: false, probe: '["CMD", "valkey-cli", "ping"]' },
};

/** Images that bring no health check, besides the databases. */
const withoutHealthcheck = new Set(
  'adminer alpine busybox caddy debian golang haproxy httpd memcached nginx node php python rabbitmq registry tomcat traefik ubuntu wordpress'.split(
    ' ',
  ),
);

/** The name of an official image, whatever registry mirrors it; nothing for anybody else's. */
export function officialName(image: string): string | undefined {
  if (isOpen(image)) return undefined;
  const { name } = referenceOf(image);
  const found = /^(?:(?:[^/]*[.:][^/]*\/)?(?:docker\.io\/)?library\/|docker\.io\/)?(?<name>[a-z0-9-]+)$/.exec(name);
  return found?.groups?.['name'] ?? /^(?:docker\.io\/)?valkey\/(valkey)$/.exec(name)?.[1];
}

/** The image that a service runs as it is; nothing when the service builds one. */
export function imageOf(service: Service): string | undefined {
  return service.has('build') ? undefined : service.text('image');
}

/** The database that a service runs, when it is one of those that we know. */
export function databaseOf(service: Service): Database | undefined {
  const name = officialName(imageOf(service) ?? '');
  return name !== undefined && Object.hasOwn(databases, name) ? databases[name] : undefined;
}

/** Is it certain that the image of a service brings no health check? */
export function lacksHealthcheck(service: Service): boolean {
  const name = officialName(imageOf(service) ?? '') ?? '';
  return withoutHealthcheck.has(name) || Object.hasOwn(databases, name);
}

/**
 * Official images on small systems without `curl`; what stands on Alpine or BusyBox has `wget`, what stands on the
 * slim Debian has neither. From the Dockerfiles of the official images, November 2026.
 */
const onSlimDebian = new Set(['debian', 'memcached', 'postgres', 'redis', 'ubuntu', 'valkey']);
const withSlimVariant = new Set(['node', 'python', 'ruby', 'perl', 'rust']);

/** Is it certain that an official image does not bring this tool? */
export function lacksTool(image: string, tool: string): boolean {
  const name = officialName(image) ?? '';
  const { tag = '' } = referenceOf(image);
  const isKnown = onSlimDebian.has(name) || withSlimVariant.has(name);
  if (/^(?:alpine|busybox)$/.test(name) || (isKnown && /(?:^|-)alpine/.test(tag))) return tool === 'curl';
  const isSlim = onSlimDebian.has(name) || (isKnown && /(?:^|-)slim(?:-|$)/.test(tag));
  return isSlim && (tool === 'curl' || tool === 'wget');
}
