import assert from 'node:assert/strict';
import { dockerfile } from '../../../src/core/lint/dockerfile';
import { parseDockerfile } from '../../../src/core/lint/dockerfile/file';
import { lint } from '../../../src/core/lint/engine';
import { applyEdits } from '../../../src/core/lint/rule';

/** What is wrong, and the advice of the rules that are named. */
const findings = (text: string, advice: readonly string[]) =>
  lint(dockerfile, text).filter(({ code, severity }) => /error|warning/.test(severity) || advice.includes(code));
const codes = (text: string, ...advice: string[]): string[] => findings(text, advice).map(({ code }) => code);
const places = (text: string, ...advice: string[]): string[] =>
  findings(text, advice).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

describe('reading a Dockerfile', () => {
  it('joins continued lines, leaves comments out, and remembers where each word stands', () => {
    const text = 'FROM a:1\nRUN one \\\n  # no\n\n  two \\\r\n three\n';
    const [, run] = parseDockerfile(text).instructions;
    assert.deepEqual(
      run?.words.map((word) => word.text),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(
      run.words.map(({ span }) => text.slice(span.start, span.end)),
      ['one', 'two', 'three'],
    );
  });

  it('reads flags, JSON, here-documents, triggers and stages', () => {
    const text = [
      'FROM a:1 AS one',
      'ONBUILD RUN --mount=type=cache,target=/x ["a", "b \\" c"]',
      'COPY --link <<A <<"B" /x/',
      'FROM no',
      'A',
      'RUN no',
      'B',
      'FROM One',
      'HEALTHCHECK --interval=5s CMD [ "x" ]',
    ].join('\n');
    const { instructions, stages } = parseDockerfile(text);
    const [, run, copy, , check] = instructions;
    assert.deepEqual([run?.keyword, run?.onbuild], ['RUN', true]);
    assert.deepEqual(
      run?.json?.map(({ value }) => value),
      ['a', 'b " c'],
    );
    assert.deepEqual(
      copy?.flags.map((flag) => flag.text),
      ['--link'],
    );
    assert.equal(text.slice(copy.heredoc?.start, copy.heredoc?.end), 'FROM no\nA\nRUN no\nB');
    assert.deepEqual(
      check?.json?.map(({ value }) => value),
      ['x'],
    );
    assert.deepEqual(
      stages.map(({ name, parent }) => [name, parent]),
      [
        ['one', undefined],
        [undefined, 0],
      ],
    );
  });

  it('knows where BuildKit and dockerfile-ast disagree', () => {
    const continued =
      'FROM a:1\nRUN echo C:\\\\\nRUN b\nENV A=x\\y \\\n B=2\nRUN 3<<EOF cat /dev/fd/3\nFORM x\nEOF\nUSER u\n';
    const keywords = parseDockerfile(continued).instructions.map(({ keyword }) => keyword);
    assert.deepEqual(keywords, ['FROM', 'RUN', 'RUN', 'ENV', 'RUN', 'USER']);
    assert.equal(parseDockerfile('# a=b\n# escape=`\nFROM a:1\n').escape, '\\');
    assert.equal(parseDockerfile('# syntax=x\n#  Escape = `\nFROM a:1\n').escape, '`');
  });

  it('counts places in a text with a byte order mark and CRLF as they are', () => {
    const text = '\uFEFFFROM httpd\r\nMAINTAINER me\r\n';
    assert.deepEqual(places(text), ['DL3006 httpd', 'DL4000 MAINTAINER']);
  });
});

describe('Dockerfile rules, beyond their examples', () => {
  it('DF001 reports a torn instruction once, and says nothing about its other lines', () => {
    assert.deepEqual(places('FROM a:1\nRUN yum install -y a\npsmisc && yum clean all\nmore && more\n\nCMD ["a"]\n'), [
      'DF003 a',
    ]);
    assert.deepEqual(places('FORM a:1\nRNU b\n'), ['DF001 FORM', 'DF001 RNU']);
  });

  it('DF002 explains the lines that it tears off', () => {
    assert.deepEqual(places('FROM a:1\nRUN a \\ # note\n  && b \\\n  && c\nCMD ["a"]\n'), ['DF002 # note']);
  });

  it('DF004 leaves the base image to its own rule', () => {
    assert.deepEqual(places('FROM busybox # base\nEXPOSE 80 # web\n'), [
      'DL3006 busybox',
      'DF004 # base',
      'DF004 # web',
    ]);
  });

  it('DF005 wins over the advice to use the exec form', () => {
    assert.deepEqual(codes("FROM a:1\nCMD ['a', 'b']\n"), ['DF005']);
    assert.deepEqual(codes('FROM a:1\nCMD ["a", b "c"\nENTRYPOINT [1, 2]\n'), ['DF005', 'DF005']);
    assert.deepEqual(codes('FROM a:1\nRUN ["a"] && b\nRUN [ "$A" = "b" ] && [ \'x\' ]\n'), []);
  });

  it('DF021 wins over everything that follows from the character', () => {
    assert.deepEqual(codes('FROM a:1\nCMD [“npm”，“start”]\nEXPOSE 80，70000\n'), ['DF021', 'DF021']);
  });

  it('DL3006 and DL3007 know registries, stages and variables', () => {
    const text =
      'ARG Y=1\nFROM localhost:5000/a\nFROM localhost:5000/a:latest\nFROM a:1 AS b\nFROM B\nFROM x/$Y\nFROM d AS d\n';
    assert.deepEqual(places(text), ['DL3006 localhost:5000/a', 'DL3007 latest', 'DL3006 d']);
  });

  it('DL3011 judges each port', () => {
    assert.deepEqual(places('FROM a:1\nEXPOSE 80 65536 90-80 http $P "70000"\n'), [
      'DL3011 65536',
      'DL3011 90-80',
      'DL3011 http',
    ]);
  });

  it('DL3014 reads commands as a shell does', () => {
    const run = (command: string): number =>
      codes(`FROM debian:13\nRUN ${command}\n`).filter((code) => code === 'DL3014').length;
    assert.equal(run('sudo DEBIAN_FRONTEND=noninteractive apt-get install curl'), 1);
    assert.equal(run('if true; then apt-get install curl; fi'), 1);
    assert.equal(run('(apt-get install curl) || apt-get -q install git 2>&1 | tee /log'), 2);
    assert.equal(run('apt-get install $PACKAGES'), 1);
    assert.equal(run('apt-get install $FLAGS curl && apt-get update && apt-get --dry-run install x'), 0);
    assert.equal(run('bash -c "apt-get install curl"'), 0);
    assert.equal(run('<<EOF\n#!/usr/bin/env python3\napt-get install curl\nEOF'), 0);
    assert.equal(run('bash -e <<EOF\napt-get install curl # -y\nEOF'), 1);
  });

  it('DF020 explains the pasted mark, and nothing else does', () => {
    assert.deepEqual(places('FROM a:1\n```sh\n$ RUN b\n`COPY` c d\n1. CMD ["e"]\n'), [
      'DF020 ```sh',
      'DF020 $',
      'DF020 `COPY`',
      'DF020 1.',
    ]);
    assert.deepEqual(codes('FROM a:1\n**bold** text\n'), ['DF001']);
  });

  it('DF030 follows the path of a source, and knows what only a host has', () => {
    const copy = (words: string): string[] =>
      lint(dockerfile, `FROM a:1\nCOPY ${words}\n`)
        .filter(({ code }) => code === 'DF030')
        .map(({ code, severity }) => `${code} ${severity}`);
    assert.deepEqual(['../a /x/', './a/../../b /x/', 'a ../b /x/'].map(copy), Array(3).fill(['DF030 error']));
    assert.deepEqual(['/etc/passwd /x/', '/home/ada/a /x/'].map(copy), Array(2).fill(['DF030 warning']));
    assert.deepEqual(['a/.. /x/', '/etc/nginx /etc/nginx', 'a ../b', '/etc /etc'].map(copy), [[], [], [], []]);
  });

  it('DF040 speaks in place of DL3009, which would say the half of it', () => {
    assert.deepEqual(codes('FROM debian:13\nRUN apt-get update\nRUN apt-get install -y curl\n'), ['DF040']);
    const update = 'FROM debian:13\nRUN apt-get update\n# why\nRUN apt-get install -y curl\n';
    assert.equal(lint(dockerfile, update)[0]?.fix, undefined, 'a comment in between would be lost');
    assert.deepEqual(codes('FROM a:1\nRUN apk update && apk add b\nRUN yum update -y\n'), []);
  });

  it('DF047 speaks in place of DL3025, of the CMD that counts', () => {
    assert.deepEqual(codes('FROM nginx:1.30\nCMD nginx\n'), ['DF047']);
    assert.deepEqual(codes('FROM nginx:1.30\nCMD ["nginx"]\nCMD ["sh"]\n'), ['DL4003']);
    assert.deepEqual(codes('FROM nginx:1.30 AS a\nFROM a\nENTRYPOINT ["nginx"]\nCMD ["-g", "daemon off;"]\n'), []);
    assert.deepEqual(codes('FROM debian:13\nCMD ["sh", "-c", "service ssh start && tail -f /dev/null"]\n'), []);
  });

  it('DL3009 looks at the stages whose layers are in the image', () => {
    const update = 'RUN apt-get update && apt-get install -y a';
    assert.deepEqual(codes(`FROM debian:13 AS a\n${update}\nFROM a AS b\nFROM debian:13\n${update}\n`, 'DL3009'), [
      'DL3009',
    ]);
    assert.deepEqual(codes(`FROM debian:13 AS a\n${update}\nFROM a\n`, 'DL3009'), ['DL3009']);
    assert.deepEqual(codes(`FROM debian:13\n${update} && rm -rf "/var/lib/apt/lists/"\n`), []);
  });

  it('DL3064 never shows the value, and knows what is no secret', () => {
    const [found] = lint(dockerfile, 'FROM a:1\nENV DB_PASSWORD hunter2\n');
    assert.equal(found?.code, 'DL3064');
    assert.doesNotMatch(found.message.en + found.message.zh, /hunter2/);
    assert.deepEqual(codes('FROM a:1\nARG TOKEN\nENV PWD=x KEYBOARD=y SECRET_ID=z TOKEN=/run/secrets/token\n'), []);
  });

  it('DL3020 is silent unless every source is a plain file', () => {
    const add = (words: string): number => codes(`FROM a:1\nADD ${words}\n`).filter((code) => code === 'DL3020').length;
    assert.deepEqual(['a /x', 'a.zip b.txt /x/', '*.js /x/', '--chown=1:1 a /x'].map(add), [1, 1, 1, 1]);
    assert.deepEqual(['a.tgz b /x/', 'a* /x/', 'a.$EXT /x/', 'https://a/b c /x/', '/x'].map(add), [0, 0, 0, 0, 0]);
  });

  it('DL3025 offers a safe fix for plain words only', () => {
    const fixOf = (text: string) => lint(dockerfile, text).find(({ code }) => code === 'DL3025');
    assert.equal(fixOf('FROM a:1\nCMD a "b c" \'d\'\n')?.fix?.edits[0]?.text, '["a","b c","d"]');
    assert.equal(fixOf('FROM a:1\nENTRYPOINT ["/entry.sh"]\nCMD b\n')?.fix?.safe, false);
    for (const command of ['a $B', 'a && b', 'exec a', 'A=1 b', 'a *', 'a > b', 'a "$B"', 'a; b', '~/a', 'a # b']) {
      const found = fixOf(`FROM a:1\nCMD ${command}\n`);
      assert.deepEqual([found?.severity, found?.fix], ['hint', undefined], command);
    }
  });

  it('DL4003 marks each CMD that a later one replaces, and nothing in it', () => {
    assert.deepEqual(places('FROM a:1\nCMD a\nCMD b\nCMD ["c"]\nFROM d:1\nCMD ["e"]\n'), ['DL4003 CMD', 'DL4003 CMD']);
  });

  it('LegacyKeyValueFormat keeps the value', () => {
    const fixed = (text: string): string | undefined => {
      const fix = lint(dockerfile, text).find(({ code }) => code === 'LegacyKeyValueFormat')?.fix;
      return fix && applyEdits(text, fix.edits);
    };
    assert.equal(fixed('ENV A b c'), 'ENV A="b c"');
    assert.equal(fixed("ENV A 'b c'"), "ENV A='b c'");
    assert.equal(fixed('ENV A b \\\n  c'), 'ENV A="b \\\n  c"');
    assert.equal(fixed('ENV A say "b c" d'), undefined);
    assert.equal(fixed('ENV A = b'), undefined);
    assert.equal(fixed('ENV A b\\ c d'), undefined);
  });
});
