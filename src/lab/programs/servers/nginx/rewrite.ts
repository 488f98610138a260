import { regexOf } from './config';
import { absolute, Refused } from './content';
import type { Directive } from './parse';
import { expand, type Visit } from './visit';

/** Splits at the first sign. */
export const splitOnce = (text: string, sign: string): readonly string[] => {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

/** What a directive does: undefined goes on with the next, true chooses a location anew, false ends the phase. */
type Step = (visit: Visit, directive: Directive) => boolean | undefined;

const steps: Readonly<Record<string, Step>> = {
  set: (visit, { args: [name = '', value = ''] }) => {
    visit.variables.set(name.replace('$', ''), expand(value, visit));
    return undefined;
  },
  return: (visit, { args }) => returned(visit, args),
  break: () => false,
  if: (visit, { args, block = [] }) => (holds(visit, args) && rewrites(visit, block) ? true : undefined),
  rewrite,
};

/** Runs the rewrite module's directives in order; true when the path has changed and a location is to be chosen anew. */
export function rewrites(visit: Visit, directives: readonly Directive[]): boolean {
  for (const directive of directives) {
    const done = Object.hasOwn(steps, directive.name) ? steps[directive.name]?.(visit, directive) : undefined;
    if (done !== undefined) return done;
  }
  return false;
}

function returned(visit: Visit, args: readonly string[]): never {
  const [first = '', text] = args;
  const status = /^\d+$/.test(first) ? Number(first) : 302;
  const told = expand(status === 302 && !/^\d+$/.test(first) ? first : (text ?? ''), visit);
  if ([301, 302, 303, 307, 308].includes(status)) throw new Refused(status, [['Location', absolute(visit, told)]]);
  if (text === undefined) throw new Refused(status);
  throw new Spoken(status, told);
}

/** A `return` with a text of its own. */
export class Spoken extends Refused {
  constructor(
    status: number,
    readonly text: string,
  ) {
    super(status);
  }
}

function holds(visit: Visit, args: readonly string[]): boolean {
  const words = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '')
    .split(/\s+/);
  const [left = '', sign, ...rest] = words;
  const value = expand(left, visit);
  const right = expand(rest.join(' '), visit).replace(/^"|"$/g, '');
  if (sign === undefined) return value !== '' && value !== '0';
  if (sign === '=') return value === right;
  if (sign === '!=') return value !== right;
  const found = new RegExp(rest.join(' ').replace(/^"|"$/g, ''), sign.includes('*') ? 'i' : '').exec(value);
  found?.forEach((text, index) => visit.variables.set(String(index), text));
  return sign.startsWith('!') ? found === null : found !== null;
}

function rewrite(visit: Visit, directive: Directive): boolean | undefined {
  const [source = '', replacement = '', flag = ''] = directive.args;
  const found = regexOf(source, false, directive).exec(visit.uri);
  if (!found) return undefined;
  found.forEach((text, index) => visit.variables.set(String(index), text));
  const to = expand(replacement, visit);
  if (flag === 'permanent') throw sentOn(visit, 301, to);
  if (flag === 'redirect' || /^https?:/.test(to)) throw sentOn(visit, 302, to);
  const [path = '/', args] = splitOnce(to, '?');
  visit.uri = path;
  if (args !== undefined) visit.args = [args, visit.args].filter(Boolean).join('&');
  return { break: false, last: true }[flag];
}

/** A redirect that keeps the arguments unless the new address has its own, or ends with a question mark. */
function sentOn(visit: Visit, status: number, to: string): Refused {
  const whole = visit.args !== '' && !to.includes('?') ? `${to}?${visit.args}` : to.replace(/\?$/, '');
  return new Refused(status, [['Location', absolute(visit, whole)]]);
}
