import type { Timer } from '../../../kernel/clock';
import type { Process } from '../../../kernel/process';
import { dateParts } from '../serving';
import type { Command } from './command';
import { collectionCommands } from './collections';
import { keyCommands } from './keys';
import { beginLog, logEntry, placesOf, readDump, readLog, writeDump } from './persistence';
import type { Reply } from './resp';
import type { Settings } from './settings';
import { Keyspace } from './store';
import { stringCommands } from './strings';

/** The commands that act on keys only, by name in capitals. */
export const dataCommands: ReadonlyMap<string, Command> = new Map([
  ...Object.entries(stringCommands),
  ...Object.entries(keyCommands),
  ...Object.entries(collectionCommands),
]);

/** Someone who is connected. */
export type Session = {
  readonly id: number;
  readonly address: string;
  readonly send: (reply: Reply) => void;
  readonly close: () => void;
  readonly channels: Set<string>;
  database: number;
  trusted: boolean;
  version: 2 | 3;
  name: string;
  /** Set between MULTI and EXEC. */
  queue?: (readonly string[])[];
  broken: boolean;
  watched?: number;
};

/** A running Redis: databases, settings, who is connected, and what is written where. */
export class Instance {
  readonly databases: readonly Keyspace[];
  readonly sessions = new Set<Session>();
  readonly started: number;
  dirty = 0;
  changes = 0;
  commands = 0;
  connections = 0;
  lastSave: number;
  #timer: Timer | undefined;
  #logged: number | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    readonly self: Process,
    readonly settings: Settings,
    readonly version: string,
    readonly stop: (save: boolean | undefined) => void,
  ) {
    const now = () => self.clock.now();
    this.databases = Array.from(
      { length: Math.min(1024, Number(settings.get('databases') ?? 16)) },
      () => new Keyspace(now),
    );
    this.started = now();
    this.lastSave = now();
  }

  get appends(): boolean {
    return this.settings.get('appendonly') === 'yes';
  }

  /** A line of the log, `1:M 21 Nov 2026 16:22:36.123 * text`. */
  async log(level: '*' | '#' | '-', text: string, role = 'M'): Promise<void> {
    const { day, monthName, year, time, milliseconds } = dateParts(this.self.clock.now());
    const line = `${this.self.pid}:${role} ${day} ${monthName} ${year} ${time}.${milliseconds} ${level} ${text}\n`;
    const path = this.settings.get('logfile') ?? '';
    if (path === '') await this.self.stdout.write(line).catch(() => undefined);
    else await this.self.files.write(path, line, { append: true }).catch(() => undefined);
  }

  /** Reads what an earlier server left behind, as Redis does at its start. */
  async load(): Promise<void> {
    const places = placesOf(this.settings);
    const { files } = this.self;
    if (!this.appends) {
      const count = await readDump(files, places.dump, this.databases);
      if (count !== undefined) await this.#loaded(count);
      return;
    }
    const commands = await readLog(files, places);
    if (!commands) {
      await beginLog(files, places, this.databases);
      await this.log('*', `Creating AOF base file ${places.base.slice(places.folder.length + 1)} on server start`);
      await this.log('*', `Creating AOF incr file ${places.log.slice(places.folder.length + 1)} on server start`);
      return;
    }
    await this.log('*', 'Reading RDB base file on AOF loading...');
    await this.#loaded((await readDump(files, places.base, this.databases)) ?? 0, false);
    this.#replay(commands);
    await this.log('*', 'DB loaded from append only file: 0.000 seconds');
  }

  async #loaded(count: number, whole = true): Promise<void> {
    await this.log('*', `Loading RDB produced by version ${this.version}`);
    await this.log('*', `Done loading RDB, keys loaded: ${count}, keys expired: 0.`);
    if (whole) await this.log('*', 'DB loaded from disk: 0.000 seconds');
  }

  #replay(commands: readonly (readonly string[])[]): void {
    let database = 0;
    for (const [name = '', ...args] of commands) {
      const word = name.toUpperCase();
      if (word === 'SELECT') database = Number(args[0]);
      else if (word === 'FLUSHALL') this.databases.forEach((keys) => keys.clear());
      else {
        const keys = this.databases[database];
        if (keys) dataCommands.get(word)?.run({ keys, now: this.self.clock.now() }, args);
      }
    }
  }

  /** Notes a change: it goes to the append-only file and counts for the save points. */
  async changed(database: number, words: readonly string[]): Promise<void> {
    this.dirty++;
    this.changes++;
    this.#schedule();
    if (!this.appends) return;
    const entry = logEntry(database, timed(words, this.self.clock.now()), this.#logged);
    this.#logged = database;
    const { log } = placesOf(this.settings);
    this.#writing = this.#writing
      .then(() => this.self.files.write(log, entry, { append: true }))
      .catch(() => undefined);
    await this.#writing;
  }

  /** Starts the append-only file anew from what is in memory (BGREWRITEAOF, CONFIG SET appendonly yes). */
  async rewriteLog(): Promise<void> {
    this.#logged = undefined;
    await beginLog(this.self.files, placesOf(this.settings), this.databases);
  }

  /** Writes the dump file; rejects when it cannot be written. */
  async save(): Promise<void> {
    await writeDump(this.self.files, placesOf(this.settings).dump, this.databases);
    this.dirty = 0;
    this.lastSave = this.self.clock.now();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** The save points: after so many seconds, when so many changes were made. */
  savePoints(): readonly { readonly seconds: number; readonly changes: number }[] {
    const numbers = (this.settings.get('save') ?? '').split(/\s+/).filter(Boolean).map(Number);
    return Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => ({
      seconds: numbers[at * 2] ?? 0,
      changes: numbers[at * 2 + 1] ?? 0,
    }));
  }

  #schedule(): void {
    const due = this.savePoints().filter(({ changes }) => this.dirty >= changes);
    if (due.length === 0) return;
    const at = this.lastSave + Math.min(...due.map(({ seconds }) => seconds)) * 1000;
    this.#timer?.cancel();
    this.#timer = this.self.clock.after(Math.max(0, at - this.self.clock.now()), () => {
      this.#saveInBackground().catch(() => undefined);
    });
  }

  async #saveInBackground(): Promise<void> {
    if (this.self.ended.aborted || this.dirty === 0) return;
    const waited = Math.round((this.self.clock.now() - this.lastSave) / 1000);
    await this.log('*', `${this.dirty} changes in ${waited} seconds. Saving...`);
    await this.save();
    await this.log('*', 'Background saving terminated with success');
  }

  /** Waits for what is being written, then takes back the timer. */
  async settle(): Promise<void> {
    this.#timer?.cancel();
    await this.#writing;
  }
}

const units: Readonly<Record<string, number>> = { EX: 1000, PX: 1, EXPIRE: 1000, PEXPIRE: 1, SETEX: 1000, PSETEX: 1 };

/** A time to live counts from now: what is kept for a later start names the moment instead. */
function timed(words: readonly string[], now: number): readonly string[] {
  const [name = '', key = '', amount = '', ...rest] = words;
  const word = name.toUpperCase();
  const moment = (count: string | undefined, unit: string) => String(now + Number(count) * (units[unit] ?? 1));
  if (/^P?EXPIRE$/.test(word)) return ['PEXPIREAT', key, moment(amount, word)];
  if (/^P?SETEX$/.test(word)) return ['SET', key, rest[0] ?? '', 'PXAT', moment(amount, word)];
  const place = word === 'SET' ? rest.findIndex((option) => /^(EX|PX)$/i.test(option)) : -1;
  if (place === -1) return words;
  return [name, key, amount, 'PXAT', moment(rest[place + 1], rest[place]?.toUpperCase() ?? '')];
}
