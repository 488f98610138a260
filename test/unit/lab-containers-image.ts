import { makeLayer, type LayerEntry } from '../../src/lab/files';
import { stub, type Program } from '../../src/lab/kernel/process';
import type { Image } from '../../src/lab/docker/model';

/** Programs that the stage's image has in /bin. */
export const programs = new Map<string, Program>([
  ['loop', (self) => self.sleep(1e12).then(() => 0)],
  ['exit', (self) => Promise.resolve(Number(self.argv[1] ?? 0))],
  ['fail-after', (self) => self.sleep(Number(self.argv[1])).then(() => 1)],
  [
    'echo',
    async (self) => {
      await self.stdout.write(`${self.argv.slice(1).join(' ')}\n`);
      return 0;
    },
  ],
  [
    'both',
    async (self) => {
      await self.stdout.write('out\n');
      await self.stderr.write('err\n');
      return 3;
    },
  ],
  [
    'cat',
    async (self) => {
      const paths = self.argv.slice(1);
      for (const path of paths) await self.stdout.write(await self.files.read(self.path(path)));
      for (let chunk = paths.length > 0 ? undefined : await self.stdin.read(); chunk; chunk = await self.stdin.read()) {
        await self.stdout.write(chunk);
      }
      return 0;
    },
  ],
  ['test', (self) => self.files.stat(self.argv[2] ?? '').then(() => 0, () => 1)], // prettier-ignore
  ['touch', (self) => self.files.write(self.argv[1] ?? '', 'x').then(() => 0)],
  [
    'env',
    (self) => self.stdout.write([...self.env].map(([name, value]) => `${name}=${value}\n`).join('')).then(() => 0),
  ],
  [
    'polite',
    (self) =>
      new Promise<number>((resolve) => {
        self.on('SIGTERM', () => resolve(0));
      }),
  ],
  [
    'readlink',
    async (self) => {
      for (const path of self.argv.slice(1))
        await self.stdout.write(`${(await self.files.lstat(path)).target ?? ''}\n`);
      return 0;
    },
  ],
  ['parent', async (self) => (await self.spawn(['hungry'])).exited.then(() => self.sleep(1e12)).then(() => 0)],
  [
    'hungry',
    (self) => {
      self.allocate(50_000_000);
      return self.sleep(1).then(() => 0);
    },
  ],
]);

const file = (text: string | Buffer, mode = 0o644): LayerEntry => {
  const data = Buffer.from(text);
  return { kind: 'file', mode, uid: 0, gid: 0, mtime: 0, data, size: data.length };
};
const directory: LayerEntry = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 };

/** `tools:1`: the programs, a volume's seed and a user. */
export async function makeImage(): Promise<Image> {
  const layer = await makeLayer(
    new Map<string, LayerEntry>([
      ['bin', directory],
      ...[...programs.keys()].map((name): [string, LayerEntry] => [`bin/${name}`, file(stub(name), 0o755)]),
      ['data', directory],
      ['data/seed', file('from the image\n')],
      ['etc', directory],
      ['etc/passwd', file('root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n')],
    ]),
  );
  return {
    id: `sha256:${'a'.repeat(64)}`,
    created: '2026-01-01T00:00:00Z',
    author: '',
    comment: '',
    architecture: 'amd64',
    config: { Cmd: ['loop'], Env: ['PATH=/bin', 'FROM=image'], Labels: { base: 'yes' } },
    history: [],
    layers: [layer],
  };
}
