import type { Room } from './rule';

/** A kind of file that we lint: how it is recognised, and how its rules are loaded when the first one comes. */
export type RoomEntry = {
  readonly id: string;
  readonly languages: readonly string[];
  /** File names; "*" stands for anything but a slash. */
  readonly names: readonly string[];
  /** Files of many names and one language that are told by what they begin with. */
  readonly content?: { readonly names: readonly string[]; readonly test: (head: string) => boolean };
  load(): Promise<Room<unknown>>;
};

/** Every kind of file that we lint. */
export const rooms: readonly RoomEntry[] = [
  {
    id: 'dockerfile',
    languages: ['dockerfile'],
    names: [
      'Dockerfile',
      'dockerfile',
      'Containerfile',
      '*.Dockerfile',
      '*.dockerfile',
      'Dockerfile.*',
      'Containerfile.*',
    ],
    load: async () => (await import('./dockerfile')).dockerfile,
  },
  {
    id: 'compose',
    languages: ['dockercompose'],
    names: [
      'compose.yaml',
      'compose.yml',
      'compose.*.yaml',
      'compose.*.yml',
      'docker-compose.yaml',
      'docker-compose.yml',
      'docker-compose*.yaml',
      'docker-compose*.yml',
    ],
    load: async () => (await import('./compose')).compose,
  },
  {
    id: 'daemon-json',
    languages: [],
    names: ['daemon.json'],
    load: async () => (await import('./daemon-json')).daemonJson,
  },
  {
    id: 'kubernetes',
    languages: ['kubernetes'],
    names: ['Chart.yaml', 'kustomization.yaml', 'kustomization.yml'],
    content: {
      names: ['*.yaml', '*.yml', '*.json'],
      test: (head) => {
        const has = (key: string): boolean => new RegExp(`^${key}:|"${key}"\\s*:`, 'm').test(head);
        return has('kind') ? has('apiVersion') || has('metadata') : has('apiVersion') && has('metadata');
      },
    },
    load: async () => (await import('./kubernetes')).kubernetes,
  },
  {
    id: 'clouds-yaml',
    languages: [],
    names: ['clouds.yaml', 'clouds.yml', 'clouds-public.yaml', 'clouds-public.yml', 'secure.yaml', 'secure.yml'],
    load: async () => (await import('./clouds-yaml')).cloudsYaml,
  },
  {
    id: 'heat',
    languages: [],
    names: [],
    content: {
      names: ['*.yaml', '*.yml', '*.hot', '*.template'],
      test: (head) =>
        /^["']?heat_template_version["']?[ \t]*:/m.test(head) ||
        (/^resources?:[ \t]*\r?$/m.test(head) && /^ +["']?type["']?: *["']?OS::[A-Z]\w+::/m.test(head)),
    },
    load: async () => (await import('./heat')).heat,
  },
  {
    id: 'cloud-init',
    languages: [],
    names: ['user-data', 'user-data.yaml', 'user-data.yml'],
    content: {
      names: ['*.yaml', '*.yml', '*.cfg'],
      test: (head) => /^\uFEFF?(?:[ \t]*(?:#[^\n]*)?\n){0,20}# ?cloud-config[ \t]*\r?$/m.test(head.slice(0, 4000)),
    },
    load: async () => (await import('./cloud-init')).cloudInit,
  },
  {
    id: 'oslo',
    languages: [],
    names: [
      ...[
        'nova',
        'nova-compute',
        'neutron',
        'keystone',
        'glance',
        'cinder',
        'placement',
        'heat',
        'barbican',
        'octavia',
      ],
      ...['manila', 'designate', 'ironic', 'magnum', 'trove', 'glance-api', 'glance-registry', 'ceilometer', 'aodh'],
    ]
      .map((name) => `${name}.conf`)
      .concat(['ml2_conf.ini', 'openvswitch_agent.ini', 'linuxbridge_agent.ini', 'ovn_agent.ini', 'dhcp_agent.ini'])
      .concat(['l3_agent.ini', 'metadata_agent.ini', 'neutron_ovn_metadata_agent.ini', 'sriov_agent.ini']),
    load: async () => (await import('./oslo')).oslo,
  },
  {
    id: 'local-conf',
    languages: [],
    names: ['local.conf'],
    load: async () => (await import('./local-conf')).localConf,
  },
  {
    id: 'shell',
    languages: ['shellscript'],
    names: ['*.sh', '*.bash'],
    load: async () => (await import('./shell')).shell,
  },
  {
    id: 'systemd',
    languages: [],
    names: ['*.service', '*.socket', '*.timer', '*.mount', '*.automount', '*.swap', '*.slice'],
    content: {
      names: ['*.conf', '*.path', '*.target'],
      test: (head) => /^\[(?:Unit|Service|Install|Socket|Timer)\][ \t]*\r?$/m.test(head),
    },
    load: async () => (await import('./systemd')).systemd,
  },
  {
    id: 'nginx',
    languages: ['nginx'],
    names: ['nginx.conf'],
    content: {
      names: ['*.conf'],
      test: (head) => /^[ \t]*(?:server|http|upstream[ \t]+[\w.-]+)[ \t]*\{/m.test(head) && /;[ \t]*\r?$/m.test(head),
    },
    load: async () => (await import('./nginx')).nginx,
  },
  {
    id: 'kickstart',
    languages: [],
    names: ['*.ks', 'ks.cfg', 'anaconda-ks.cfg'],
    load: async () => (await import('./kickstart')).kickstart,
  },
];

/** A document as an editor chooses it: by its language, or by a pattern of its path. */
export type DocumentFilter = { readonly language: string } | { readonly pattern: string };

/** Every document that may be of some rooms: whether one that is told by its content is theirs, `roomFor` knows. */
export function filtersFor(entries: readonly RoomEntry[] = rooms): readonly DocumentFilter[] {
  const told = entries.some(({ content }) => content !== undefined) ? ['yaml', 'json'] : [];
  const languages = new Set([...told, ...entries.flatMap((one) => one.languages)]);
  const names = new Set(entries.flatMap((one) => [...one.names, ...(one.content?.names ?? [])]));
  return [
    ...[...languages].map((language) => ({ language })),
    ...[...names].map((name) => ({ pattern: `**/${name}` })),
  ];
}

// `Dockerfile.dockerignore` and `Dockerfile.md` are about a Dockerfile and are none.
const otherKinds = /\.(dockerignore|md|txt|bak|orig|rej|swp)$|~$/;

/** As much of a text as is looked at. */
const longestHead = 64 * 1024;

/**
 * The room for a file by its name, by the language that an editor knows it to be, or by what it begins with.
 * @param text gives its text, when that is at hand
 */
export function roomFor(path: string, language?: string, text?: () => string): RoomEntry | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const byName = rooms.find(({ names }) => names.some((pattern) => matches(pattern, name)));
  // Editors take these for a Dockerfile, too.
  if (byName !== undefined && otherKinds.test(name)) return undefined;
  const known = byName ?? rooms.find(({ languages }) => language !== undefined && languages.includes(language));
  return known ?? (text && roomByContent(name, language, text));
}

/** A file without a name of ours may still be one: an untitled text, or one of a name that its author chose. */
function roomByContent(name: string, language: string | undefined, text: () => string): RoomEntry | undefined {
  const isYaml = language === 'yaml' || language === 'json';
  const entries = rooms.filter(({ content }) => isYaml || content?.names.some((pattern) => matches(pattern, name)));
  const candidates = entries.filter(({ content }) => content !== undefined);
  if (candidates.length === 0) return undefined;
  const head = text().slice(0, longestHead);
  return candidates.find(({ content }) => content?.test(head) === true);
}

function matches(pattern: string, name: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return name === pattern;
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
