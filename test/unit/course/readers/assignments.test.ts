import assert from 'node:assert/strict';
import { parseColons } from '../../../../src/core/course/readers/colons';
import { parseEnv } from '../../../../src/core/course/readers/env';
import { isInvalid } from '../../../../src/core/course/readers/invalid';

describe('reader env', () => {
  it('takes the quotes off as a shell does, and expands nothing', () => {
    const text = [
      '# os-release',
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"',
      "NAME='Rocky Linux'",
      'ID=ubuntu',
      '  export EMPTY=',
      'SAID="a \\"b\\" \\$c \\\\ \\n $HOME"',
      'JOINED=a" b"\\ c',
      'NOTED=x # a comment',
      'HASH=a#b',
      'ID=twice\r',
      '',
    ].join('\n');
    assert.deepEqual(parseEnv(text), {
      PRETTY_NAME: 'Ubuntu 24.04.3 LTS',
      NAME: 'Rocky Linux',
      ID: 'twice',
      EMPTY: '',
      SAID: 'a "b" $c \\ \\n $HOME',
      JOINED: 'a b c',
      NOTED: 'x',
      HASH: 'a#b',
    });
    assert.deepEqual(parseEnv(''), {});
  });

  for (const [line, why] of [
    ['NAME = x', 'blanks around ='],
    ['NAME: x', 'a colon'],
    ['1A=x', 'a digit first'],
    ['NAME="x', 'an open quote'],
    ["NAME='x", 'an open quote'],
    ['NAME=a b', 'two words'],
    ['NAME=a;b', 'another command'],
    ['NAME=a\\', 'a backslash at the end'],
  ] as const) {
    it(`refuses ${why}: ${line}`, () => {
      const found = parseEnv(`ID=x\n${line}\n`);
      assert.ok(isInvalid(found));
      assert.equal(found.line, 2);
    });
  }
});

describe('reader colons', () => {
  it('makes a list of fields of each line, whole numbers as numbers', () => {
    assert.deepEqual(parseColons('root:x:0:0::/root:/bin/bash\r\n\n# none\nusers:x:100:\n+::::::\n'), [
      ['root', 'x', 0, 0, '', '/root', '/bin/bash'],
      ['users', 'x', 100, ''],
      ['+', '', '', '', '', '', ''],
    ]);
    assert.deepEqual(parseColons('a:007:-1:1.5:12345678901234567'), [['a', '007', '-1', '1.5', '12345678901234567']]);
    assert.deepEqual(parseColons(''), []);
  });
});
