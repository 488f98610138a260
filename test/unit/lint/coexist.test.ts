import assert from 'node:assert/strict';
import { saysTheSame, type PeerFinding } from '../../../src/core/lint/coexist';
import { ruleNamed } from '../../../src/core/lint/rule';
import { allRooms } from './all-rooms';

const same = (code: string, peer: Partial<PeerFinding>): boolean => {
  const rule = allRooms.map(({ rules }) => ruleNamed(rules, code)).find((one) => one !== undefined);
  return saysTheSame({ message: 'x', ...peer }, rule ?? assert.fail(code));
};

describe('living with other extensions', () => {
  it('knows hadolint by its codes, in either form of its extensions', () => {
    assert.ok(same('DL3006', { source: 'hadolint', code: 'DL3006' }));
    assert.ok(same('DL3006', { message: '[hadolint] Always tag the version of an image explicitly', code: 'DL3006' }));
    assert.ok(same('DL3006', { message: '[hadolint] Always tag the version of an image explicitly (DL3006)' }));
    assert.ok(!same('DL3006', { source: 'hadolint', code: 'DL3007' }));
    assert.ok(!same('DL3006', { source: 'someone', code: 'DL3006' }));
  });

  it("knows Docker DX by BuildKit's names, and dockerfile-utils by its numbers", () => {
    assert.ok(same('DL3025', { source: 'docker-language-server', code: 'JSONArgsRecommended' }));
    assert.ok(same('WorkdirRelativePath', { source: 'dockerfile-utils', code: 49 }));
    assert.ok(same('DF001', { source: 'dockerfile-utils', code: 38 }));
    assert.ok(same('DF007', { source: 'dockerfile-utils', code: '40' }));
    assert.ok(!same('DF001', { source: 'dockerfile-utils', code: 0 }));
  });

  it('knows what the YAML extension says by its codes', () => {
    assert.ok(same('K8S001', { source: 'YAML', code: 0 }));
    assert.ok(same('K8S016', { source: 'yaml-schema: Kubernetes', code: 513 }));
    assert.ok(!same('K8S016', { source: 'YAML', code: 513 }));
  });

  it('lets no code that it does not know, and no finding without a code, hide one of ours', () => {
    assert.ok(!same('DF001', { source: 'dockerfile-utils', code: 999 }));
    assert.ok(!same('DL3006', { source: 'hadolint' }));
    assert.ok(!same('K8S017', { source: 'yaml-schema: Kubernetes', code: 0 }));
  });

  it('names only rules that there are', () => {
    const all = ['DC001', 'DC002', 'DC003', 'K8S001', 'K8S002', 'K8S004', 'OS001', 'OS050', 'OS069'];
    for (const code of all) assert.ok(same(code, { source: 'YAML', code: 0 }), code);
    for (const code of ['DC004', 'K8S016']) assert.ok(same(code, { source: 'yaml-schema: x', code: 513 }), code);
  });
});
