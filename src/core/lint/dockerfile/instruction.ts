import type { Span } from '../rule';
import { wordsOf, type Logical, type Word } from './logical';

const commandKeywords = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** One instruction; its parts are read when a rule first asks for them. */
export class Instruction {
  readonly #escape: string;
  #parts: Parts | undefined;

  constructor(
    /** In upper case. */
    readonly keyword: string,
    readonly keywordSpan: Span,
    /** From the keyword (of the ONBUILD, if there is one) to the end, here-documents included. */
    readonly span: Span,
    /** What follows the keyword, on all its lines. */
    readonly body: Logical,
    /** The lines of its here-documents. */
    readonly heredoc: Span | undefined,
    /** The index of its stage; -1 before the first FROM. */
    readonly stage: number,
    /** Is it the trigger of an ONBUILD? It then stands in the list in place of the ONBUILD. */
    readonly onbuild: boolean,
    escape: string,
  ) {
    this.#escape = escape;
  }

  /** The words `--name=value` right after the keyword. */
  get flags(): readonly Word[] {
    return this.#read().flags;
  }

  /** What follows the flags. */
  get rest(): Logical {
    return this.#read().rest;
  }

  /** The words of what follows the flags. */
  get words(): readonly Word[] {
    return this.#read().words;
  }

  /** The command of a RUN, CMD, ENTRYPOINT or HEALTHCHECK CMD. */
  get command(): Logical | undefined {
    return this.#read().command;
  }

  /** The strings of a valid JSON form, with the places of the quoted words. */
  get json(): readonly Word[] | undefined {
    return this.#read().json;
  }

  #read(): Parts {
    return (this.#parts ??= partsOf(this.keyword, this.body, this.#escape));
  }
}

type Parts = {
  readonly flags: readonly Word[];
  readonly words: readonly Word[];
  readonly rest: Logical;
  readonly command: Logical | undefined;
  readonly json: readonly Word[] | undefined;
};

function partsOf(keyword: string, body: Logical, escape: string): Parts {
  const all = wordsOf(body, escape);
  const firstArgument = all.findIndex((word) => !/^--\w/.test(word.text));
  const flags = firstArgument === -1 ? all : all.slice(0, firstArgument);
  const words = all.slice(flags.length);
  const lastFlag = flags.at(-1);
  const rest = body.slice(lastFlag === undefined ? 0 : lastFlag.at + lastFlag.text.length).trimmed();
  const command = commandOf(keyword, rest, words[0]);
  return { flags, words, rest, command, json: jsonWords(command ?? rest) };
}

function commandOf(keyword: string, rest: Logical, first: Word | undefined): Logical | undefined {
  if (commandKeywords.has(keyword)) return rest;
  const isCommand = keyword === 'HEALTHCHECK' && first?.text.toUpperCase() === 'CMD';
  return isCommand ? rest.slice(first.text.length).trimmed() : undefined;
}

/** The strings of a JSON array, or nothing when the text is not exactly that. */
function jsonWords(rest: Logical): readonly Word[] | undefined {
  if (!rest.text.startsWith('[')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(rest.text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined;
  const strings = [...rest.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value, index) => {
    const at = strings[index]?.index ?? 0;
    const text = strings[index]?.[0] ?? '';
    return { text, value, span: rest.span(at, at + text.length), at };
  });
}
