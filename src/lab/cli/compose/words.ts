/** The words of a command line as a shell parts them: quotes and backslashes, nothing else. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  const token = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [all, single, double, escaped, plain] = found;
    const part = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
    if (part === undefined && all.trim() === '') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + (part ?? '');
  }
  if (word !== undefined) words.push(word);
  return words;
}
