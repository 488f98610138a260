import { StringDecoder } from 'node:string_decoder';
import type { Output } from '../../kernel/process';

/** The JSON stream of a build. */
export type BuildStream = {
  /** A line of text, with its newline if it has one. */
  readonly say: (text: string) => Promise<void>;
  readonly line: (value: object) => Promise<void>;
  /** A command's standard output, or its standard error, which clients show in red. */
  readonly output: (red: boolean) => Output & { readonly end: () => Promise<void> };
};

/** @param write takes a line of JSON with its line end */
export function buildStream(write: (text: string) => Promise<void>): BuildStream {
  const line = (value: object): Promise<void> => write(`${goJson(value)}\r\n`);
  const say = (text: string): Promise<void> => line({ stream: text });
  return {
    line,
    say,
    output: (red) => {
      const decoder = new StringDecoder('utf8');
      const show = async (text: string): Promise<void> => {
        if (text !== '') await say(red ? `\u001b[91m${text}\u001b[0m` : text);
      };
      return {
        write: (chunk) => show(typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk))),
        end: () => show(decoder.end()),
      };
    },
  };
}

/** JSON as Go writes it: with `<`, `>`, `&` and the line separators of Unicode escaped. */
const goJson = (value: object): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
