import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openstackPlatform } from '../../../../src/backends/openstack';
import { UserError } from '../../../../src/core/errors';
import { never, silence, Status, type Asked } from '../kubernetes/server';
import { littleCloud, variables, type LittleCloud } from './cloud';

const size = 3_000_000;

describe('the upload of an image', function () {
  this.timeout(20_000);
  let home: string;
  let cloud: LittleCloud;
  afterEach(async () => {
    await cloud.close();
    await rm(home, { recursive: true, force: true });
  });

  /** Begins an upload; the answers are those of the image, then of its data. */
  const begin = async (data: (asked: Asked) => unknown, signal = never): Promise<AsyncIterable<string>> => {
    home = await mkdtemp(path.join(tmpdir(), 'tutor-upload-'));
    cloud = await littleCloud((asked) => {
      if (asked.method === 'PUT') return data(asked);
      return asked.method === 'DELETE' ? new Status(204, '') : { id: 'i1', status: 'active' };
    });
    const file = path.join(home, 'disk.raw');
    await writeFile(file, Buffer.alloc(size));
    const { all } = await openstackPlatform({ env: variables(cloud.url), home }).sources(never);
    const images = all[0]?.kinds.find(({ id }) => id === 'images');
    const upload = images?.general?.find(({ id }) => id === 'upload') ?? assert.fail();
    const answers = { file: [file], name: ['tiny'], format: ['raw'] };
    assert.match(upload.commandLine(undefined, answers), /image create --disk-format raw .*disk\.raw tiny$/);
    const told = await upload.run(undefined, answers, signal);
    return told?.show === 'stream' ? told.read(signal) : assert.fail();
  };
  const all = async (lines: AsyncIterable<string>): Promise<readonly string[]> => {
    const read: string[] = [];
    for await (const line of lines) read.push(line);
    return read;
  };

  it('sends all of it and tells how far it is', async () => {
    let length = 0;
    const lines = await all(
      await begin(({ body }) => {
        length = body.length;
        return new Status(204, '');
      }),
    );
    assert.equal(length, size);
    assert.match(lines.at(-2) ?? '', /^100 %/);
    assert.equal(lines.at(-1), 'active\n');
    assert.ok(!cloud.asked.includes('DELETE /v2/images/i1'));
  });

  it('that is refused leaves no half image and says why', async () => {
    const lines = await begin(() => new Status(413, { message: 'too large' }));
    await assert.rejects(all(lines), (error) => error instanceof UserError && /quota.*too large/.test(error.text.en));
    assert.ok(cloud.asked.includes('DELETE /v2/images/i1'));
  });

  it('ends at once when it is cancelled', async () => {
    const over = new AbortController();
    const lines = await begin(() => {
      // In the middle of the data.
      over.abort();
      return silence;
    }, over.signal);
    await assert.rejects(all(lines), { name: 'AbortError' });
    assert.ok(cloud.asked.includes('DELETE /v2/images/i1'));
  });
});
