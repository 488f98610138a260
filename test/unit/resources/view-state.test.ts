import assert from 'node:assert/strict';
import { dockerNotRunning } from '../../../src/core/errors';
import { viewStateOf } from '../../../src/features/explorers/view-state';
import { resource } from './sources';

describe('what a view can show', () => {
  it('is told apart: looking, nothing for a reason, nothing, something', () => {
    const failed = dockerNotRunning({ endpoint: 'unix:///a.sock' });
    assert.equal(viewStateOf({ state: 'connecting' }), 'connecting');
    assert.equal(viewStateOf({ state: 'failed', error: failed }), 'docker-not-running');
    assert.equal(viewStateOf({ state: 'failed', error: new TypeError('ours') }), 'unexpected');
    assert.equal(viewStateOf({ state: 'ready', resources: [], stale: false }), 'empty');
    assert.equal(viewStateOf({ state: 'ready', resources: [resource('a')], stale: true }), 'ready');
  });
});
