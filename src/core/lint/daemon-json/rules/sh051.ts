import { fill, type Text } from '../../../text';
import { closest } from '../../distance';
import type { JsonFile, Member, Value } from '../../json/file';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { fileDrivers, flags, logOptions, options, type Kind } from '../options';
import { isForeign, meantBy, membersOf } from '../read';

const refuses = { en: 'refuses the whole file', zh: '拒绝整个文件' };
const ignores = { en: 'ignores it', zh: '忽略它' };

const words = {
  unknown: { en: 'dockerd knows no option "{name}"', zh: 'dockerd 没有 "{name}" 这个选项' },
  flag: { en: '"{name}" is for the command line, here it is "{meant}"', zh: '"{name}" 用于命令行，文件里叫 "{meant}"' },
  root: { en: 'The options stand in braces', zh: '所有选项要写在花括号里' },
  type: { en: '"{name}" must be {wanted}, not {found}', zh: '"{name}" 应为{wanted}，而不是{found}' },
  rename: { en: 'Rename it to {meant}', zh: '改名为 {meant}' },
  write: { en: 'Write {meant}', zh: '写成 {meant}' },
} as const satisfies Record<string, Text>;

/** A wrong name or a value of the wrong type. */
export const sh051: Rule<JsonFile> = {
  code: 'SH051',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown option or wrong type in daemon.json', zh: 'daemon.json 里有未知选项或类型错误' },
  message: { en: '{what}: dockerd {effect}.', zh: '{what}，dockerd 会{effect}。' },
  why: {
    en: 'dockerd checks every name and every type before it starts, and one mistake is enough for it to stay down. The values in `log-opts` are text even where they look like numbers: `"max-file": "3"`. Options that may be given several times have a plural name and a list in the file: `--dns-opt` is `dns-opts`.',
    zh: 'dockerd 启动前会检查每个名字和每个类型，错一处就不会启动。`log-opts` 里的值都是文本，即使看起来像数字：`"max-file": "3"`。可以多次给出的选项，在文件里用复数名字和列表：`--dns-opt` 写作 `dns-opts`。',
  },
  lesson: 'docker/install',
  *check(file) {
    const { root } = file;
    if (root !== undefined && root.kind !== 'table') {
      yield { span: root.span, args: { what: words.root, effect: refuses } };
    }
    if (isForeign(file)) return;
    for (const member of membersOf(file)) yield* checkMember(member, file);
  },
  examples: {
    bad: [
      {
        text: '{ "log-opts": { "max-size": "10m", "max-file": «3» } }\n',
        fixed: '{ "log-opts": { "max-size": "10m", "max-file": "3" } }\n',
      },
      { text: '{ «"log-drivers"»: "local" }\n', fixed: '{ "log-driver": "local" }\n' },
      {
        text: '{ «"registry-mirror"»: ["https://mirror.example"] }\n',
        fixed: '{ "registry-mirrors": ["https://mirror.example"] }\n',
      },
      { text: '{ "live-restore": «"true"» }\n', fixed: '{ "live-restore": true }\n' },
      { text: '{ "dns": «"10.0.0.2"» }\n', fixed: '{ "dns": ["10.0.0.2"] }\n' },
      { text: '{ "log-opts": { «"max-files"»: "3" } }\n', fixed: '{ "log-opts": { "max-file": "3" } }\n' },
      {
        text: '{ «"allow-nondistributable-artifact"»: [] }\n',
        fixed: '{ "allow-nondistributable-artifacts": [] }\n',
      },
      { text: '{ «"feature"»: { "cdi": true } }\n', fixed: '{ "features": { "cdi": true } }\n' },
      { text: '{ "debug": true, «"colour"»: 5 }\n' },
      { text: '«["debug"]»\n' },
    ],
    good: [
      '{ "log-driver": "local", "log-opts": { "max-size": "10m", "max-file": "3" }, "features": { "cdi": true } }\n',
      '{ "default-address-pools": [{ "base": "172.30.0.0/16", "size": 24 }], "proxies": { "no-proxy": "*.example" } }\n',
      '{ "log-driver": "fluentd", "log-opts": { "fluentd-address": "127.0.0.1:24224" }, "tls": null }\n',
      '{ "name": "another program\'s daemon", "workers": 4 }\n',
    ],
  },
};

function* checkMember(member: Member, file: JsonFile): Iterable<Problem> {
  const kind = options.get(member.name);
  if (kind === undefined) yield* checkName(member);
  else if (member.value !== undefined) {
    yield* checkType(member.name, kind, member.value, file);
    if (member.name === 'log-opts') yield* checkLogOptions(member.value, file);
  }
}

function* checkName({ name, span, value }: Member): Iterable<Problem> {
  const meant = meantBy(name);
  const isTable = value?.kind === 'table';
  if (meant !== undefined) {
    const isFlag = flags.has(name);
    const what = fill(isFlag ? words.flag : words.unknown, { name: brief(name), meant });
    yield { span, args: { what, effect: isFlag && !isTable ? ignores : refuses }, fix: rename(span, meant) };
  } else if (!isTable) {
    // What is in a table is read as if it stood outside; a newer dockerd may know more names than we do.
    const what = fill(words.unknown, { name: brief(name) });
    yield { span, args: { what, effect: refuses }, severity: 'warning' };
  }
}

const rename = (span: Member['span'], meant: string): Fix => ({
  title: fill(words.rename, { meant }),
  edits: [{ span, text: JSON.stringify(meant) }],
  safe: true,
});

type Simple = 'text' | 'number' | 'switch' | 'list' | 'table';

const types: Readonly<Record<Simple, Text>> = {
  text: { en: 'text in quotes', zh: '带引号的文本' },
  number: { en: 'a number', zh: '数字' },
  switch: { en: 'true or false', zh: ' true 或 false' },
  list: { en: 'a list', zh: '列表' },
  table: { en: 'a table in braces', zh: '花括号里的一组选项' },
};

/** What each kind of option is made of: itself, and what is in it. */
const shapes: Readonly<Record<Kind, { readonly outer: Simple; readonly inner?: Simple }>> = {
  text: { outer: 'text' },
  number: { outer: 'number' },
  switch: { outer: 'switch' },
  texts: { outer: 'list', inner: 'text' },
  tables: { outer: 'list', inner: 'table' },
  table: { outer: 'table' },
  'table of texts': { outer: 'table', inner: 'text' },
  'table of switches': { outer: 'table', inner: 'switch' },
};

function* checkType(name: string, kind: Kind, value: Value, file: JsonFile): Iterable<Problem> {
  const { outer, inner } = shapes[kind];
  const wrong = mismatch(name, outer, value, file);
  if (wrong !== undefined) yield wrong;
  else if (inner !== undefined) {
    const parts =
      value.kind === 'list'
        ? value.items.map((item) => ({ name, value: item }))
        : membersIn(value).map((one) => ({ name: one.name, value: one.value }));
    for (const part of parts) {
      const problem = part.value && mismatch(part.name, inner, part.value, file);
      if (problem !== undefined) yield problem;
    }
  }
}

const membersIn = (value: Value): readonly Member[] => (value.kind === 'table' ? value.members : []);

function mismatch(name: string, wanted: Simple, value: Value, file: JsonFile): Problem | undefined {
  const { kind, span } = value;
  // Nothing leaves an option as it is, and a word that is no JSON has its own finding.
  if (kind === wanted || kind === 'nothing' || kind === 'word') return undefined;
  const what = fill(words.type, { name: brief(name), wanted: types[wanted], found: types[kind] });
  const meant = converted(wanted, value, file.text.slice(span.start, span.end));
  const fix: Fix | undefined =
    meant === undefined
      ? undefined
      : { title: fill(words.write, { meant: brief(meant) }), edits: [{ span, text: meant }], safe: true };
  return { span, args: { what, effect: refuses }, fix };
}

/** The same value in the type that is wanted, when that is certain. */
function converted(wanted: Simple, value: Value, text: string): string | undefined {
  const isPlain = value.kind === 'number' || value.kind === 'switch';
  if (wanted === 'text') return isPlain ? `"${text}"` : undefined;
  if (wanted === 'list') return value.kind === 'text' ? `[${text}]` : undefined;
  if (value.kind !== 'text') return undefined;
  if (wanted === 'switch') return /^(?:true|false)$/.test(value.value) ? value.value : undefined;
  return wanted === 'number' && /^(?:0|[1-9]\d{0,8})$/.test(value.value) ? value.value : undefined;
}

function* checkLogOptions(value: Value, file: JsonFile): Iterable<Problem> {
  const driver = membersOf(file).findLast((one) => one.name === 'log-driver')?.value;
  if (driver !== undefined && !(driver.kind === 'text' && fileDrivers.has(driver.value))) return;
  for (const { name, span } of membersIn(value)) {
    const meant = logOptions.includes(name) ? undefined : closest(name, logOptions);
    if (meant === undefined) continue;
    const what = fill(words.unknown, { name: brief(name) });
    yield { span, args: { what, effect: refuses }, fix: rename(span, meant) };
  }
}
