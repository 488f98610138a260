import { linesOf } from './lines';

/** Names by number, from the text of /etc/passwd or /etc/group; of two names for one number the first counts. */
export function parseAccounts(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of linesOf(text)) {
    const [name = '', , id] = line.split(':');
    if (id !== undefined && /^\d+$/.test(id) && !names.has(Number(id))) names.set(Number(id), name);
  }
  return names;
}
