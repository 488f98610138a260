import assert from 'node:assert/strict';
import type { Observation, Probe } from '../../../src/core/course/check';
import { judge } from '../../../src/core/course/judge';
import { keyOf } from '../../../src/core/course/observed';
import { linuxNetworkServe } from '../../../src/core/course/tracks/linux/linux-network-serve';
import { notLinux } from '../../../src/core/errors';

const facts: Probe = { source: 'file', path: 'facts.yaml', as: 'yaml' };
const routes: Probe = { source: 'host', path: '/proc/net/route', as: 'routes' };

/** What is said of the gateway when this is in the file and the kernel has these. */
function gatewayOf(gateway: string, seen: Observation): string {
  const value = { gateway, loopbackName: 'localhost', refused: 7 };
  const observed = new Map<string, Observation>([
    [keyOf(facts), { state: 'found', value }],
    [keyOf(routes), seen],
  ]);
  const found = judge(linuxNetworkServe, observed, new Set()).conditions.find((one) => one.condition.id === 'gateway');
  assert.ok(found);
  return found.verdict === 'fail' ? found.told.id : found.verdict;
}

const found = (...gateways: readonly string[]): Observation => ({ state: 'found', value: { gateways } });

describe('linux-network-serve: the gateway', () => {
  it('is one of those that the kernel has', () => {
    assert.equal(gatewayOf('192.168.56.2', found('192.168.56.2')), 'pass');
    assert.equal(gatewayOf('192.168.1.1', found('192.168.56.2', '192.168.1.1')), 'pass');
    assert.equal(gatewayOf('192.168.56.11', found('192.168.56.2')), 'other-address');
    assert.equal(gatewayOf('none', found('192.168.56.2')), 'not-none');
  });

  it('makes the exercise impossible nowhere', () => {
    assert.equal(gatewayOf('none', found()), 'pass');
    assert.equal(gatewayOf('192.168.56.2', found()), 'pass');
    assert.equal(gatewayOf('192.168.56.2', { state: 'unknown', error: notLinux() }), 'not-applicable');
  });
});
