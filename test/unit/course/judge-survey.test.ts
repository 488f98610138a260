import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { exerciseOf } from '../../catalog';
import type { HostFile, Probe, Reader } from '../../../src/core/course/check';
import { readAs } from '../../../src/core/course/read';
import { check, told, World } from './world';

const survey = exerciseOf('linux-environment-survey');
const answers: Probe = { source: 'file', path: 'machine.yaml', as: 'yaml' };
const commands: Probe = { source: 'file', path: 'commands.txt', as: 'lines' };
const passwd: Probe = { source: 'host', path: '/etc/passwd', as: 'colons' };

const host = (path: HostFile, as: Reader): Probe => ({ source: 'host', path, as });
const kernel = (release: string, world: World): World =>
  world
    .put(host('/proc/sys/kernel/osrelease', 'lines'), [release])
    .put(host('/proc/sys/kernel/osrelease', 'text'), `${release}\n`);
const first = (name: string, world: World): World =>
  world.put(host('/proc/1/comm', 'lines'), [name]).put(host('/proc/1/comm', 'text'), `${name}\n`);

const right = {
  source: 'live',
  distribution: 'debian',
  version: '12',
  kernel: '6.1.0-40-amd64',
  arch: 'aarch64',
  init: 'systemd',
  user: 'ada',
  uid: 1000,
  shell: '/bin/zsh',
  runsIn: 'vm',
};

/** A virtual machine with Debian 12, and what its user ada answers. */
function debian(changes: Record<string, unknown> = {}): World {
  const world = new World()
    .put(answers, { ...right, ...changes })
    .put(commands, ['uname -rm', 'cat /etc/os-release', 'id', 'ps -p 1'])
    .put({ source: 'machine' }, { platform: 'linux', arch: 'aarch64', uid: 1000 })
    .put(host('/etc/os-release', 'env'), { ID: 'debian', VERSION_ID: '12' })
    .put(passwd, [
      ['root', 'x', 0, 0, '', '/root', '/bin/bash'],
      ['ada', 'x', 1000, 1000, '', '/home/ada', '/bin/zsh'],
    ])
    .put(host('/proc/self/mountinfo', 'text'), '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n');
  return first('systemd', kernel('6.1.0-40-amd64', world));
}

const toldOf = async (world: World): Promise<unknown> => told(await check(survey, world));

describe('judge: linux-environment-survey on other machines', () => {
  it('passes on a virtual machine, a cloud server and real hardware, which look alike', async () => {
    for (const runsIn of ['vm', 'cloud', 'physical']) assert.deepEqual(await toldOf(debian({ runsIn })), {}, runsIn);
    assert.deepEqual(await toldOf(debian({ runsIn: 'container' })), { 'runs-in': 'no-container' });
    assert.deepEqual(await toldOf(debian({ runsIn: 'wsl' })), { 'runs-in': 'not-wsl' });
  });

  it('knows a container of Docker', async () => {
    const docker = (changes: Record<string, unknown>): World =>
      first('bash', debian(changes)).put(host('/.dockerenv', 'facts'), { type: 'file', size: 0 });
    assert.deepEqual(await toldOf(docker({ init: 'bash', runsIn: 'container' })), {});
    assert.deepEqual(await toldOf(docker({ runsIn: 'vm' })), { init: 'no-systemd', 'runs-in': 'in-docker' });
  });

  it('knows other containers, with and without a mark', async () => {
    const lxc = (runsIn: string): World => debian({ runsIn }).put(host('/run/systemd/container', 'lines'), ['lxc']);
    assert.deepEqual(await toldOf(lxc('container')), {});
    assert.deepEqual(await toldOf(lxc('vm')), { 'runs-in': 'in-container' });
    const podman = debian({ runsIn: 'container' }).put(host('/run/.containerenv', 'facts'), { type: 'file', size: 0 });
    assert.deepEqual(await toldOf(podman), {});
    assert.deepEqual(await toldOf(first('sleep', debian({ runsIn: 'container', init: 'sleep' }))), {}, 'a pod');
    const layers = '27 1 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/a\n';
    const pod = debian({ runsIn: 'container' }).put(host('/proc/self/mountinfo', 'text'), layers);
    assert.deepEqual(await toldOf(pod), {}, 'a pod with an init');
  });

  it('knows WSL, and a container in it', async () => {
    const release = '6.6.87.2-microsoft-standard-WSL2';
    const wsl = (runsIn: string): World =>
      kernel(release, debian({ runsIn, kernel: release })).put(host('/run/systemd/container', 'lines'), ['wsl']);
    assert.deepEqual(await toldOf(wsl('wsl')), {});
    assert.deepEqual(await toldOf(wsl('vm')), { 'runs-in': 'in-wsl' });
    assert.deepEqual(await toldOf(wsl('container')), { 'runs-in': 'in-wsl' });
    assert.deepEqual(await toldOf(wsl('container').put(host('/.dockerenv', 'facts'), { type: 'file', size: 0 })), {});
  });

  it('tells who is who', async () => {
    assert.deepEqual(await toldOf(debian({ user: 'root', uid: 0, shell: '/bin/bash' })), { user: 'root-shell' });
    assert.deepEqual(await toldOf(debian({ uid: 1001 })), { user: 'other' });
    const elsewhere = (user: string): World =>
      debian({ user, uid: 5000 }).put({ source: 'machine' }, { platform: 'linux', arch: 'aarch64', uid: 5000 });
    assert.deepEqual(await toldOf(elsewhere('grace')), {}, 'a user of a directory service');
    assert.deepEqual(await toldOf(elsewhere('ada')), { user: 'other-name' });
    const root = debian({ user: 'root', uid: 0, shell: '/bin/bash' });
    const result = await check(survey, root.put({ source: 'machine' }, { platform: 'linux', arch: 'aarch64', uid: 0 }));
    const user = result.verdict.conditions.find((one) => one.condition.id === 'user');
    assert.ok(user?.verdict === 'pass');
    assert.equal(user.note?.id, 'root');
  });

  it('accepts a rolling distribution, which has no version', async () => {
    const arch = (version: unknown): World =>
      debian({ distribution: 'arch', version }).put(host('/etc/os-release', 'env'), { ID: 'arch' });
    assert.deepEqual(await toldOf(arch(null)), {});
    assert.deepEqual(await toldOf(arch('2026.11')), { version: 'other' });
  });

  it('judges the sample where there is no Linux, and knows that it cannot judge the rest', async () => {
    const readHost = survey.conditions
      .flatMap((one) => [...one.expect, ...(one.or ?? []).flat()])
      .map(({ probe }) => probe)
      .filter((probe) => probe.source === 'host');
    const windows = async (changes: Record<string, unknown>): Promise<World> => {
      const world = debian(changes).put({ source: 'machine' }, { platform: 'win32', arch: 'x86_64' });
      for (const probe of readHost) world.blind(probe);
      for (const [path, as] of [
        ['etc/os-release', 'env'],
        ['etc/passwd', 'colons'],
        ['proc/sys/kernel/osrelease', 'lines'],
        ['proc/1/comm', 'lines'],
      ] as const) {
        const file = `walkthroughs/linux/environment/linux-environment-survey/starter/machine/${path}`;
        world.put({ source: 'starter', path: `machine/${path}`, as }, await readAs(as, readFileSync(file, 'utf8')));
      }
      return world;
    };
    const sample = {
      source: 'sample',
      distribution: 'ubuntu',
      version: '24.04',
      kernel: '6.8.0-79-generic',
      arch: 'x86_64',
      user: 'student',
      shell: '/bin/bash',
    };
    assert.deepEqual(await toldOf(await windows(sample)), {});
    assert.equal((await check(survey, await windows(sample))).verdict.verdict, 'pass');
    assert.deepEqual(await toldOf(await windows({ ...sample, arch: 'amd64', runsIn: 'cloud' })), {
      arch: 'debian-name',
      'runs-in': 'sample',
    });
    assert.equal((await check(survey, await windows({}))).verdict.verdict, 'unknown');
  });
});
