import type { InvalidFile } from '../facts';
import { invalid } from './invalid';
import { linesOf } from './lines';

/**
 * The global part of an sshd_config, as sshd takes it: keys in lower case, the first value of each, up to the first
 * Match. Words of a value are joined by one blank, without their quotes.
 */
export function parseSshd(text: string): Readonly<Record<string, string>> | InvalidFile {
  const values = new Map<string, string>();
  for (const [index, raw] of linesOf(text).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, key = '', rest = ''] = /^([^\s="]+)(?:\s*=\s*|\s+|$)(.*)$/.exec(line) ?? [];
    const name = key.toLowerCase();
    if (name === 'match') break;
    const value = argumentsOf(rest);
    if (name === '' || value === '') return invalid(`"${line.slice(0, 40)}" has no value`, index + 1);
    if (!values.has(name)) values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** The words up to a comment at the end of the line. */
function argumentsOf(rest: string): string {
  const words = Array.from(rest.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => ({ quoted, plain }));
  const comment = words.findIndex(({ plain }) => plain?.startsWith('#') === true);
  return (comment === -1 ? words : words.slice(0, comment)).map(({ quoted, plain }) => quoted ?? plain).join(' ');
}
