import { callsOf, type ShellFile, type Word } from './file';

/** An option of `docker run`, with the word that is its value. */
export type RunOption = { readonly name: string; readonly value: string | undefined; readonly words: readonly Word[] };

/** A call of `docker run`: its options, and the words behind the image. Where a variable may hide options, it ends before. */
export type DockerRun = { readonly options: readonly RunOption[]; readonly behind: readonly Word[] };

const switches =
  /^--(?:detach|disable-content-trust|help|init|interactive|no-healthcheck|oom-kill-disable|privileged|publish-all|quiet|read-only|rm|sig-proxy|tty|use-api-socket)$/;

/** Every `docker run` and `docker create` of a script; the options are those of Docker's command line reference. */
export function* runsOf(file: ShellFile): Iterable<DockerRun> {
  for (const { args } of callsOf(file, 'docker')) {
    const start = args[0]?.text === 'container' ? 1 : 0;
    if (/^(?:run|create)$/.test(args[start]?.text ?? '')) yield read(args.slice(start + 1));
  }
}

function read(words: readonly Word[]): DockerRun {
  const options: RunOption[] = [];
  let index = 0;
  for (let word = words[index]; word?.text.startsWith('-') === true; word = words[index]) {
    const option = optionOf(word, words[index + 1]);
    options.push(option);
    index += option.words.length;
  }
  const image = words[index];
  const isKnown = image !== undefined && /^[\w./:@-]/.test(image.text);
  return { options, behind: isKnown ? words.slice(index + 1) : [] };
}

function optionOf(word: Word, next: Word | undefined): RunOption {
  const { name, own } = partsOf(word.text);
  if (own !== undefined || switches.test(name) || /^-[ditPq]$/.test(name)) return { name, value: own, words: [word] };
  return { name, value: next?.text, words: next ? [word, next] : [word] };
}

/** The name of an option, and the value that is written in the same word. */
function partsOf(text: string): { readonly name: string; readonly own: string | undefined } {
  const long = /^(--[\w-]+)(?:=(.*))?$/s.exec(text);
  if (long?.[1] !== undefined) return { name: long[1], own: long[2] };
  const short = /^-[ditPq]*([a-zA-Z])(.*)$/s.exec(text);
  return short?.[1] === undefined
    ? { name: text, own: undefined }
    : { name: `-${short[1]}`, own: short[2] === '' ? undefined : short[2] };
}
