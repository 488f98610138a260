import type { DockerFile } from './file';
import { rootImage, type RootImage } from './stages';

/** What a base image is made of, as far as its name tells. */
export type Family = 'alpine' | 'busybox' | 'debian' | 'redhat' | 'scratch' | 'suse';

const families: Readonly<Record<Family, string>> = {
  alpine: 'alpine caddy composer docker eclipse-mosquitto registry traefik',
  busybox: 'busybox',
  debian: `debian ubuntu buildpack-deps golang haproxy httpd mariadb memcached mongo nginx node perl php postgres python
    rabbitmq redis ruby rust tomcat wordpress maven gradle eclipse-temurin`,
  redhat: `almalinux amazonlinux centos fedora oraclelinux rockylinux mysql quay.io/centos/centos quay.io/fedora/fedora
    registry.access.redhat.com/ubi8/ubi registry.access.redhat.com/ubi9/ubi registry.access.redhat.com/ubi10/ubi`,
  scratch: 'scratch',
  suse: 'opensuse/leap opensuse/tumbleweed registry.suse.com/bci/bci-base',
};

const familyOfName = new Map(
  (Object.keys(families) as Family[]).flatMap((family) =>
    families[family].split(/\s+/).map((name) => [name, family] as const),
  ),
);

const known = new WeakMap<RootImage, Family | 'other'>();

/** The family of the base of a stage; official images come as Debian unless their tag says otherwise. */
export function familyOf(file: DockerFile, stage: number): Family | undefined {
  const root = rootImage(file, stage);
  if (root === undefined) return undefined;
  const family = known.get(root) ?? readFamily(root) ?? 'other';
  known.set(root, family);
  return family === 'other' ? undefined : family;
}

function readFamily(root: RootImage): Family | undefined {
  const family = familyOfName.get(root.short);
  const tag = root.tag ?? '';
  if (/(^|-)alpine/.test(tag)) return 'alpine';
  // Windows, and variants on other distributions, of images that are otherwise on Debian or Alpine.
  if (/windows|nanoserver|ubi\d|oracle|^ol\d|-ol\d|amazon|-al2|busybox|uclibc|musl|distroless/.test(tag))
    return undefined;
  if (family === 'alpine' && root.short !== 'alpine' && /debian|trixie|bookworm|ubuntu/.test(tag)) return 'debian';
  return family;
}

/** Is it one of the official images whose small variants leave out even curl? */
export function isSlim(file: DockerFile, stage: number): boolean {
  const root = rootImage(file, stage);
  if (root === undefined) return false;
  return /(^|-)slim(-|$)/.test(root.tag ?? '') || root.short === 'debian' || root.short === 'ubuntu';
}
