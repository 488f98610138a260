import { BoundedPattern } from '../text/bounded';
import { replaced, SedReader, type Address, type SedCommand, type Substitute } from '../text/sed-script';
import { linesOf, openInput, readAll, giveWay } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

/** How many commands one input may take before it counts as an endless loop that must let others run. */
const breath = 100_000;

/** One run of a script over one input. */
class Machine {
  #hold = '';
  #line = 0;
  #space = '';
  readonly #active = new Set<SedCommand>();
  readonly #ends = new Map<SedCommand, number>();
  #appended: string[] = [];
  #last: RegExp | undefined;
  #substituted = false;
  out: string[] = [];
  quit: number | undefined;

  constructor(
    private readonly call: Call,
    private readonly script: SedReader,
    private readonly lines: readonly string[],
    private readonly quiet: boolean,
  ) {}

  async run(): Promise<void> {
    let steps = 0;
    while (this.quit === undefined && this.#next()) {
      let again = true;
      while (again) {
        again = await this.#cycle();
        if (++steps % breath === 0) await giveWay();
      }
    }
  }

  #next(): boolean {
    const line = this.lines[this.#line];
    if (line === undefined) return false;
    this.#line++;
    this.#space = line;
    return true;
  }

  #flush(): void {
    this.out.push(...this.#appended.splice(0));
  }

  #matches(address: Address): boolean {
    switch (address.kind) {
      case 'line':
        return this.#line === address.line;
      case 'last':
        return this.#line === this.lines.length;
      case 'step':
        return address.step === 0
          ? this.#line === address.first
          : this.#line >= address.first && (this.#line - address.first) % address.step === 0;
      case 'plus':
        return false;
      case 'pattern': {
        const pattern = address.pattern ?? this.#last;
        if (!pattern) throw new Fail('no previous regexp');
        this.#last = pattern;
        pattern.lastIndex = 0;
        return pattern.test(this.#space);
      }
    }
  }

  #applies(command: SedCommand): boolean {
    if (!command.from) return true;
    if (!command.to) return this.#matches(command.from);
    if (this.#active.has(command)) {
      const end = this.#ends.get(command);
      const over = end === undefined ? this.#matches(command.to) : this.#line >= end;
      if (over) this.#active.delete(command);
      return end === undefined || this.#line <= end;
    }
    if (!this.#matches(command.from)) return false;
    const end =
      command.to.kind === 'line'
        ? command.to.line
        : command.to.kind === 'plus'
          ? this.#line + command.to.count
          : undefined;
    if (end !== undefined) this.#ends.set(command, end);
    if (end === undefined || end > this.#line) this.#active.add(command);
    return true;
  }

  /** Runs the script over the pattern space; true starts over without reading a line (`D`). */
  async #cycle(): Promise<boolean> {
    const { commands } = this.script;
    this.#substituted = false;
    let restart = false;
    for (let at = 0, steps = 0; at < commands.length; at++) {
      if (++steps % breath === 0) await giveWay();
      const command = commands[at];
      if (!command) break;
      if (this.#applies(command) === command.negated) {
        if (command.name === '{') at = command.end ?? at;
        continue;
      }
      const next = await this.#do(command);
      if (next === 'end' || next === 'drop' || next === 'again') {
        if (next !== 'end') {
          this.#flush();
          return next === 'again';
        }
        restart = false;
        break;
      }
      if (next !== undefined) at = this.#jump(next);
    }
    if (!this.quiet) this.out.push(this.#space);
    this.#flush();
    return restart;
  }

  #jump(label: string): number {
    if (label === 'to:') return this.script.commands.length;
    const place = this.script.labels.get(label.slice(3));
    if (place === undefined) throw new Fail(`can't find label for jump to '${label.slice(3)}'`);
    return place - 1;
  }

  async #do(command: SedCommand): Promise<'end' | 'drop' | 'again' | `to:${string}` | undefined> {
    switch (command.name) {
      case 'd':
        return 'drop';
      case 'D': {
        const newline = this.#space.indexOf('\n');
        if (newline === -1) return 'drop';
        this.#space = this.#space.slice(newline + 1);
        return 'again';
      }
      case 's':
        if (command.substitute && this.#substitute(command.substitute)) this.#substituted = true;
        return undefined;
      case 'y':
        this.#space = Array.from(this.#space)
          .map((letter) => command.letters?.get(letter) ?? letter)
          .join('');
        return undefined;
      case 'q':
      case 'Q':
        this.quit = Number(command.text || 0);
        return command.name === 'q' ? 'end' : 'drop';
      case 'b':
        return `to:${command.text}`;
      case 't':
      case 'T': {
        const goes = this.#substituted === (command.name === 't');
        this.#substituted = false;
        return goes ? `to:${command.text}` : undefined;
      }
      case 'n':
        if (this.#line >= this.lines.length) return 'end';
        if (!this.quiet) this.out.push(this.#space);
        this.#next();
        return undefined;
      case 'N': {
        if (this.#line >= this.lines.length) return 'end';
        const before = this.#space;
        this.#next();
        this.#space = `${before}\n${this.#space}`;
        return undefined;
      }
      default:
        return this.#write(command);
    }
  }

  async #write({ name, text, from, to }: SedCommand): Promise<'drop' | undefined> {
    switch (name) {
      case 'p':
        this.out.push(this.#space);
        break;
      case 'P':
        this.out.push(this.#space.split('\n')[0] ?? '');
        break;
      case '=':
        this.out.push(String(this.#line));
        break;
      case 'i':
        this.out.push(text);
        break;
      case 'a':
        this.#appended.push(text);
        break;
      case 'c':
        if (
          !to ||
          !this.#active.has(
            (from && this.script.commands.find((one) => one.from === from)) ??
              this.script.commands[0] ??
              ({} as SedCommand),
          )
        )
          this.out.push(text);
        return 'drop';
      case 'r':
        this.#appended.push(
          ...linesOf(
            await this.call.files
              .read(this.call.path(text))
              .then(String)
              .catch(() => ''),
          ),
        );
        break;
      case 'w':
        await this.call.files.write(this.call.path(text), `${this.#space}\n`, { append: true });
        break;
      default:
        this.#swap(name);
    }
    return undefined;
  }

  #swap(name: string): void {
    const space = this.#space;
    if (name === 'g') this.#space = this.#hold;
    else if (name === 'G') this.#space += `\n${this.#hold}`;
    else if (name === 'h') this.#hold = space;
    else if (name === 'H') this.#hold += `\n${space}`;
    else if (name === 'x') [this.#space, this.#hold] = [this.#hold, space];
    else if (name === 'z') this.#space = '';
    else if (name === 'l')
      this.out.push(`${space.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')}$`);
  }

  #substitute({ pattern: given, replacement, global, nth, print }: Substitute): boolean {
    const pattern = given ?? this.#last;
    if (!pattern) throw new Fail('no previous regexp');
    this.#last = pattern;
    const all = new BoundedPattern(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`);
    let number = 0;
    let done = false;
    let out = '';
    let end = 0;
    for (const match of this.#space.matchAll(all)) {
      number++;
      if (number < nth || (done && !global)) continue;
      out += this.#space.slice(end, match.index) + replaced(replacement, match);
      end = match.index + match[0].length;
      done = true;
    }
    if (!done) return false;
    this.#space = out + this.#space.slice(end);
    if (print) this.out.push(this.#space);
    return true;
  }
}

async function sed(call: Call): Promise<number> {
  const options = call.options('ni::e:f:Ersuz', {
    quiet: 'n',
    silent: 'n',
    'in-place': 'i::',
    expression: 'e:',
    file: 'f:',
    'regexp-extended': 'E',
  });
  const files = [...options.rest];
  const parts = [...options.values('e')];
  for (const name of options.values('f')) parts.push((await call.files.read(call.path(name))).toString());
  if (!options.has('e', 'f')) {
    const first = files.shift();
    if (first === undefined)
      throw new Fail(call.says('no script', "no script specified\nTry 'sed --help' for more information."));
    parts.push(first);
  }
  const script = new SedReader(parts.join('\n'), options.has('E', 'r')).read();
  const names = files.length > 0 ? files : ['-'];
  const texts: (readonly [string, string])[] = [];
  for (const name of names) {
    const sentence = call.says(name, `can't read ${name}`);
    const text = await call.attempt(
      sentence,
      async () => (await readAll(await openInput(call, name))).toString(),
      call.says(1, 2),
    );
    if (text !== undefined) texts.push([name, text]);
  }
  const inPlace = options.has('i');
  const groups = inPlace || options.has('s') ? texts.map((one) => [one]) : [texts];
  for (const group of groups) {
    const whole = group
      .map(([, text], at) => (at < group.length - 1 && text !== '' && !text.endsWith('\n') ? `${text}\n` : text))
      .join('');
    const machine = new Machine(call, script, linesOf(whole), options.has('n'));
    await machine.run();
    const open = whole !== '' && !whole.endsWith('\n');
    const out = machine.out.join('\n') + (machine.out.length > 0 && !open ? '\n' : '');
    const [name = ''] = group[0] ?? [];
    if (!inPlace) await call.print(out);
    else {
      const suffix = options.value('i', '');
      if (suffix) await call.files.write(call.path(name + suffix), whole);
      await call.files.write(call.path(name), out);
    }
    if (machine.quit !== undefined) return machine.quit;
  }
  return call.status;
}

export const sedTools: Tools = { sed };
