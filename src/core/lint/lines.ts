/** A place in a text, lines and characters from 0, as editors count. */
export type Position = { readonly line: number; readonly character: number };

/** Converts between offsets and positions of one text; a line ends with LF, CRLF or CR. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
    this.#starts = starts;
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.startOf(low) };
  }

  offsetAt(position: Position): number {
    return this.startOf(position.line) + position.character;
  }

  /** Where a line starts; lines that do not exist start at the last one. */
  startOf(line: number): number {
    return this.#starts[line] ?? this.#starts.at(-1) ?? 0;
  }
}
