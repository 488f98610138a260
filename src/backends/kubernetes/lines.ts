/** More than any object of a cluster has, in characters. */
const longest = 8_000_000;

/**
 * The lines of a text that arrives in pieces, without their ends; a last line that nobody ended is left out. One that
 * has no end comes in parts, so that it is not waited for.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    length += first.length;
    for (const other of others) {
      yield pieces.join('');
      pieces = [other];
      length = other.length;
    }
    if (length <= longest) continue;
    yield pieces.join('');
    [pieces, length] = [[], 0];
  }
}
