import { AwkParser } from '../text/awk-parse';
import { AwkRunner, numberOf, type Value } from '../text/awk-run';
import { unescape } from '../text/printf';
import { eachLine, openInput, giveWay } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

const assignment = /^([A-Za-z_]\w*)=([^]*)$/;

async function awk(call: Call): Promise<number> {
  const options = call.options('F:v:f:', { 'field-separator': 'F:', assign: 'v:', file: 'f:' }, true);
  const words = [...options.rest];
  const sources: string[] = [];
  for (const name of options.values('f')) sources.push((await call.files.read(call.path(name))).toString());
  if (sources.length === 0) {
    const first = words.shift();
    if (first === undefined)
      throw new Fail(call.says('bad usage', 'usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]'), 1);
    sources.push(first);
  }
  const written = new Set<string>();
  let out: string[] = [];
  const flush = async (): Promise<void> => {
    const text = out.join('');
    out = [];
    await call.print(text);
  };
  const runner = new AwkRunner(
    new AwkParser(sources.join('\n')).parse(),
    async (text, to) => {
      if (!to || to.file === '/dev/stdout') {
        out.push(text);
        if (out.length >= 256) await flush();
      } else if (to.file === '/dev/stderr') await call.warn(text);
      else {
        await call.files.write(call.path(to.file), text, { append: to.mode === '>>' || written.has(to.file) });
        written.add(to.file);
      }
    },
    () => call.self.clock.now(),
    giveWay,
  );
  runner.set('ENVIRON', new Map([...call.self.env].map(([name, input]) => [name, { input }])));
  runner.set('ARGC', words.length + 1);
  runner.set(
    'ARGV',
    new Map<string, Value>([['0', 'awk'], ...words.map((input, at) => [String(at + 1), { input }] as const)]),
  );
  const separator = options.value('F');
  if (separator !== undefined) runner.set('FS', separator === 't' ? '\t' : unescape(separator).text);
  const setText = (text: string): boolean => {
    const [, name, value = ''] = assignment.exec(text) ?? [];
    if (name !== undefined) runner.set(name, { input: unescape(value).text });
    return name !== undefined;
  };
  for (const text of options.values('v')) if (!setText(text)) throw new Fail(`invalid -v argument '${text}'`, 2);
  let leave = await runner.edge('BEGIN');
  const { rules } = runner.program;
  const reads = rules.some(({ when }) => when !== 'BEGIN');
  if (!leave && reads) {
    const files = words.some((word) => !assignment.test(word)) ? words : [...words, '-'];
    for (const name of files) {
      if (leave) break;
      if (setText(name)) continue;
      const input = await call.attempt(name, () => openInput(call, name), 2);
      if (!input) continue;
      runner.set('FILENAME', name === '-' ? '' : name);
      runner.set('FNR', 0);
      await eachLine(input, async (line) => {
        leave = await runner.record(line);
        await (call.self.stdin === input ? flush() : undefined);
        return leave === undefined;
      });
    }
  }
  const first = leave;
  if (reads) leave = (await runner.edge('END')) ?? leave;
  await flush();
  const status = leave?.value ?? first?.value;
  return status === undefined ? call.status : Math.trunc(numberOf(status)) & 255;
}

export const awkTools: Tools = { awk };
