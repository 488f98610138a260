import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { userData } from '../../../../src/backends/openstack/kinds/user-data';
import { UserError } from '../../../../src/core/errors';

describe('user data of a server', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-user-data-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const sent = async (text: string): Promise<string> => {
    const file = path.join(folder, 'init.yaml');
    await writeFile(file, text);
    return Buffer.from(await userData(file), 'base64').toString();
  };

  it('is sent as it is', async () => {
    for (const text of [
      '#cloud-config\npackages:\n  - nginx\n',
      '#!/bin/sh\necho hello\n',
      '#include\nhttps://example.org/more\n',
      'Content-Type: multipart/mixed; boundary="x"\n',
    ])
      assert.equal(await sent(text), text);
  });

  it('is refused with the line and the reason when cloud-init could not read it, unless its author insists', async () => {
    const broken = '#cloud-config\npackages:\n\t- nginx\n';
    await assert.rejects(sent(broken), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.text.en, /^The user data init\.yaml has an error in line 3: .+`# tutor ignore=OS\d+`/);
      assert.match(error.text.zh, /第 3 行有错误/);
      return true;
    });
    const code = /OS\d+/.exec(await sent(broken).catch((error: unknown) => (error as UserError).text.en))?.[0];
    const insists = broken.replace('packages', `# tutor ignore-file=${code}\npackages`);
    assert.equal(await sent(insists), insists);
  });

  it('is refused when it is too long, or not there', async () => {
    await assert.rejects(sent(`#!/bin/sh\n# ${'x'.repeat(70_000)}\n`), UserError);
    await assert.rejects(userData(path.join(folder, 'nope')), UserError);
  });
});
