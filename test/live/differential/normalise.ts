/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What one engine and one run have for themselves: text that is replaced before anything else. */
export type Replaced = readonly (readonly [text: string, by: string])[];

/** Makes what one run printed comparable with what another one printed. */
export type Normaliser = {
  /** @param step what names that appear first in it are told by, such as the step's number */
  readonly text: (step: string, text: string) => string;
  readonly json: (step: string, value: Json) => Json;
};

const duration = '(?:Less than a second|About an? (?:minute|hour)|\\d+ (?:second|minute|hour|day|week|month|year)s?)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** In this order; each makes away with what would else be taken for one of the next. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/\/[\w./-]+\/netns\//g, '<run>/netns/'],
  [/\b(?!0001-01-01)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/\b(?!0001-01-01)\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [+-]\d{4} \w+)?/g, '<time>'],
  [new RegExp(`\\b\\w{3},? \\d+ ${month} \\d{4} \\d\\d:\\d\\d:\\d\\d \\w+`, 'g'), '<time>'],
  [new RegExp(`\\b\\w{3} ${month} +\\d+ \\d\\d:\\d\\d:\\d\\d(?: \\w+)? \\d{4}`, 'g'), '<time>'],
  [new RegExp(`\\b${duration}\\b`, 'g'), '<duration>'],
  [/\b(?:\d+m)?\d+(?:\.\d+)?(?:ms|µs|s)\b/g, '<duration>'],
  [/\b(?!0B)\d+(?:\.\d+)? ?(?:B|kB|MB|GB|TB|KiB|MiB|GiB)\b/g, '<size>'],
  [/\b\d+(?:\.\d+)?%/g, '<percent>'],
  [/(?<=:)(?:3[3-9]\d{3}|32[89]\d\d|327[7-9]\d|3276[89]|[45]\d{4}|6[0-5]\d{3})\b/g, '<port>'],
];

/** Numbers that are a time, a size or a process by their key. */
const numbers: Readonly<Record<string, string>> = {
  Created: '<time>',
  time: '<time>',
  timeNano: '<time>',
  Pid: '<pid>',
  Size: '<size>',
  SizeRw: '<size>',
  SizeRootFs: '<size>',
  SharedSize: '<size>',
  UniqueSize: '<size>',
  VirtualSize: '<size>',
  size: '<size>',
  LayersSize: '<size>',
};

function numberOf(key: string, value: number): Json {
  if (key === 'IPPrefixLen' && (value === 16 || value === 20)) return '<pool>';
  return value !== 0 ? (numbers[key] ?? value) : value;
}

/** Addresses that the script itself chooses, and those that are the same everywhere, stay what they are. */
const ownAddress = /^(?:127\.|0\.0\.0\.0|255\.|224\.|10\.9[0-9]\.|8\.8\.|192\.0\.2\.)/;

/**
 * A normaliser for one run. Ids, addresses and the like are called by the place of their first appearance, so that
 * what was equal stays equal, through all steps.
 */
export function normaliser(replaced: Replaced): Normaliser {
  const names = new Map<string, string>();

  const named = (kind: string, key: string, where: Where): string => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `<${kind} ${where.next()}>`;
    names.set(key, name);
    return name;
  };
  const words = (text: string, where: Where): string => {
    let result = text;
    for (const [from, to] of replaced) result = result.replaceAll(from, to);
    for (const [pattern, by] of plain) result = result.replace(pattern, by);
    result = result
      .replace(/(?<![0-9a-zA-Z])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{12})(?![0-9a-zA-Z])/g, (id) =>
        named('id', id.slice(0, 12), where),
      )
      // The ids of a swarm: 25 letters and digits, or the first 12 of one that was met in full.
      .replace(/(?<![0-9a-zA-Z])[0-9a-z]{25}(?![0-9a-zA-Z])/g, (id) => named('id', id.slice(0, 12), where))
      .replace(/(?<![0-9a-zA-Z])[0-9a-z]{12}(?![0-9a-zA-Z])/g, (id) => names.get(id) ?? id)
      .replace(/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, (mac) => named('mac', mac, where))
      .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, (ip) => (ownAddress.test(ip) ? ip : named('ip', ip, where)));
    // Which of its pools an engine takes depends on the other networks of the machine.
    return result.replace(/(<ip [^>]*>)\/(?:16|20)\b/g, '$1/<pool>');
  };
  const walk = (value: Json, step: string, path: string, key: string): Json => {
    if (key === 'LowerDir') return '<layers>';
    if (typeof value === 'string') return words(value, place(`${step} ${path}`));
    if (typeof value === 'number') return numberOf(key, value);
    if (value === null || typeof value === 'boolean') return value;
    if (isList(value)) return value.map((each, index) => walk(each, step, `${path}[${index}]`, key));
    // Sorted, so that the order in which an engine writes its keys gives no other names.
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((name) => {
          const safe = words(name, place(`${step} ${path}{key}`));
          return [safe, walk(value[name] ?? null, step, `${path}.${safe}`, name)];
        }),
    );
  };

  return {
    text: (step, text) =>
      words(text, place(step))
        .split('\n')
        // The columns of a table are as wide as what is in them.
        .map((line) => line.replace(/(?<=\S) {2,}/g, '  ').trimEnd())
        .join('\n')
        .trimEnd(),
    json: (step, value) => walk(value, step, '', ''),
  };
}

/** Is it an array? (Array.isArray does not see readonly ones.) */
export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

type Where = { readonly next: () => string };

function place(base: string): Where {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return count === 1 ? base : `${base} #${count}`;
    },
  };
}
