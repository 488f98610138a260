import type { Process } from '../../../kernel/process';

/** A section of supervisord's configuration: keys in small letters. */
export type Section = ReadonlyMap<string, string>;

/** All sections, and the files that were included. */
export type Settings = {
  readonly sections: ReadonlyMap<string, Section>;
  readonly included: readonly string[];
  /** The file that each section is in. */
  readonly places: ReadonlyMap<string, string>;
};

/** Reads an ini file as supervisor does: `;` or `#` behind a blank begins a comment. Throws an Error. */
function readIni(file: string, text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let open: Map<string, string> | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\s[;#].*$/, '').trim();
    if (line === '' || /^[#;]/.test(line)) continue;
    const [, head] = /^\[([^\]]+)\]/.exec(line) ?? [];
    const [, key, value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (head !== undefined) {
      open = sections.get(head) ?? new Map<string, string>();
      sections.set(head, open);
    } else if (!open)
      throw new Error(`File contains no section headers.\nfile: '${file}', line: ${index + 1}\n'${raw}\\n'`);
    else if (key !== undefined) open.set(key.toLowerCase(), value);
  }
  return sections;
}

const places = ['/etc/supervisord.conf', '/etc/supervisor/supervisord.conf', '/etc/supervisor.conf'];

/** The programs that read the configuration, each with the section that it cannot do without. */
type Reader = 'supervisord' | 'supervisorctl';

/** The configuration of `-c`, or of the usual places, with what it includes; a sentence when it cannot be used. */
export async function readSettings(self: Process, reader: Reader, args: readonly string[]): Promise<Settings | string> {
  const at = args.findIndex((arg) => arg === '-c' || arg === '--configuration');
  const path = at === -1 ? await firstThere(self) : self.path(args[at + 1] ?? '');
  if (path === undefined) return 'Error: No config file found at default paths\n';
  const help = `For help, use /usr/bin/${reader} -h\n`;
  try {
    const settings = await load(self, path);
    if (!settings.sections.has(reader)) return `Error: .ini file does not include ${reader} section\n${help}`;
    const wrong = reader === 'supervisord' ? wrongProgram(settings) : undefined;
    return wrong === undefined ? settings : `Error: ${wrong}\n${help}`;
  } catch (error) {
    const reason = 'code' in (error as Error) ? `could not find config file ${path}` : (error as Error).message;
    return `Error: ${reason}\n${help}`;
  }
}

/** What supervisord says of the first program that it cannot keep. */
function wrongProgram({ sections, places: from }: Settings): string | undefined {
  for (const [section, values] of sections)
    if (section.startsWith('program:') && (values.get('command') ?? '') === '')
      return `program section ${section} does not specify a command in section '${section}' (file: '${from.get(section) ?? ''}')`;
  return undefined;
}

async function firstThere(self: Process): Promise<string | undefined> {
  for (const path of places) if (await self.files.stat(path).catch(() => undefined)) return path;
  return undefined;
}

async function load(self: Process, path: string): Promise<Settings> {
  const read = async (file: string) => readIni(file, (await self.files.read(file)).toString('utf8'));
  const sections = new Map(await read(path));
  const from = new Map([...sections.keys()].map((section) => [section, path]));
  const folder = path.slice(0, path.lastIndexOf('/'));
  const included: string[] = [];
  for (const pattern of (sections.get('include')?.get('files') ?? '').split(/\s+/).filter(Boolean)) {
    const whole = pattern.startsWith('/') ? pattern : `${folder}/${pattern}`;
    for (const file of await matching(self, whole)) {
      included.push(file);
      for (const [section, values] of await read(file)) {
        sections.set(section, values);
        from.set(section, file);
      }
    }
  }
  return { sections, included, places: from };
}

/** The files that a pattern with at most one star means. */
async function matching(self: Process, pattern: string): Promise<readonly string[]> {
  const folder = pattern.slice(0, pattern.lastIndexOf('/'));
  const [head = '', tail] = pattern.slice(folder.length + 1).split('*');
  const names = await self.files.list(folder).catch((): readonly string[] => []);
  return names
    .filter((name) => (tail === undefined ? name === head : name.startsWith(head) && name.endsWith(tail)))
    .map((name) => `${folder}/${name}`);
}
