import { isObject, parse, type Raw } from './answer';

/** More than an engine or any object of a cluster says at once, in characters. */
const longest = 8_000_000;

/**
 * The lines of a stream, wherever its chunks begin and end, without empty ones. One that has no end comes in parts, so
 * that it is not waited for.
 * @param end whether what is behind the last line end is a line too, or was cut off
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  end: 'is a line' | 'is cut off' = 'is a line',
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    length += first.length;
    if (others.length > 0 || length > longest) {
      const last = others.pop() ?? '';
      yield* [pieces.join(''), ...others].filter((line) => line.trim() !== '');
      [pieces, length] = [[last], last.length];
    }
  }
  const rest = pieces.join('');
  if (end === 'is a line' && rest.trim() !== '') yield rest;
}

/** The objects of a stream of JSON, a line each; what is none is left out. */
export async function* objectsIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Raw, void> {
  for await (const line of linesOf(chunks)) {
    const value = parse(line);
    if (isObject(value)) yield value;
  }
}
