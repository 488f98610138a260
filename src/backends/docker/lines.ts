import { isObject, parse, type Raw } from './answer';

/** The lines of a stream, wherever its chunks begin and end; what is behind the last line end is a line too. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

/** The objects of a stream of JSON, a line each; what is none is left out. */
export async function* objectsIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Raw, void> {
  for await (const line of linesOf(chunks)) {
    const value = parse(line);
    if (isObject(value)) yield value;
  }
}
