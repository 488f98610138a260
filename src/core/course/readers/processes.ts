/** The words of a command line, as /proc/<pid>/cmdline holds them: each is ended by a zero byte. */
export const parseCommandLine = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\0$/, '').split('\0');

/**
 * What /proc/<pid>/stat tells: the short name, the letter of the state, the nice value, and when it was started, in
 * ticks since the machine was: with the number of the process that makes it this one for ever.
 */
export type ProcessStat = {
  readonly name: string;
  readonly state: string;
  readonly nice: number;
  readonly started: number;
};

/**
 * Reads /proc/<pid>/stat; the short name stands in parentheses and may hold some itself.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function parseStat(text: string): ProcessStat {
  const end = text.lastIndexOf(')');
  const [state = '?', ...fields] = text.slice(end + 2).split(' ');
  return {
    name: text.slice(text.indexOf('(') + 1, end),
    state,
    nice: Number(fields[15] ?? 0),
    started: Number(fields[18] ?? 0),
  };
}

/** The path in the control groups, from /proc/<pid>/cgroup: that of version 2, else the one that systemd keeps. */
export function parseCgroup(text: string): string {
  const unified = /^0::(.*)$/m.exec(text)?.[1];
  const named = /^\d+:name=systemd:(.*)$/m.exec(text)?.[1];
  return (unified === '/' ? named : undefined) ?? unified ?? named ?? '';
}

/** Has a command line one word with this base name, with these words right after it? */
export function isCalled(argv: readonly string[], name: string, args: readonly string[] = []): boolean {
  return argv.some(
    (word, index) =>
      word.slice(word.lastIndexOf('/') + 1) === name && args.every((arg, at) => argv[index + 1 + at] === arg),
  );
}
