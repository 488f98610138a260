import assert from 'node:assert/strict';
import { sequencesOf, type EngineEvent } from '../live/differential/events';
import { normaliser } from '../live/differential/normalise';

const id = 'a'.repeat(64);
const event = (name: string, Action: string, more: Readonly<Record<string, string>> = {}): EngineEvent => ({
  Type: 'container',
  Action,
  Actor: { ID: id, Attributes: { image: 'nginx', name, ...more } },
});
const kill = (name: string, signal: string): EngineEvent => event(name, 'kill', { signal });
const actions = (name: string, ...events: readonly EngineEvent[]): readonly string[] =>
  (sequencesOf(events, normaliser([])).get(`container ${name}`) ?? []).map((line) =>
    line.replace(/ image=\S+| name=\S+/g, ''),
  );

describe('the events that the engine and the lab are compared by', () => {
  it('do not tell whether what Compose stops without patience was killed after it was asked', () => {
    const web = 'diff-shop-web-1';
    assert.deepEqual(actions(web, kill(web, '15'), kill(web, '9'), event(web, 'die', { exitCode: '137' })), [
      'kill signal=15',
      'die exitCode=<stopped>',
    ]);
  });

  it('tell a kill that nobody was asked before', () => {
    const web = 'diff-shop-web-1';
    assert.deepEqual(actions(web, event(web, 'start'), kill(web, '9')), ['start', 'kill signal=9']);
    assert.deepEqual(actions(web, kill(web, '15'), event(web, 'die', { exitCode: '0' }), kill(web, '9')), [
      'kill signal=15',
      'die exitCode=<stopped>',
      'kill signal=9',
    ]);
    assert.deepEqual(actions('diff-web', kill('diff-web', '15'), kill('diff-web', '9')), [
      'kill signal=15',
      'kill signal=9',
    ]);
  });
});
