import type { Text } from '../text';
import type { VerbId } from './verb-names';

/** Something to do with a resource (or, for `undefined`, with a kind or source as a whole). */
export type Verb<Target> = {
  readonly id: VerbId;
  /** Whether it makes sense for this target as it is now. */
  readonly applies: (target: Target) => boolean;
  /** What has to be known first, asked one after the other; what was answered may decide what is asked. */
  readonly questions?: (target: Target) => readonly Question[];
  /** The command line that it stands for, with the answers that are there already. */
  readonly commandLine: (target: Target, answers: Answers) => string;
  /** What goes and does not come back; looked up when it has to be, and asked about before it runs. */
  readonly destroys?: (target: Target, answers: Answers, signal: AbortSignal) => Text | Promise<Text>;
  /** It only reads: nobody needs to be asked, wherever the source is. */
  readonly reads?: true;
  /** Does it; rejects with a UserError. One that takes its time may tell how far it is. */
  readonly run: (
    target: Target,
    answers: Answers,
    signal: AbortSignal,
    tell?: Tell,
    // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- most verbs have nothing to show
  ) => Promise<Outcome | void>;
};

/** Takes how far something is, such as `12 MB`. */
export type Tell = (words: Text) => void;

/** The answers so far by the ids of their questions; a question that was passed over has none. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** The one answer to a question; empty when there is none. */
export const answerTo = (answers: Answers, id: string): string => answers[id]?.[0] ?? '';

/** One thing to ask for. */
export type Question = {
  readonly id: string;
  readonly title: Text;
  /** Passed over when this says no. */
  readonly when?: (answers: Answers) => boolean;
} & (
  | {
      readonly ask: 'text';
      /** What stands there already. */
      readonly value?: string;
      readonly example?: string;
      readonly isSecret?: true;
      /** Why an input cannot be; undefined when it can. An empty one is an answer like any other. */
      readonly refuse?: (input: string) => Text | undefined;
    }
  | {
      readonly ask: 'choice';
      readonly many?: true;
      /** Something that is not among the choices may be typed. */
      readonly free?: true;
      readonly choices: (answers: Answers, signal: AbortSignal) => Promise<readonly Choice[]> | readonly Choice[];
    }
  /** The absolute path of a file or folder of this machine. */
  | { readonly ask: 'open' | 'open-folder' | 'save'; readonly name?: string }
);

/** One of several answers. */
export type Choice = {
  readonly value: string;
  readonly label: string;
  readonly detail?: Text;
  readonly isPicked?: true;
};

/** What a verb has to show when it has been done. */
export type Outcome =
  /** Something to read. */
  | { readonly show: 'text'; readonly title: string; readonly language: Language; readonly text: string }
  /** Something that is written as time goes on: a log, the progress of a build. Read no faster than it is shown. */
  | { readonly show: 'stream'; readonly title: string; readonly read: (signal: AbortSignal) => AsyncIterable<string> }
  /** A program to work with. */
  | {
      readonly show: 'terminal';
      readonly title: string;
      readonly open: (size: Size, signal: AbortSignal) => Promise<Session>;
    }
  | { readonly show: 'page'; readonly url: string }
  | {
      readonly show: 'compare';
      readonly title: string;
      readonly language: Language;
      readonly before: string;
      readonly after: string;
    }
  /** A text that may be changed: saving it calls `save`, which answers with the text as it is then. */
  | {
      readonly show: 'edit';
      /** The same thing is one document. */
      readonly id: string;
      readonly title: string;
      readonly language: Language;
      readonly text: string;
      readonly save: (text: string, signal: AbortSignal) => Promise<string>;
    }
  /** Something that goes on until it is ended: `ended` resolves, or rejects with the reason, when it is over. */
  | {
      readonly show: 'running';
      readonly title: string;
      readonly url?: string;
      readonly ended: Promise<void>;
      readonly stop: () => void;
    }
  /** Something for the clipboard. */
  | { readonly show: 'copy'; readonly text: string }
  /** A sentence. */
  | { readonly show: 'words'; readonly words: Text };

/** VS Code's ids of languages: https://code.visualstudio.com/docs/languages/identifiers */
export type Language = 'json' | 'yaml' | 'plaintext' | 'shellscript' | 'diff';

/** Of a terminal, in characters. */
export type Size = { readonly columns: number; readonly rows: number };

/** A program with a terminal. */
export type Session = {
  /** What it writes. */
  readonly output: AsyncIterable<Uint8Array>;
  readonly input: (data: string) => void;
  readonly resize: (size: Size) => void;
  /** How it ended, when that is known. */
  readonly ended: Promise<number | undefined>;
};
