import { Failure } from '../failure';
import { isList, isObject, type Json } from '../text/json';

/** The values of variables, and who hears of one that is not set. */
export type Variables = { readonly values: ReadonlyMap<string, string>; readonly unset: (name: string) => void };

const opening = /\$(?:(\$)|([A-Za-z_]\w*)|\{)/g;

/** Puts values in place of `$X`, `${X}`, `${X:-y}`, `${X:?why}` and `${X:+y}`; throws a Failure at a value that must be. */
export function interpolate(text: string, variables: Variables, where: string): string {
  let done = '';
  let place = 0;
  opening.lastIndex = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    done += text.slice(place, found.index);
    const [all, dollar, name] = found;
    place = found.index + all.length;
    if (dollar !== undefined) done += '$';
    else if (name !== undefined) done += valueOf(name, variables);
    else {
      const end = closing(text, place);
      if (end === -1)
        throw new Failure(
          `invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n${text}`,
        );
      done += braced(text.slice(place, end), variables, where, text);
      place = end + 1;
    }
    opening.lastIndex = place;
  }
  return done + text.slice(place);
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function valueOf(name: string, { values, unset }: Variables): string {
  const value = values.get(name);
  if (value === undefined) unset(name);
  return value ?? '';
}

function braced(inside: string, variables: Variables, where: string, text: string): string {
  const found = /^([A-Za-z_]\w*)(:?[-?+]|$)(.*)$/s.exec(inside);
  if (!found)
    throw new Failure(
      `invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n${text}`,
    );
  const [, name = '', sign = '', rest = ''] = found;
  return sign === '' ? valueOf(name, variables) : chosen({ name, sign, rest }, variables, where);
}

type Choice = { readonly name: string; readonly sign: string; readonly rest: string };

function chosen({ name, sign, rest }: Choice, variables: Variables, where: string): string {
  const value = variables.values.get(name);
  const isThere = value !== undefined && !(sign.startsWith(':') && value === '');
  // With `+` the other text stands where there is a value, with `-` and `?` where there is none.
  if (isThere !== sign.endsWith('+')) return isThere ? value : '';
  const other = interpolate(rest, variables, where);
  if (!sign.endsWith('?')) return other;
  throw new Failure(`error while interpolating ${where}: required variable ${name} is missing a value: ${other}`);
}

/** The same for every text of a tree; the keys stay. */
export function interpolateTree(tree: Json, variables: Variables, where = ''): Json {
  if (typeof tree === 'string') return interpolate(tree, variables, where);
  if (isList(tree)) return tree.map((item, index) => interpolateTree(item, variables, `${where}.[${index}]`));
  if (!isObject(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, item]) => [key, interpolateTree(item, variables, where ? `${where}.${key}` : key)]),
  );
}

/** The variables of a file such as `.env`: `A=b`, quotes taken off, comments and empty lines left out. */
export function readEnvText(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (!found) continue;
    const [, name = '', raw = ''] = found;
    const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(raw);
    const plain = quoted ? (quoted[2] ?? '') : raw.replace(/(^|\s+)#.*$/, '');
    values.set(name, quoted?.[1] === '"' ? plain.replace(/\\n/g, '\n').replace(/\\(["\\$])/g, '$1') : plain);
  }
  return values;
}
