import assert from 'node:assert/strict';
import { exerciseOf } from '../../catalog';
import type { HostFile, Probe, Reader } from '../../../src/core/course/check';
import { check, told, World } from './world';

const map = exerciseOf('linux-concepts-map');
const answers: Probe = { source: 'file', path: 'kernel.yaml', as: 'yaml' };
const host = (path: HostFile, as: Reader): Probe => ({ source: 'host', path, as });
const header = 'Filename Type Size Used Priority';

/** A kernel, and what the learner says of it. */
function kernel(said: Record<string, unknown>, seen: { forward: string; swaps?: string[]; modules?: string[] }): World {
  const world = new World()
    .put(answers, { source: 'live', ...said })
    .put(host('/proc/sys/net/ipv4/ip_forward', 'lines'), [seen.forward])
    .put(host('/proc/swaps', 'lines'), [header, ...(seen.swaps ?? [])])
    .put(host('/proc/filesystems', 'lines'), ['nodev\tproc', 'ext4', 'nodev\toverlay']);
  return seen.modules === undefined ? world : world.put(host('/proc/modules', 'lines'), seen.modules);
}

async function toldOf(world: World): Promise<Record<string, unknown>> {
  const all = Object.entries(told(await check(map, world)) as Record<string, unknown>);
  return Object.fromEntries(all.filter(([id]) => id.startsWith('k-')));
}

describe('judge: linux-concepts-map on other kernels', () => {
  const node = { forward: '1', swaps: [], modules: ['br_netfilter 32768 0 - Live 0x0', 'overlay 212992 3 - Live 0x0'] };
  const right = { ipForward: 1, swapOn: false, overlay: 'loaded', brNetfilter: 'loaded' };

  it('takes the state of a node that is prepared', async () => {
    assert.deepEqual(await toldOf(kernel(right, node)), {});
    assert.deepEqual(await toldOf(kernel({ ...right, ipForward: true }, node)), {});
  });

  it('says what does not fit there', async () => {
    const wrong = { ipForward: 0, swapOn: true, overlay: 'absent', brNetfilter: 'absent' };
    assert.deepEqual(await toldOf(kernel(wrong, node)), {
      'k-forward': 'already-on',
      'k-swap': 'no-swap',
      'k-overlay': 'can-do-it',
      'k-br-netfilter': 'is-there',
    });
  });

  it('judges a kernel that has no modules: all that there is, is built in', async () => {
    const bare = { forward: '0', swaps: ['/dev/sda3 partition 1 0 -2'] };
    const said = { ipForward: 0, swapOn: true, overlay: 'built-in', brNetfilter: 'absent' };
    assert.deepEqual(await toldOf(kernel(said, bare)), {});
    assert.deepEqual(await toldOf(kernel({ ...said, overlay: 'loaded' }, bare)), { 'k-overlay': 'not-loaded' });
    const key = host('/proc/sys/net/bridge/bridge-nf-call-iptables', 'facts');
    const bridged = (brNetfilter: string): World =>
      kernel({ ...said, brNetfilter }, bare).put(key, { type: 'file', size: 0 });
    assert.deepEqual(await toldOf(bridged('built-in')), {});
    assert.deepEqual(await toldOf(bridged('absent')), { 'k-br-netfilter': 'is-there' });
  });
});
