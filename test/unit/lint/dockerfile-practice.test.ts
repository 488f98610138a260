import assert from 'node:assert/strict';
import { dockerfile, dockerfileFor } from '../../../src/core/lint/dockerfile';
import { lint } from '../../../src/core/lint/engine';
import { unmarked } from '../../../src/core/lint/page';
import { applyEdits, partsOf, type Room } from '../../../src/core/lint/rule';

const agreed = dockerfileFor({
  trustedRegistries: ['registry.example.com', '*.internal'],
  labelSchema: {
    maintainer: 'text',
    ...{ url: 'url', created: 'rfc3339', licenses: 'spdx', revision: 'hash', version: 'semver', contact: 'email' },
  },
  strictLabels: true,
  disableIgnorePragma: false,
});

const off = dockerfile.rules.filter(({ severity }) => severity.learn === 'off' && severity.strict === 'off');

/** The places of one rule that the author has switched on. */
function places(text: string, code: string, room: Room<never> | typeof dockerfile = dockerfile): readonly string[] {
  return lint(room, text, { levels: { [code]: 'warning' } })
    .filter((one) => one.code === code)
    .map(({ span }) => text.slice(span.start, span.end));
}

describe('Dockerfile rules that somebody has to switch on', () => {
  // These two want a list of labels of their own.
  const own = ['DL3049', 'DL3050'];

  for (const { code, examples } of off.filter((rule) => !own.includes(rule.code))) {
    it(`${code} finds its bad examples and leaves the good ones alone`, () => {
      for (const example of examples.bad) {
        const { text, start, end } = unmarked(example);
        assert.deepEqual(places(text, code, agreed), [text.slice(start, end)], text);
      }
      for (const good of examples.good) assert.deepEqual(places(partsOf(good).text, code, agreed), []);
    });
  }

  it('DL3049 and DL3050 want the labels that were agreed on, and no others', () => {
    const room = dockerfileFor({
      ...{ trustedRegistries: [], disableIgnorePragma: false, strictLabels: true },
      labelSchema: { maintainer: 'text' },
    });
    assert.deepEqual(places('FROM a:1\n', 'DL3049', room), ['FROM']);
    assert.deepEqual(places('FROM a:1 AS b\nLABEL maintainer=x\nFROM b\n', 'DL3049', room), []);
    assert.deepEqual(places('FROM a:1\nLABEL maintainer=x other=y\n', 'DL3050', room), ['other']);
    assert.deepEqual(places('FROM a:1\nLABEL other=y\n', 'DL3050'), []);
  });

  it('DL3026 knows where an image comes from', () => {
    const found = (image: string): number => places(`FROM ${image}\n`, 'DL3026', agreed).length;
    assert.deepEqual(['a:1', 'docker.io/a:1', 'localhost/a:1', 'x.example.com/a:1'].map(found), [1, 1, 1, 1]);
    assert.deepEqual(['registry.example.com/a:1', 'one.internal/a:1', 'scratch', '$A'].map(found), [0, 0, 0, 0]);
    assert.deepEqual(places('FROM a:1\n', 'DL3026'), []);
  });

  it('DL3013 knows the options of pip, and pip as a module', () => {
    const found = (words: string): number => places(`FROM a:1\nRUN ${words}\n`, 'DL3013').length;
    assert.deepEqual(
      [
        'python3 -m pip install a',
        'pip install -U a b==1',
        'pip install git+https://example.com/a.git#egg=a',
        'pip install a --index-url https://example.com/simple',
      ].map(found),
      [1, 1, 1, 1],
    );
    assert.deepEqual(
      [
        'python -m pip install a==1',
        'pip install --prefix /opt a==1',
        'pip install a.whl .',
        'pip install git+https://example.com/a.git@1.2#egg=a',
        'pip install a --constraint c.txt',
        "pip install 'a<2' a~=1.0 a!=3",
        'pipx install a',
      ].map(found),
      [0, 0, 0, 0, 0, 0, 0],
    );
  });
});

describe('comments that silence findings in a Dockerfile', () => {
  const codes = (text: string, room = dockerfile): readonly string[] => lint(room, text).map(({ code }) => code);

  it('know the names of other tools, also where one name is several rules here', () => {
    const twice = 'FROM a:1\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]\nWORKDIR x\n';
    assert.deepEqual(codes(twice), ['DL4004', 'WorkdirRelativePath']);
    assert.deepEqual(codes(`# check=skip=MultipleInstructionsDisallowed,WorkdirRelativePath\n${twice}`), []);
    assert.deepEqual(codes(`# hadolint global ignore=DL4004,DL3000\n${twice}`), []);
    assert.deepEqual(codes('FROM a:1\n# hadolint ignore=DL3000\nWORKDIR x\nFROM b:1\nWORKDIR y\n'), [
      'DF075',
      'WorkdirRelativePath',
    ]);
  });

  it('of hadolint may be forbidden', () => {
    const strict = dockerfileFor({
      ...{ trustedRegistries: [], labelSchema: {}, strictLabels: false },
      disableIgnorePragma: true,
    });
    assert.deepEqual(codes('# hadolint ignore=DL3006\nFROM a\n'), []);
    assert.deepEqual(codes('# hadolint ignore=DL3006\nFROM a\n', strict), ['DL3006']);
    assert.deepEqual(codes('# tutor ignore=DL3006\nFROM a\n', strict), []);
  });

  it('of BuildKit make its checks errors', () => {
    const text = '# check=error=true\nFROM a:1 AS Build\nFROM build\n';
    assert.deepEqual(
      lint(dockerfile, text).map(({ code, severity }) => `${code} ${severity}`),
      ['StageNameCasing error'],
    );
  });
});

describe('rules about practice in Dockerfiles, beyond their examples', () => {
  const strict = (text: string, code: string): number =>
    lint(dockerfile, text, { profile: 'strict' }).filter((one) => one.code === code).length;
  const run = (code: string, words: string, base = 'a:1'): number => strict(`FROM ${base}\nRUN ${words}\n`, code);

  it('DL3042 looks at what is set for this stage', () => {
    const install = 'RUN pip install a';
    assert.equal(strict(`FROM a:1 AS b\nENV PIP_NO_CACHE_DIR=1\nFROM b\n${install}\n`, 'DL3042'), 0);
    assert.equal(strict(`FROM a:1 AS b\nENV PIP_NO_CACHE_DIR=1\nFROM a:1\n${install}\n`, 'DL3042'), 1);
    assert.equal(strict(`FROM a:1\nENV PIP_NO_CACHE_DIR=off\n${install}\n`, 'DL3042'), 1);
    assert.equal(run('DL3042', 'export PIP_NO_CACHE_DIR=yes && pip3 install a'), 0);
    assert.equal(run('DL3042', 'PIP_NO_CACHE_DIR=0 pip install a'), 1);
  });

  it('DL4006 follows SHELL from line to line and from stage to stage', () => {
    const pipe = 'RUN curl a | tar x\n';
    const shell = 'SHELL ["/usr/bin/bash", "-eo", "pipefail", "-c"]\n';
    assert.equal(strict(`FROM a:1\n${shell}${pipe}`, 'DL4006'), 0);
    assert.equal(strict(`FROM a:1\n${shell}SHELL ["/bin/sh", "-c"]\n${pipe}`, 'DL4006'), 1);
    assert.equal(strict(`FROM a:1 AS b\n${shell}FROM b\n${pipe}FROM a:1\n${pipe}`, 'DL4006'), 1);
    assert.equal(strict(`FROM a:1\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\n${pipe}`, 'DL4006'), 1);
    assert.equal(strict(`FROM a:1\nSHELL ["pwsh.exe", "-c"]\nRUN a | b\n`, 'DL4006'), 0);
    assert.equal(run('DL4006', 'a || b; echo c | d'), 0);
  });

  it('rules about installs also look into triggers', () => {
    for (const [code, words] of [
      ['DL3040', 'dnf install -y a && microdnf clean all'],
      ['DL3060', 'yarn install'],
      ['DL3042', 'pip install a'],
      ['DL3019', 'apk add a'],
      ['DL3030', 'yum install a'],
    ] as const) {
      assert.equal(strict(`FROM a:1\nONBUILD RUN ${words}\nFROM b:1\n`, code), 1, code);
      assert.equal(strict(`FROM a:1\nRUN not${words}\n`, code), 0, code);
    }
  });

  it('DL3059 leaves chains and different mounts alone', () => {
    assert.equal(strict('FROM a:1\nRUN b && c\nRUN d\nRUN e\n', 'DL3059'), 1);
    assert.equal(strict('FROM a:1\nRUN b\n# why\nRUN c\n', 'DL3059'), 1);
    assert.equal(strict('FROM a:1\nRUN b\nWORKDIR /x\nRUN c\nRUN d; e\n', 'DL3059'), 0);
  });

  it('DL4001 marks each use after the other tool', () => {
    assert.equal(strict('FROM a:1\nRUN wget b\nRUN curl b\nRUN c\nRUN wget d\n', 'DL4001'), 2);
  });

  it('DL3044 looks for names that nothing has set before', () => {
    const env = (text: string): number => strict(text, 'DL3044');
    assert.deepEqual(['ENV A=b C="$A/$AB/c"', 'ENV A=b C=${A}'].map(env), [1, 1]);
    assert.deepEqual(
      ['ENV A=b C=$AB', 'ARG A\nENV A=${A} C=$A', 'ENV A=b\nENV C=$A', 'ENV P=/b:$P'].map(env),
      [0, 0, 0, 0],
    );
  });

  it('DL3010 follows the name that an archive gets', () => {
    const copied = (copy: string, tar: string): number => strict(`FROM a:1\nCOPY ${copy}\nRUN ${tar}\n`, 'DL3010');
    assert.equal(copied('b/c.tar /d.tar', 'tar -xf /d.tar'), 1);
    assert.equal(copied('c.tar.gz /x/', 'foo && tar xzf c.tar.gz'), 1);
    assert.equal(copied('--from=b /c.tar /c.tar', 'tar -xf /c.tar'), 0);
    assert.equal(copied('c.tar /c.tar', 'tar -tf /c.tar'), 0);
  });

  it('UndefinedVar declares what is missing, once, and then is silent', () => {
    const text = 'ARG V=1\nFROM a:1\nLABEL a=$V b=$V\nENV C=$V\n';
    const [first] = lint(dockerfile, text);
    const fixed = first?.fix && applyEdits(text, first.fix.edits);
    assert.equal(fixed, 'ARG V=1\nFROM a:1\nARG V\nLABEL a=$V b=$V\nENV C=$V\n');
    assert.deepEqual(lint(dockerfile, fixed), []);
  });
});
