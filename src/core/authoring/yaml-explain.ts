import { render, type Language, type Text } from '../text';
import type { Place } from './place';
import type { Grammar, KeyFact, ValueFact } from './slot';
import type { Explanation } from './suggestion';

const words = {
  required: { en: 'required', zh: '必填' },
  usual: { en: 'default `{value}`', zh: '默认 `{value}`' },
  reference: { en: 'The reference says:', zh: '官方参考（英文原文）：' },
  values: { en: 'Values:', zh: '可选值：' },
} as const satisfies Readonly<Record<string, Text>>;

/** Explains the key or the value at a place of a YAML text; nothing where nothing is known. */
export function explanationAt(grammar: Grammar, place: Place, language: Language): Explanation | undefined {
  const { path, levels, role, span, word } = place;
  const slot = grammar.at(path, levels);
  if (role === 'key') {
    const fact = slot?.keys.find(({ name }) => name === word);
    const values = grammar.at([...path, word], levels)?.values ?? [];
    return fact && { span, markdown: aboutKey(fact, values, language) };
  }
  const fact = slot?.values.find(({ value }) => value === word || value === `"${word}"`);
  if (fact?.about === undefined) return undefined;
  return { span, markdown: `**${word}**\n\n${fact.about[language]}` };
}

/** What is known of a key, as Markdown. */
export function aboutKey(fact: KeyFact, values: readonly ValueFact[], language: Language): string {
  const say = (text: Text, args?: Readonly<Record<string, string>>): string => render(text, language, args);
  const { name, type, isRequired, about, reference, usual } = fact;
  const marks = [
    say(type),
    ...(isRequired ? [say(words.required)] : []),
    ...(usual === undefined ? [] : [say(words.usual, { value: usual })]),
  ];
  const known = values.filter((one) => one.about !== undefined);
  const list = known.map(({ value, about: text }) => `- \`${value}\`: ${text ? say(text) : ''}`).join('\n');
  const sections = [
    `**${name}** · ${marks.join(' · ')}`,
    about === undefined ? '' : say(about),
    known.length === 0 ? '' : `${say(words.values)}\n\n${list}`,
    reference === undefined || reference === '' ? '' : quoted(reference, language),
  ];
  return sections.filter((one) => one !== '').join('\n\n');
}

/** The reference's own words, which are English. */
export function quoted(reference: string, language: Language): string {
  const lines = reference.replace(/[*<]/g, '\\$&').replace(/\n/g, '\n> ');
  return `${words.reference[language]}\n\n> ${lines}`;
}
