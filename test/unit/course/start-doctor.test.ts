import assert from 'node:assert/strict';
import { kubernetesNoConfig, openstackNoCloud } from '../../../src/core/errors';
import type { Probe } from '../../../src/core/course/check';
import { startDoctorReport } from '../../../src/core/course/tracks/start/start-doctor-report';
import { check, one, told, World } from './world';

const file = (as: 'yaml' | 'text'): Probe => ({ source: 'file', path: 'engines.yaml', as });
const cluster: Probe = { source: 'kubernetes-version' };
const cloud: Probe = { source: 'openstack-version' };
const engine: Probe = { source: 'engine' };
const host = (as: 'ini' | 'text'): Probe => ({ source: 'host', path: '/etc/os-release', as });

/** A filled file; each key may be another. */
const report = (changes: Readonly<Record<string, object>> = {}): object => ({
  docker: { use: 'real', apiVersion: '1.52' },
  kubernetes: { use: 'real', gitVersion: 'v1.35.0' },
  openstack: { use: 'real', keystone: 'v3.14' },
  host: { os: 'ubuntu' },
  ...changes,
});

const world = (changes: Readonly<Record<string, object>> = {}, id = 'ubuntu'): World =>
  new World()
    .put(file('yaml'), report(changes))
    .put(file('text'), 'docker: …')
    .put(engine, { apiVersion: '1.52', name: 'Docker Engine 29.1.2' })
    .put(cluster, { gitVersion: 'v1.35.0' })
    .put(cloud, { id: 'v3.14' })
    .put(host('ini'), { '': { ID: [id] } })
    .put(host('text'), `NAME=x\nID=${id}\n`);

// What the lab has no part of yet, `tutor verify` cannot prove; the judge can.
describe('start-doctor-report, with a cluster and a cloud', () => {
  it('passes with what the servers say', async () => {
    const result = await check(startDoctorReport, world());
    assert.equal(result.verdict.verdict, 'pass');
    assert.deepEqual(told(result), {});
  });

  const kubernetes = (gitVersion: unknown): World => world({ kubernetes: { use: 'real', gitVersion } });
  const openstack = (keystone: unknown): World => world({ openstack: { use: 'real', keystone } });
  const wrong: readonly (readonly [string, World, Readonly<Record<string, string>>])[] = [
    ['no version of the server', kubernetes(''), { 'kubernetes-version': 'empty' }],
    ['the version without its v', kubernetes('1.35.0'), { 'kubernetes-version': 'without-v' }],
    ['the version of the client', kubernetes('v1.34.1'), { 'kubernetes-version': 'clients-line' }],
    ['no version of Keystone', openstack(''), { keystone: 'empty' }],
    ['the address of Keystone', openstack('http://192.168.56.30/identity/v3'), { keystone: 'address' }],
    ['only the major version', openstack('v3'), { keystone: 'other' }],
    ['a number', openstack(3.14), { keystone: 'other' }],
  ];
  for (const [name, seen, cases] of wrong) {
    it(`says what is wrong with ${name}, and passes all the same`, async () => {
      const result = await check(startDoctorReport, seen);
      assert.deepEqual(told(result), cases);
      assert.equal(result.verdict.verdict, 'pass');
    });
  }

  it('passes with none of them, though one could not look', async () => {
    const none = world({ kubernetes: { use: 'none' }, openstack: { use: 'none' } });
    const result = await check(startDoctorReport, none.blind(cluster).blind(cloud));
    assert.equal(result.verdict.verdict, 'pass');
    assert.deepEqual(told(result), {});
  });

  it('is unknown, not wrong, about one that does not answer', async () => {
    const result = await check(startDoctorReport, world().blind(cluster).blind(cloud));
    assert.equal(one(result, 'kubernetes-version').verdict, 'unknown');
    assert.equal(one(result, 'keystone').verdict, 'unknown');
    assert.equal(result.verdict.verdict, 'pass');
    assert.ok(kubernetesNoConfig().code !== openstackNoCloud().code);
  });

  it('takes the ID of a distribution that quotes it, and no other', async () => {
    const os = (name: string): World => world({ host: { os: name } }, '"rocky"');
    assert.equal((await check(startDoctorReport, os('rocky'))).verdict.verdict, 'pass');
    assert.deepEqual(told(await check(startDoctorReport, os('fedora'))), { 'host-os': 'other' });
  });

  it('notes an engine of before API 1.44', async () => {
    const old = world({ docker: { use: 'real', apiVersion: '1.41' } });
    old.put(engine, { apiVersion: '1.41', name: 'Docker Engine 20.10.24' });
    const verdict = one(await check(startDoctorReport, old), 'docker-answers');
    assert.ok(verdict.verdict === 'pass' && verdict.note?.id === 'old');
  });
});
