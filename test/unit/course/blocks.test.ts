import assert from 'node:assert/strict';
import { blocksOf, commandsOf } from '../../../src/core/course/blocks';
import { locate } from '../../../src/core/course/locate';

describe('the code blocks of a lesson', () => {
  const typed = (text: string, language = 'console'): string | undefined => commandsOf({ language, text });

  it('are typed without prompts and without what they print', () => {
    assert.equal(
      typed('$ docker ps\nCONTAINER ID   IMAGE\nabc            nginx\n$ docker rm abc\nabc\n'),
      'docker ps\ndocker rm abc',
    );
    assert.equal(typed('# apt-get update\nHit:1 …\n'), 'apt-get update');
  });

  it('keep a command that goes on in the next line whole', () => {
    assert.equal(
      typed('$ docker run -d \\\n    --name web \\\n    nginx\nabc\n'),
      'docker run -d \\\n    --name web \\\n    nginx',
    );
    assert.equal(typed("$ cat > f <<'END'\n> one\n> END\n"), "cat > f <<'END'\none\nEND");
  });

  it('are typed as they are when they are scripts, and not at all when they are something else', () => {
    assert.equal(typed('docker ps\ndocker rm web\n', 'sh'), 'docker ps\ndocker rm web');
    assert.equal(typed('FROM alpine\n', 'dockerfile'), undefined);
    assert.equal(typed('only output\n'), undefined);
  });

  it('are found in their order, also longer fences', () => {
    const blocks = blocksOf('a\n\n```console\n$ x\n```\n\n````md\n```sh\ny\n```\n````\n\n```\nz\n```\n');
    assert.deepEqual(
      blocks.map((one) => [one.language, one.text]),
      [
        ['console', '$ x\n'],
        ['md', '```sh\ny\n```\n'],
        ['', 'z\n'],
      ],
    );
  });
});

describe('the place in a file', () => {
  const at = async (text: string, reader: 'yaml' | 'json' | 'ini' | 'text', ...keys: string[]): Promise<string> => {
    const { start, end } = await locate(text, reader, keys);
    return text.slice(start, end);
  };
  const yaml = 'services:\n  web:\n    image: nginx\n    ports:\n      - "80:80"\n';

  it('is the value, else the nearest key above it', async () => {
    assert.equal(await at(yaml, 'yaml', 'services', 'web', 'image'), 'nginx');
    assert.equal(await at(yaml, 'yaml', 'services', 'web', 'ports', '0'), '"80:80"');
    assert.equal(await at(yaml, 'yaml', 'services', 'web', 'environment', 'A'), 'web');
    assert.equal(await at(yaml, 'yaml', 'services', 'web'), 'web');
    assert.equal(await at(yaml, 'yaml', 'volumes'), 'services:');
    assert.equal(await at('{"log-opts": {"max-file": 3}}', 'json', 'log-opts', 'max-file'), '3');
  });

  it('is the line of the key in its section', async () => {
    const unit = 'A=1\n[Unit]\nA=2\n[Service]\nA=3\n';
    assert.equal(await at(unit, 'ini', 'Service', 'A'), 'A=3');
    assert.equal(await at(unit, 'ini', '', 'A'), 'A=1');
    assert.equal(await at(unit, 'ini', 'Service', 'B'), '[Service]');
  });

  it('is the first line when nothing else is known, also in a file that cannot be parsed', async () => {
    assert.equal(await at('one\ntwo\n', 'text', 'x'), 'one');
    assert.equal(await at('a: [\n', 'yaml', 'a', 'b'), 'a');
    const line = await locate('one\ntwo\n', 'json', [], { invalid: 'x', line: 2 });
    assert.deepEqual(line, { start: 4, end: 7 });
    assert.equal(await at('', 'yaml', 'a'), '');
  });
});
