import type { Edit, Fix, Problem, Rule } from '../../rule';
import type { Text } from '../../../text';
import { brief } from '../../rule';
import { indentOf } from '../../yaml/edits';
import { blankedLine, lineEnd, lineStart, marginOf, nextLine } from '../../yaml/lines';
import type { ComposeFile } from '../file';
import { structureOf, type Misplaced } from '../structure';

const places: Readonly<Record<Misplaced['kind'], Text>> = {
  'service at the top': {
    en: 'This looks like a service, and services stand under "services".',
    zh: '这看起来是一个服务，服务要写在“services”之下。',
  },
  'service in a service': {
    en: 'This looks like a service of its own and stands inside another one.',
    zh: '这看起来是另一个服务，却写进了别的服务里。',
  },
  'no name': {
    en: 'A name is missing: under "services" stand names, and the keys below them.',
    zh: '缺少服务名：“services”之下先写名字，再在名字下面写这些键。',
  },
  'section in services': {
    en: 'It declares names for the whole project and belongs at the top level.',
    zh: '它为整个项目声明名字，应写在顶层。',
  },
};

/** Key at the wrong level. */
export const dc005: Rule<ComposeFile> = {
  code: 'DC005',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Key at the wrong level', zh: '键的层级不对' },
  message: { en: '"{key}" is indented wrongly. {place}', zh: '“{key}”的缩进不对。{place}' },
  why: {
    en: 'Blanks at the start of a line say what belongs to what. `services`, `networks` and `volumes` stand in the first column, names of services one level below `services`, and what a service has one level below its name. Compose reports an unknown key, because it sees the right word at the wrong place.',
    zh: '行首的空格决定从属关系：`services`、`networks`、`volumes` 顶格写，服务名比 `services` 深一层，服务自己的键再深一层。写在别处，Compose 看到的就是对的词出现在错的位置，于是报“未知的键”。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const misplaced of structureOf(file).misplaced) yield problem(file, misplaced);
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n«api»:\n  build: ./api\n  ports: ["8080:80"]\n',
        fixed: 'services:\n  web:\n    build: .\n  api:\n    build: ./api\n    ports: ["8080:80"]\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    «api»:\n      build: ./api # inside\n\nvolumes:\n  data:\n',
        fixed: 'services:\n  web:\n    build: .\n  api:\n    build: ./api # inside\n\nvolumes:\n  data:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes: [data:/data]\n  «volumes»:\n    data:\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes: [data:/data]\nvolumes:\n  data:\n',
      },
      { text: 'services:\n  «image»: nginx:1.30\n' },
    ],
    good: [
      'services:\n  volumes:\n    image: nginx:1.30\n    volumes: [./a:/a]\n  image:\n    build: .\n',
      'x-api: &api\n  build: ./api\nservices:\n  api: *api\n  web:\n    build: .\n    x-api:\n      image: nginx:1.30\n',
    ],
  },
};

function problem(file: ComposeFile, misplaced: Misplaced): Problem {
  const { entry, kind } = misplaced;
  const args = { key: brief(entry.key.text, 16), place: places[kind] };
  return { span: entry.key.part(), covers: entry.span, args, fix: reindented(file, misplaced) };
}

/** Moves the lines of an entry to another level, where the lines around it let that mean what it shall. */
function reindented(file: ComposeFile, { kind, entry, mapping, levels }: Misplaced): Fix | undefined {
  if (kind === 'no name' || mapping.isFlow || marginOf(file.text, entry.span) === undefined) return undefined;
  const index = mapping.own.indexOf(entry);
  const isMovable = levels < 0 ? index === mapping.own.length - 1 : mapping.own[index - 1]?.key.text === 'services';
  const edits = isMovable ? shifted(file, entry.span, levels) : undefined;
  return edits && { title: { en: 'Move it to its level', zh: '移到正确的层级' }, edits, safe: false };
}

function shifted(
  file: ComposeFile,
  { start, end }: { start: number; end: number },
  levels: number,
): Edit[] | undefined {
  const { text } = file;
  const unit = indentOf(file);
  const edits: Edit[] = [];
  for (let line = lineStart(text, start); line < Math.min(end, text.length); line = nextLine(text, line)) {
    if (text.slice(line, lineEnd(text, line)).trim() === '') continue;
    if (levels > 0) edits.push({ span: { start: line, end: line }, text: unit });
    else if (text.startsWith(unit, line)) edits.push({ span: { start: line, end: line + unit.length }, text: '' });
    else if (!blankedLine(text, line)) return undefined;
  }
  return edits;
}
