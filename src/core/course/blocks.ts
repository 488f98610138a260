/** A code block of a lesson: the word after its fence, and what is inside. */
export type Block = { readonly language: string; readonly text: string };

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'shell']);
const prompt = /^[$#] /;

/**
 * What a learner types of a code block: of a session its commands without prompts and without what they print, of a
 * script all of it; undefined when the block is neither, or holds no command.
 */
export function commandsOf({ language, text }: Block): string | undefined {
  if (shells.has(language)) return text.trim() === '' ? undefined : text.trimEnd();
  if (language !== 'console') return undefined;
  const typed: string[] = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    if (prompt.test(line)) typed.push(line.slice(2));
    else if (open || (typed.length > 0 && line.startsWith('> '))) typed.push(line.replace(/^> /, ''));
    else continue;
    open = (typed.at(-1) ?? '').endsWith('\\');
  }
  return typed.length === 0 ? undefined : typed.join('\n');
}

/** The code blocks of a Markdown text, in their order. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^(`{3,})([\w-]*)[^\n]*\n([\s\S]*?)^\1`*[ \t]*$/gm)].map(
    ([, , language = '', text = '']) => ({ language, text }),
  );
}
