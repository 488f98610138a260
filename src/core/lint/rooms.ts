import type { Room } from './rule';

/** A kind of file that we lint: how it is recognised, and how its rules are loaded when the first one comes. */
export type RoomEntry = {
  readonly id: string;
  readonly languages: readonly string[];
  /** File names; "*" stands for anything but a slash. */
  readonly names: readonly string[];
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
];

// `Dockerfile.dockerignore` and `Dockerfile.md` are about a Dockerfile and are none.
const otherKinds = /\.(dockerignore|md|txt|bak|orig|rej|swp)$|~$/;

/** The room for a file by its name, or by the language that an editor knows it to be. */
export function roomFor(path: string, language?: string): RoomEntry | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const byName = rooms.find(({ names }) => names.some((pattern) => matches(pattern, name)));
  // Editors take these for a Dockerfile, too.
  if (byName !== undefined && otherKinds.test(name)) return undefined;
  return byName ?? rooms.find(({ languages }) => language !== undefined && languages.includes(language));
}

function matches(pattern: string, name: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return name === pattern;
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
