/** A shell and the options that the first line of a script gives it. */
export type Shell = { readonly name: 'sh' | 'bash'; readonly options: readonly string[] };

/** The shell that the first line of a script names; undefined when it names none or another program. */
export function parseShebang(text: string): Shell | undefined {
  const [, program = '', rest = ''] = /^#![ \t]*(\S+)[ \t]*([^\r\n]*)/.exec(text) ?? [];
  const words = [program, ...rest.split(/[ \t]+/).filter((word) => word !== '')];
  if (/(?:^|\/)env$/.test(program)) {
    words.shift();
    // Only with -S does env split what follows; the kernel hands it over as one word.
    if (words[0] === '-S') words.shift();
    else if (words.length > 1) return undefined;
  }
  const [command = '', ...options] = words;
  const name = command.slice(command.lastIndexOf('/') + 1);
  const isShell = name === 'sh' || name === 'bash';
  return isShell && options.every((option) => /^-[a-z]+$/.test(option)) ? { name, options } : undefined;
}
