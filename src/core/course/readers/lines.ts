/** The lines of a text, whatever ends them. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/);

/** The lines that say something: trimmed, neither blank nor a comment (`#` or `;` first). */
export const parseLines = (text: string): readonly string[] =>
  linesOf(text)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line));
