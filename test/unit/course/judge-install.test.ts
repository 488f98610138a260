import assert from 'node:assert/strict';
import { exerciseOf } from '../../catalog';
import { check, one, told, World } from './world';

const hello = exerciseOf('docker-hello');
const daemon = exerciseOf('docker-daemon-json');
const greeting = '\nHello from Docker!\nThis message shows that …\n';

/** The right answer to docker-hello, on an engine of this API version. */
function rightHello(apiVersion: string, driver = 'json-file'): World {
  return new World()
    .put({ source: 'engine' }, { apiVersion, name: 'Docker Engine - Community 24.0.9' })
    .put(
      { source: 'container', name: 'tutor-hello' },
      {
        Config: { Image: 'hello-world', Labels: { 'tutor.exercise': hello.id } },
        State: { Status: 'exited', ExitCode: 0 },
        HostConfig: { LogConfig: { Type: driver } },
      },
    )
    .put({ source: 'logs', name: 'tutor-hello' }, greeting);
}

describe('judge: docker-hello', () => {
  it('passes with a note on an engine that is old, and without one on the others', async () => {
    const old = await check(hello, rightHello('1.43'));
    assert.equal(old.verdict.verdict, 'pass');
    const engine = one(old, 'engine');
    assert.ok(engine.verdict === 'pass');
    assert.match(engine.note?.text.en ?? '', /^Docker Engine - Community 24\.0\.9 is older/);
    const current = one(await check(hello, rightHello('1.44')), 'engine');
    assert.ok(current.verdict === 'pass' && current.note === undefined);
  });

  it('knows a log driver that keeps nothing here', async () => {
    const world = rightHello('1.52', 'none').put({ source: 'logs', name: 'tutor-hello' }, '');
    assert.deepEqual(told(await check(hello, world)), { said: 'elsewhere' });
  });
});

describe('judge: docker-daemon-json', () => {
  it('says beside a pass that dockerd would refuse the file for another reason', async () => {
    const file = {
      'registry-mirrors': ['https://mirror.example.internal'],
      'insecure-registries': ['192.168.56.11:5000'],
      'log-opts': { 'max-size': '10m', 'max-file': '3' },
    };
    const world = new World().put({ source: 'file', path: 'daemon.json', as: 'json' }, file);
    const finding = { code: 'SH051', severity: 'error', line: 2 };
    const result = await check(daemon, world.put({ source: 'findings', path: 'daemon.json' }, [finding]));
    assert.equal(result.verdict.verdict, 'pass');
    const json = one(result, 'json');
    assert.equal(json.verdict === 'pass' && json.note?.id, 'refused');
  });
});
