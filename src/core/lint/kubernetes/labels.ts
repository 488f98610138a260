import type { Text } from '../../text';

const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const word = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

const reasons = {
  long: { en: 'it is longer than 63 characters', zh: '超过 63 个字符' },
  ends: { en: 'it must begin and end with a letter or a digit', zh: '首尾必须是字母或数字' },
  characters: { en: 'only letters, digits, "-", "_" and "." are allowed', zh: '只能用字母、数字、“-”“_”“.”' },
  prefix: { en: 'the part before "/" must be a DNS name', zh: '“/”之前必须是 DNS 域名' },
  empty: { en: 'the name is empty', zh: '名称为空' },
} as const satisfies Record<string, Text>;

/** Why the API refuses a key of a label; nothing when it takes it. */
export function labelKeyMistake(key: string): Text | undefined {
  const slash = key.indexOf('/');
  if (slash !== -1 && (slash > 253 || !subdomain.test(key.slice(0, slash)))) return reasons.prefix;
  const own = key.slice(slash + 1);
  return own === '' ? reasons.empty : labelValueMistake(own);
}

/** Why the API refuses the value of a label; nothing when it takes it. */
export function labelValueMistake(value: string): Text | undefined {
  if (value === '') return undefined;
  if (value.length > 63) return reasons.long;
  if (name.test(value)) return undefined;
  return /^[-A-Za-z0-9_.]+$/.test(value) ? reasons.ends : reasons.characters;
}

/** Is it a name that objects may have: a DNS name, or a single word of one? */
export function isName(text: string, isWord: boolean): boolean {
  return text.length <= (isWord ? 63 : 253) && (isWord ? word : subdomain).test(text);
}

/** A name like this one that the API takes. */
export function meantName(text: string): string | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[\s_.:/]/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
  return word.test(plain) && plain.length <= 63 ? plain : undefined;
}

/** Does a selector of equal values choose something with these labels? */
export function matches(selector: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): boolean {
  return [...selector].every(([key, value]) => labels.get(key) === value);
}
