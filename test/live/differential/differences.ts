/** A difference that is known and right; `step` and `path` are the whole text or a pattern. */
export type KnownDifference = {
  readonly step: string | RegExp;
  /** `exit`, `stdout`, `stderr`, `events` or the path in a JSON value; all when absent. */
  readonly path?: string | RegExp;
  /** What must be in what the real engine or the lab says; anything when absent. */
  readonly says?: RegExp;
  readonly why: string;
};

const hub = 'The real engine of the tests has no network: it cannot ask Docker Hub, whose refusals the lab gives.';
const nginx = 'The stand-in for nginx lacks the entrypoint, environment and labels that the image on Docker Hub has.';
const host = 'The machine of the real engine has control groups of version 1 and no AppArmor; the lab shows version 2.';
const notSimulated = 'The lab names the drivers that it has; it sends logs nowhere and knows no networks but bridges.';

/** Where the lab and dockerd 26.1 differ, and why. Whatever is not in this list fails the test; so does what is only in it. */
export const knownDifferences: readonly KnownDifference[] = [
  { step: /: docker (?:pull|run|create|compose) /, says: /registry-1\.docker\.io/, why: hub },
  { step: 'images: docker pull UPPER/case', says: /lookup UPPER/, why: hub },
  { step: 'api: pull refused', path: /^(?:tag|unknown)\.(?:body\.message|status)$/, why: hub },
  { step: /^build: \$BUILD .*-f no(?:stage|base) /, path: 'stdout', says: /pull access denied/, why: hub },
  {
    step: /^listing: docker ps /,
    path: 'stdout',
    says: /docker-entrypoint\.…|docker-entrypoint\.sh nginx/,
    why: nginx,
  },
  { step: /^listing: /, path: /(?:Command|Labels(?:\.maintainer)?)$/, says: /entrypoint|maint/i, why: nginx },
  {
    step: 'listing: docker inspect diff-list-a',
    path: /^\[0\]\.(?:Args|Path|Config\.(?:Entrypoint|Env|WorkingDir|Labels\.maintainer))$/,
    why: nginx,
  },
  { step: /^compose: docker inspect/, path: 'maintainer', why: nginx },
  { step: /^listing: /, path: /AppArmorProfile$/, why: host },
  { step: /^(?:listing|limits|compose): /, path: /CgroupnsMode$/, why: host },
  { step: /^inside: stats/, path: /^(?:blkio_stats|memory_stats|cpu_stats|precpu_stats)\./, why: host },
  { step: /^system: (?:docker )?info/, path: 'KernelMemoryTCP', why: host },
  { step: "system: docker info --format '{{json .SecurityOptions}}'", says: /cgroupns/, why: host },
  { step: /^limits: .*--blkio-weight/, path: 'stderr', says: /Block I\/O weight/, why: host },
  {
    step: /^listing: /,
    path: /NetworkSettings\.Bridge$/,
    why: 'The real engine of the tests is started with a bridge of its own (--bridge), which inspect then names.',
  },
  {
    step: /^networks: docker network inspect bridge/,
    path: '[0].Labels.tutor.lab',
    why: 'What the lab itself makes says that it is the lab.',
  },
  {
    step: /^system: (?:docker )?version/,
    path: 'Components[0].Details.tutor.lab',
    why: 'What the lab itself makes says that it is the lab.',
  },
  {
    step: /^system: (?:docker )?info/,
    path: 'InitCommit.Expected',
    why: 'The lab says that its init is simulated, which has no commit; the real engine leaves the key out.',
  },
  {
    step: 'images: docker image inspect diff/box:1',
    path: /^\[0\]\.(?:Comment|Config\.Image|DockerVersion|Parent)$/,
    why: "The stand-in for busybox was built by the classic builder on the test's machine, Docker Hub's by BuildKit.",
  },
  {
    step: /^system: (?:docker )?info/,
    path: 'RegistryConfig.Mirrors',
    why: 'The real engine of the tests pulls from a mirror on this machine.',
  },
  {
    step: /^system: (?:docker )?info/,
    path: /^Runtimes\.[\w.]+\.status$/,
    why: 'What a runtime can do is told by runc itself; in the lab nothing runs in one.',
  },
  { step: /^system: docker info/, path: /^(?:Log|Network)$/, why: notSimulated },
  {
    step: 'swarm: docker node inspect self',
    path: '[0].Description.Engine.Labels',
    why: 'What the lab itself makes says that it is the lab.',
  },
  {
    step: /^swarm: /,
    path: /TLSInfo\./,
    why: 'The swarm of the lab is one machine, which has no certificate to show to others.',
  },
  {
    step: "swarm: docker service inspect --format '{{json .Spec}}' diff-web",
    path: /Placement\.Platforms$/,
    why: 'The image on Docker Hub is made for several kinds of machines, the stand-in for this one.',
  },
  {
    step: 'limits: docker run --rm --platform linux/nosuch busybox:1.37 true',
    path: 'stderr',
    why: 'The stand-in for busybox is made for one kind of machine and is not asked for which.',
  },
  {
    step: 'limits: docker run --rm --group-add 1234 busybox:1.37 id -G',
    path: 'stdout',
    says: /0 10 1234/,
    why: "In Docker Hub's busybox root is in the group wheel (10), too.",
  },
  {
    step: 'system: df',
    path: /^Images\[0\]\.(?:Labels|RepoDigests)/,
    why: 'The first image of the list is another one; the stand-ins have no labels.',
  },
];
