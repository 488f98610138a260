import assert from 'node:assert/strict';
import { isTrouble } from '../../../src/core/doctor/diagnose';
import type { Finding } from '../../../src/core/doctor/finding';
import type { EditorFacts, Sights, ToolSight } from '../../../src/core/doctor/sights';
import { tools } from '../../../src/core/doctor/tools';
import { dockerNotRunning } from '../../../src/core/errors';
import { answers, engine, findingsOf, outputs, told, versions } from './sights';

const one = (id: string, changes: Partial<Sights>, facts: Partial<EditorFacts> = {}): Finding =>
  findingsOf(changes, facts).find((finding) => finding.id === id) ?? assert.fail(`no finding ${id}`);
const toolOf = (id: string, sight: ToolSight): Finding => one(id, { tools: new Map([[id, sight]]) });

describe('what the doctor says', () => {
  it('reads the version of each tool as it prints it', () => {
    const found = tools.map(({ id }) => [id, toolOf(id, told(outputs[id] ?? '')).version]);
    assert.deepEqual(Object.fromEntries(found), versions);
  });

  it('says which are too old and what they lack', () => {
    const old: Readonly<Record<string, string>> = {
      bash: 'GNU bash, version 3.2.57(1)-release (arm64-apple-darwin24)',
      git: 'git version 2.17.1',
      docker: 'Docker version 20.10.24+dfsg1, build 297e128',
      compose: 'v2.6.0',
      'compose-v1': 'docker-compose version 1.29.2, build unknown',
      helm: 'v2.17.0+ga690bad',
    };
    for (const [id, output] of Object.entries(old)) {
      const finding = toolOf(id, told(output));
      assert.equal(finding.state, 'old', id);
      assert.ok(finding.repair && isTrouble(finding), id);
    }
    for (const { id } of tools) {
      if (id !== 'compose-v1') assert.equal(toolOf(id, told(outputs[id] ?? '')).state, 'found', id);
    }
  });

  it('tells missing, foreign, late and failed apart; a plugin that docker does not know is missing', () => {
    assert.equal(toolOf('docker', { state: 'missing' }).state, 'missing');
    assert.equal(toolOf('docker', { state: 'foreign', path: '/w/docker' }).state, 'unknown');
    assert.match(
      toolOf('docker', { state: 'foreign', path: '/w/docker' }).detail?.en ?? '',
      /open folder \(`\/w\/docker`\)/,
    );
    assert.match(toolOf('docker', { state: 'late', path: '/usr/bin/docker' }).detail?.en ?? '', /in time/);
    const failed = (output: string): ToolSight => ({ state: 'failed', path: '/usr/bin/docker', output });
    assert.equal(toolOf('docker', failed('segmentation fault')).state, 'unknown');
    assert.equal(
      toolOf('compose', failed("docker: 'compose' is not a docker command.\nSee 'docker --help'")).state,
      'missing',
    );
    assert.equal(toolOf('compose', failed('docker: unknown command: docker compose')).state, 'missing');
    assert.equal(
      findingsOf({}).some(({ id }) => id === 'compose-v1'),
      false,
    );
  });

  it('says of an engine what it is, how old, where, and offers the lab where that helps', () => {
    assert.equal(one('engine', engine(answers('1.52'))).state, 'found');
    const old = one('engine', engine(answers('1.41')));
    assert.deepEqual([old.state, old.lab], ['old', true]);
    const lab = one('engine', engine(answers('1.45', { lab: true })));
    assert.deepEqual([lab.state, lab.version], ['found', 'API 1.45']);
    assert.match(one('engine', engine(answers('1.52', { remoteHost: 'h' }))).detail?.en ?? '', /not on this machine/);
    const down = one('engine', engine({ state: 'failed', error: dockerNotRunning({ endpoint: 'unix:///x' }) }));
    assert.deepEqual([down.state, down.lab, down.lesson], ['unreachable', true, 'docker/install']);
    assert.equal(one('engine', engine({ state: 'late' })).state, 'unreachable');
    assert.equal(one('engine', engine({ state: 'unasked' })).state, 'unknown');
    assert.equal(one('engine', engine({ state: 'broken', message: 'boom' })).state, 'unknown');
  });

  it('says when kubectl and the server are more than one minor version apart', () => {
    const apart = (gitVersion: string): Finding =>
      one('kubectl', {
        tools: new Map([['kubectl', told(outputs['kubectl'] ?? '')]]),
        cluster: {
          contexts: { state: 'told', value: { all: ['a'], current: 'a' } },
          unread: [],
          server: { state: 'told', value: { server: 'https://127.0.0.1:6443', isLocal: true, gitVersion } },
        },
      });
    for (const fine of ['v1.34.2', 'v1.35.0', 'v1.36.0+k3s1']) assert.equal(apart(fine).repair, undefined, fine);
    assert.equal(apart('v1.37.0').state, 'old');
    assert.match(apart('v1.33.1').detail?.en ?? '', /one minor version/);
  });

  it('knows folders without modes, Windows, and workspaces that are not trusted', () => {
    const host = (platform: string, forgetsModes: boolean): Sights['host'] => ({
      state: 'told',
      value: { platform, system: '', isWsl: false, folder: { type: '9p', forgetsModes } },
    });
    assert.ok(one('folder', { host: host('linux', true) }).repair);
    assert.equal(one('folder', { host: host('linux', false) }).repair, undefined);
    assert.equal(one('host', { host: host('win32', false) }).lesson, 'linux/environment');
    assert.match(one('trust', {}, { isTrusted: false }).detail?.en ?? '', /not trusted/);
    assert.equal(one('folder', {}, { folder: undefined }).state, 'missing');
    assert.match(one('host', {}, { remote: 'wsl' }).detail?.en ?? '', /WSL/);
    assert.equal(one('host', { host: { state: 'late' } }).state, 'unknown');
  });

  it('has everything in both languages, with as much code in them', () => {
    const all = findingsOf({ ...engine({ state: 'late' }) });
    const codeIn = (text: string): number => (text.match(/`[^`]*`/g) ?? []).length;
    for (const { id, name, detail, repair } of all) {
      for (const text of [name, detail, repair]) if (text) assert.equal(codeIn(text.zh), codeIn(text.en), id);
      if (repair) assert.match(repair.zh, /\p{Script=Han}/u, id);
    }
  });
});
