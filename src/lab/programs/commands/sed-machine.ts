import { BoundedPattern } from '../text/bounded';
import { replaced, type SedReader, type Address, type SedCommand, type Substitute } from '../text/sed-script';
import { linesOf, giveWay } from '../text/streams';
import { Fail, type Call } from './tool';

/** How many commands one input may take before it counts as an endless loop that must let others run. */
const breath = 100_000;

/** What comes after a command: the cycle's end (with or without printing), its start, or a label. */
type Next = 'end' | 'drop' | 'again' | `to:${string}` | undefined;

/** One run of a script over one input. */
export class SedMachine {
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
    return this.#active.has(command)
      ? this.#continues(command, command.to)
      : this.#begins(command, command.from, command.to);
  }

  /** Whether a range that is open still holds here; closes it at its end. */
  #continues(command: SedCommand, to: Address): boolean {
    const end = this.#ends.get(command);
    const over = end === undefined ? this.#matches(to) : this.#line >= end;
    if (over) this.#active.delete(command);
    return end === undefined || this.#line <= end;
  }

  #begins(command: SedCommand, from: Address, to: Address): boolean {
    if (!this.#matches(from)) return false;
    const end = to.kind === 'line' ? to.line : to.kind === 'plus' ? this.#line + to.count : undefined;
    if (end !== undefined) this.#ends.set(command, end);
    if (end === undefined || end > this.#line) this.#active.add(command);
    return true;
  }

  /** Runs the script over the pattern space; true starts over without reading a line (`D`). */
  async #cycle(): Promise<boolean> {
    const { commands } = this.script;
    this.#substituted = false;
    for (let at = 0, steps = 0; at < commands.length; at++) {
      if (++steps % breath === 0) await giveWay();
      const command = commands[at];
      if (!command) break;
      if (this.#applies(command) === command.negated) {
        at = command.name === '{' ? (command.end ?? at) : at;
        continue;
      }
      const next = await this.#do(command);
      if (next === 'end') break;
      if (next === 'drop' || next === 'again') {
        this.#flush();
        return next === 'again';
      }
      if (next !== undefined) at = this.#jump(next);
    }
    if (!this.quiet) this.out.push(this.#space);
    this.#flush();
    return false;
  }

  #jump(label: string): number {
    if (label === 'to:') return this.script.commands.length;
    const place = this.script.labels.get(label.slice(3));
    if (place === undefined) throw new Fail(`can't find label for jump to '${label.slice(3)}'`);
    return place - 1;
  }

  async #do(command: SedCommand): Promise<Next> {
    const { name, text } = command;
    if (name === 's')
      this.#substituted = (command.substitute && this.#substitute(command.substitute)) || this.#substituted;
    else if (name === 'y')
      this.#space = this.#space.replace(/[^]/gu, (letter) => command.letters?.get(letter) ?? letter);
    else if (name === 'b') return `to:${text}`;
    else if (name === 't' || name === 'T') return this.#branch(command);
    else if ('dDqQnN'.includes(name)) return this.#move(command);
    else if ('cwr'.includes(name)) return this.#file(command);
    else this.#write(command);
    return undefined;
  }

  #branch({ name, text }: SedCommand): Next {
    const goes = this.#substituted === (name === 't');
    this.#substituted = false;
    return goes ? `to:${text}` : undefined;
  }

  /** Commands that end the cycle or read on. */
  #move({ name, text }: SedCommand): Next {
    if (name === 'd' || name === 'D') return this.#drop(name === 'D');
    if (name === 'q' || name === 'Q') {
      this.quit = Number(text || 0);
      return name === 'q' ? 'end' : 'drop';
    }
    if (this.#line >= this.lines.length) return 'end';
    const before = this.#space;
    if (name === 'n' && !this.quiet) this.out.push(before);
    this.#next();
    if (name === 'N') this.#space = `${before}\n${this.#space}`;
    return undefined;
  }

  /** `D` drops the first line only, and starts over with the rest. */
  #drop(one: boolean): Next {
    const newline = this.#space.indexOf('\n');
    if (!one || newline === -1) return 'drop';
    this.#space = this.#space.slice(newline + 1);
    return 'again';
  }

  async #file(command: SedCommand): Promise<Next> {
    const { name, text, to } = command;
    const { files } = this.call;
    if (name === 'w') await files.write(this.call.path(text), `${this.#space}\n`, { append: true });
    if (name === 'r') this.#appended.push(...linesOf(await files.read(this.call.path(text)).then(String, () => '')));
    if (name !== 'c') return undefined;
    // A range is changed as a whole: the text comes at its end.
    if (!to || !this.#active.has(command)) this.out.push(text);
    return 'drop';
  }

  #write({ name, text }: SedCommand): void {
    if (name === 'p') this.out.push(this.#space);
    else if (name === 'P') this.out.push(this.#space.split('\n')[0] ?? '');
    else if (name === '=') this.out.push(String(this.#line));
    else if (name === 'i') this.out.push(text);
    else if (name === 'a') this.#appended.push(text);
    else this.#swap(name);
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
