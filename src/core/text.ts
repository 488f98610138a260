/** A sentence in every language that the product speaks; a missing translation does not compile. */
export type Text = { readonly en: string; readonly zh: string };

/** A language that the product speaks. */
export type Language = keyof Text;

/** Values for the `{name}` placeholders of a Text. */
export type Args = Readonly<Record<string, string | number | Text>>;

/**
 * Renders a text in one language: `{name}` becomes `args.name`, and a Text among the args is rendered first.
 * A placeholder without a value stays as it is, so that it is seen.
 */
export function render(text: Text, language: Language, args: Args = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = args[name];
    if (value === undefined) return placeholder;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/** Fills placeholders in every language at once: what leaves the core is a finished Text. */
export function fill(text: Text, args: Args): Text {
  return { en: render(text, 'en', args), zh: render(text, 'zh', args) };
}

/** The same words in every language: names, commands, values. */
export function verbatim(words: string): Text {
  return { en: words, zh: words };
}

/** The language for a locale tag such as `zh-cn`, `zh-Hans` or `en-GB`; everything but Chinese is English. */
export function languageOf(locale: string): Language {
  return /^zh\b/i.test(locale) ? 'zh' : 'en';
}
