import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { InvalidFile } from '../../../../src/core/course/check';
import { parseDeb822 } from '../../../../src/core/course/readers/deb822';
import { parseIni } from '../../../../src/core/course/readers/ini';
import { isInvalid } from '../../../../src/core/course/readers/invalid';
import { parseJson } from '../../../../src/core/course/readers/json';
import { parseLines } from '../../../../src/core/course/readers/lines';
import { parseSshd } from '../../../../src/core/course/readers/sshd';
import { parseYaml } from '../../../../src/core/course/readers/yaml';

const refused = (value: unknown): InvalidFile => {
  assert.ok(isInvalid(value), `must be refused: ${JSON.stringify(value)}`);
  return value;
};

describe('reader lines', () => {
  it('keeps what says something, whatever ends a line', () => {
    assert.deepEqual(parseLines('# a\r\n\r\n  0 2 * * * x # kept \r; b\n\ty\t'), ['0 2 * * * x # kept', 'y']);
    assert.deepEqual(parseLines(''), []);
  });
});

describe('reader json', () => {
  it('reads strict JSON', () => {
    assert.deepEqual(parseJson(' {"a": [1, -2.5e3, "\\u4e2d", null, true]} \n'), { a: [1, -2500, '中', null, true] });
  });

  const broken: readonly [text: string, line: number, words: RegExp][] = [
    ['{\n  "a": 1,\n}\n', 3, /a name in double quotes, found "}" at line 3, column 1/],
    ['[1,\n2,]', 2, /expected a value, found "]" at line 2, column 3/],
    ["{'a': 1}", 1, /a name in double quotes or "}", found "'"/],
    ['{"a" 1}', 1, /expected ":", found "1" at line 1, column 6/],
    ['{"a": 1\n"b": 2}', 2, /"," or the end of what is open, found "\\""/],
    ['{"a": 1}\n{', 2, /expected the end of the file, found "\{"/],
    ['{"a": 1', 1, /found the end of the file at line 1, column 8/],
    ['', 1, /expected a value, found the end of the file/],
    ['{"a": yes}', 1, /expected a value, found "yes"/],
    ['{"a": 01}', 1, /expected a value, found "01"/],
    ['// note\n{}', 1, /expected a value, found "\/"/],
    ['{"a": "b\n"}', 1, /expected a value, found "\\"" at line 1, column 7/],
    ['["\\x"]', 1, /found "\\"" at line 1, column 2/],
    ['[1}', 1, /found "}" at line 1, column 3/],
    [']', 1, /found "]"/],
    ['\uFEFF{}', 1, /at line 1, column 1/],
  ];
  for (const [text, line, words] of broken) {
    it(`says where ${JSON.stringify(text)} breaks`, () => {
      const { invalid, line: at } = refused(parseJson(text));
      assert.match(invalid, words);
      assert.equal(at, line);
    });
  }

  it('refuses just what JSON.parse refuses, and finds a place in it', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'null', ' ', '\n', '"', '-', '.5', '\\');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const value = parseJson(text);
        let isRight = true;
        try {
          JSON.parse(text);
        } catch {
          isRight = false;
        }
        assert.equal(isInvalid(value), !isRight);
        if (isInvalid(value)) assert.ok((value.line ?? 0) >= 1 && (value.line ?? 0) <= text.split('\n').length);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds its way through deep nesting', () => {
    assert.match(refused(parseJson('['.repeat(100_000))).invalid, /the end of the file/);
  });
});

describe('reader yaml', () => {
  it('reads by the core schema: words stay words', async () => {
    const text = 'on: push\nyes: no\nversion: 1.10\ntime: 2026-11-16\nmode: 0644\noctal: 0o17\nhex: 0x10\nempty:\n';
    assert.deepEqual(await parseYaml(text), {
      on: 'push',
      yes: 'no',
      version: 1.1,
      time: '2026-11-16',
      mode: 644,
      octal: 15,
      hex: 16,
      empty: null,
    });
  });

  it('makes a list of several documents and counts no empty ones', async () => {
    assert.deepEqual(await parseYaml('a: 1\n---\nb: 2\n'), [{ a: 1 }, { b: 2 }]);
    assert.deepEqual(await parseYaml('---\n# nothing\n---\na: 1\n---\n'), { a: 1 });
    assert.deepEqual(await parseYaml('# nothing\n'), {});
    assert.deepEqual(await parseYaml(''), {});
  });

  it('merges anchors as Compose does', async () => {
    const text = 'x: &x {restart: always}\nservices: {web: {<<: *x, image: nginx}}\n';
    assert.deepEqual(await parseYaml(text), {
      x: { restart: 'always' },
      services: { web: { restart: 'always', image: 'nginx' } },
    });
  });

  it('says the line of a mistake, in whichever document', async () => {
    assert.deepEqual(refused(await parseYaml('a: 1\na: 2\n')).line, 2);
    const second = refused(await parseYaml('a: 1\n---\nb:\n\t- c\n'));
    assert.equal(second.line, 4);
    assert.match(second.invalid, /at line 4, column 1$/);
  });
});

describe('reader ini', () => {
  it('keeps a key that is given twice, and joins what goes on', () => {
    const unit = [
      '; a unit',
      '[Service]',
      'ExecStartPre=',
      'ExecStart=/bin/a \\',
      '# between',
      '  --long',
      'ExecStart = /bin/b=c',
      '',
      '[Install]',
    ].join('\r\n');
    assert.deepEqual(parseIni(unit), {
      Service: { ExecStartPre: [''], ExecStart: ['/bin/a --long', '/bin/b=c'] },
      Install: {},
    });
  });

  it('reads what stands before the first section, bare words, and sections of git', () => {
    assert.deepEqual(parseIni('k = v\n[remote "origin"] ; note\n\turl = x\n[web]\nweb1\n[web]\nweb2\n'), {
      '': { k: ['v'] },
      'remote "origin"': { url: ['x'] },
      web: { web1: [''], web2: [''] },
    });
  });

  it('refuses a section without an end and takes a line that goes on to nowhere', () => {
    assert.equal(refused(parseIni('a=1\n\n[Unit\nb=2\n')).line, 3);
    assert.deepEqual(parseIni('[S]\na=1 \\\n'), { S: { a: ['1'] } });
    assert.deepEqual(Object.keys(parseIni('[__proto__]\n__proto__=1\n')), ['__proto__']);
  });
});

describe('reader deb822', () => {
  it('reads stanzas, long values and comments', () => {
    const text = [
      '# apt',
      'Types: deb deb-src',
      'uris: http://archive.ubuntu.com/ubuntu',
      'Signed-By:',
      ' -----BEGIN',
      ' .',
      '# in between',
      ' abc',
      '',
      '',
      'Package: nginx',
      'Status: hold ok installed',
    ].join('\n');
    assert.deepEqual(parseDeb822(text), [
      { Types: 'deb deb-src', URIs: 'http://archive.ubuntu.com/ubuntu', 'Signed-By': '\n-----BEGIN\n.\nabc' },
      { Package: 'nginx', Status: 'hold ok installed' },
    ]);
    assert.deepEqual(parseDeb822(''), []);
  });

  it('says the line that is no field', () => {
    assert.equal(refused(parseDeb822('Types: deb\ndeb http://x noble main\n')).line, 2);
    assert.equal(refused(parseDeb822('\n continued\n')).line, 2);
  });
});

describe('reader sshd', () => {
  it('takes the first value, lower-case keys and the part before Match', () => {
    const text = [
      '# PermitRootLogin yes',
      'PermitRootLogin no # really',
      'permitrootlogin yes',
      'Port=2222',
      'AllowUsers  alice   "deploy bot"',
      'Subsystem sftp "/usr/lib/sftp server"',
      'Match User bob',
      '  PasswordAuthentication yes',
    ].join('\n');
    assert.deepEqual(parseSshd(text), {
      permitrootlogin: 'no',
      port: '2222',
      allowusers: 'alice deploy bot',
      subsystem: 'sftp /usr/lib/sftp server',
    });
  });

  it('refuses a word without a value, as sshd does', () => {
    assert.equal(refused(parseSshd('Port 22\n\nPermitRootLogin\n')).line, 3);
    assert.equal(refused(parseSshd('Port # 22\n')).line, 1);
  });
});
