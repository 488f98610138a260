import { closest } from '../distance';
import type { JsonFile, Member, Value } from '../json/file';
import type { Span } from '../rule';
import { flags, options } from './options';

/** The members of the document, when it is a table. */
export function membersOf({ root }: JsonFile): readonly Member[] {
  return root?.kind === 'table' ? root.members : [];
}

/** The option that was probably meant by a name that dockerd does not know. */
export const meantBy = (name: string): string | undefined => flags.get(name) ?? closest(name, options.keys());

/** Is this the configuration of another program, which happens to have the same file name? */
export function isForeign(file: JsonFile): boolean {
  const members = membersOf(file);
  return members.length > 0 && !members.some(({ name }) => options.has(name) || meantBy(name) !== undefined);
}

/** A text in a list, and where it stands between its quotes. */
export type Entry = { readonly value: string; readonly span: Span; readonly isPlain: boolean };

/** The texts of a list that the document has under a name. */
export function entriesOf(file: JsonFile, name: string): readonly Entry[] {
  return membersOf(file)
    .filter((member) => member.name === name)
    .flatMap(({ value }) => (value?.kind === 'list' ? value.items : []))
    .flatMap((item) => (item.kind === 'text' ? [entryOf(file, item)] : []));
}

function entryOf({ text }: JsonFile, { span, value }: Extract<Value, { kind: 'text' }>): Entry {
  const inner = { start: span.start + 1, end: span.end - 1 };
  const isPlain = value !== '' && text.slice(inner.start, inner.end) === value;
  return { value, span: isPlain ? inner : span, isPlain };
}

/** Where a part of an entry stands; the whole of it when escapes make that unclear. */
export function partOf({ span, isPlain }: Entry, start: number, length: number): Span {
  return isPlain ? { start: span.start + start, end: span.start + start + length } : span;
}

/** The host of an address, without scheme, user, port and path. */
export function hostOf(address: string): string {
  const authority = address.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/^[^/]*@/, '');
  return (
    /^\[([^\]]*)\]/.exec(authority)?.[1] ??
    /^[\da-f]*:[\da-f:]*:[\da-f:]*/i.exec(authority)?.[0] ??
    /^[^/:?#]*/.exec(authority)?.[0] ??
    ''
  );
}

/** Does this host never leave the machine? */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host);
