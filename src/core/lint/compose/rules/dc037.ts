import { brief, type Edit, type Fix, type Rule } from '../../rule';
import { dashOf, indentOf, insertBelow } from '../../yaml/edits';
import { marginOf } from '../../yaml/lines';
import type { Entry, Item, Sequence } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { databaseOf } from '../images';
import { addHealthcheck, healthOf } from '../readiness';
import type { Service } from '../service';

/** Short depends_on on a database. */
export const dc037: Rule<ComposeFile> = {
  code: 'DC037',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Started is not ready', zh: '启动了不等于就绪' },
  message: {
    en: 'This waits until "{name}" is started, not until it answers: the first connections may be refused.',
    zh: '这样只等“{name}”启动，不等它能应答：最初的连接可能被拒绝。',
  },
  why: {
    en: 'The short form of `depends_on` knows only that the container runs. A database needs seconds more, at its first start even longer, until it takes connections. The long form with `condition: service_healthy` waits for its health check. The program should try again all the same: a database may go away later, too.',
    zh: '简写的 `depends_on` 只知道容器已经运行。数据库还要几秒（首次启动更久）才能接受连接。完整写法加上 `condition: service_healthy`，会等到健康检查通过。即便如此，程序也应该会重试：数据库以后也可能中断。',
  },
  lesson: 'docker/compose',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      const entry = service.entry('depends_on');
      if (entry?.value?.kind !== 'sequence') continue;
      for (const { value } of entry.value.items) {
        if (value?.kind !== 'scalar' || !isDatabase(file, value.text)) continue;
        yield {
          span: value.part(),
          args: { name: brief(value.text) },
          fix: longForm(file, service, entry, entry.value),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    depends_on:\n      - api # first\n      - «db»\n  api:\n    build: ./api\n  db:\n    image: postgres:18\n    env_file: db.env\n    volumes: [./data:/var/lib/postgresql]\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      api: # first\n        condition: service_started\n      db:\n        condition: service_healthy\n  api:\n    build: ./api\n  db:\n    image: postgres:18\n    env_file: db.env\n    volumes: [./data:/var/lib/postgresql]\n    healthcheck:\n      test: ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"]\n      interval: 5s\n      timeout: 3s\n      retries: 12\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    depends_on: ["«cache»"]\n  cache:\n    image: redis:8\n    healthcheck: { test: redis-cli ping }\n',
        fixed:
          'services:\n  web:\n    build: .\n    depends_on:\n      cache:\n        condition: service_healthy\n  cache:\n    image: redis:8\n    healthcheck: { test: redis-cli ping }\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    depends_on: [api]\n  api:\n    build: ./api\n',
      'services:\n  web:\n    build: .\n    depends_on:\n      cache:\n        condition: service_started\n  cache:\n    image: redis:8\n',
    ],
  },
};

function isDatabase(file: ComposeFile, name: string): boolean {
  const other = file.service(name);
  return other !== undefined && databaseOf(other) !== undefined && healthOf(other) !== 'switched off';
}

/** The long form for the whole list, with a health check for each database that has none. */
function longForm(file: ComposeFile, service: Service, entry: Entry, list: Sequence): Fix | undefined {
  const names = list.items.map(({ value }) => (value?.kind === 'scalar' ? value.text : ''));
  if (!isPlain(file, service, entry) || !names.every((name) => /^[A-Za-z][\w.-]*$/.test(name))) return undefined;
  const edits = list.isFlow ? inPlaceOfFlow(file, entry, names) : inPlaceOfItems(file, list.items, names);
  const databases = names.filter((name) => isDatabase(file, name)).flatMap((name) => file.service(name) ?? []);
  const checks = databases.map((one) => addHealthcheck(file, one));
  if (edits === undefined || checks.includes(undefined) || new Set(names).size < names.length) return undefined;
  const title = { en: 'Wait until it is healthy', zh: '等到它健康为止' };
  return { title, edits: [...edits, ...checks.flatMap((check) => check ?? [])], safe: false };
}

/** Is the list written out here, with a line for its key, and does nobody else refer to it? */
function isPlain({ text }: ComposeFile, service: Service, entry: Entry): boolean {
  const { span, isAlias } = entry;
  const isHere = service.body.own.includes(entry) && !isAlias && marginOf(text, span) !== undefined;
  return isHere && !/[&*]/.test(text.slice(span.start, span.end));
}

function linesFor(file: ComposeFile, name: string): readonly [string, string] {
  const condition = isDatabase(file, name) ? 'service_healthy' : 'service_started';
  return [`${name}:`, `${indentOf(file)}condition: ${condition}`];
}

/** A list in brackets goes to lines of its own. */
function inPlaceOfFlow(file: ComposeFile, { key, span }: Entry, names: readonly string[]): Edit[] | undefined {
  const { text, eol } = file;
  const margin = `${marginOf(text, span) ?? ''}${indentOf(file)}`;
  const start = text.indexOf(':', key.span.end) + 1;
  if (text.slice(start, span.end).includes('#')) return undefined;
  const lines = names.flatMap((name) => linesFor(file, name)).map((line) => eol + margin + line);
  return [{ span: { start, end: span.end }, text: lines.join('') }];
}

/** Each item becomes a key, and a line below it; comments behind items stay behind the keys. */
function inPlaceOfItems(file: ComposeFile, items: readonly Item[], names: readonly string[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const [index, item] of items.entries()) {
    const dash = dashOf(file.text, item);
    const [key, condition] = linesFor(file, names[index] ?? '');
    if (dash === undefined) return undefined;
    edits.push({ span: { start: dash.start, end: item.span.end }, text: key });
    edits.push(insertBelow(file, item.span, [dash.margin + condition]));
  }
  return edits;
}
