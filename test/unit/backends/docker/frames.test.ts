import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Demultiplexer } from '../../../../src/backends/docker/frames';
import { recorded } from './engine';

function frame(stream: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

describe('the frames of a log', () => {
  it('are taken apart as the engine sent them', async () => {
    const demultiplexer = new Demultiplexer();
    const pieces = demultiplexer.push(await recorded('engine-20.10', 'speaking.log')) ?? [];
    assert.deepEqual(
      pieces.map(({ from, bytes }) => `${from}: ${bytes.toString()}`),
      ['stdout: out\n', 'stdout: more\n', 'stderr: 错误\n'],
    );
    assert.ok(demultiplexer.isWhole);
  });

  it('are the same wherever the chunks are cut', () => {
    const someFrame = fc.record({ from: fc.constantFrom(1, 2), content: fc.uint8Array({ maxLength: 40 }) });
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(someFrame), cuts, (frames, lengths) => {
        const whole = Buffer.concat(frames.map(({ from, content }) => frame(from, Buffer.from(content))));
        const demultiplexer = new Demultiplexer();
        const found = { 1: [] as Buffer[], 2: [] as Buffer[] };
        for (let at = 0, cut = 0; at < whole.length; cut += 1) {
          const length = lengths[cut % lengths.length] ?? 1;
          for (const piece of demultiplexer.push(whole.subarray(at, at + length)) ?? []) {
            found[piece.from === 'stdout' ? 1 : 2].push(piece.bytes);
          }
          at += length;
        }
        for (const stream of [1, 2] as const) {
          const sent = frames.filter(({ from }) => from === stream).map(({ content }) => Buffer.from(content));
          assert.deepEqual(Buffer.concat(found[stream]), Buffer.concat(sent));
        }
        assert.ok(demultiplexer.isWhole);
      }),
    );
  });

  it('hands on a long write before it is whole', () => {
    const demultiplexer = new Demultiplexer();
    const long = frame(1, Buffer.alloc(1000, 'x'));
    assert.equal(demultiplexer.push(long.subarray(0, 500))?.[0]?.bytes.length, 492);
    assert.equal(demultiplexer.isWhole, false);
  });

  it('that are none are noticed', () => {
    assert.equal(new Demultiplexer().push(Buffer.from('this is plain text')), undefined);
    assert.equal(new Demultiplexer().push(Buffer.from([1, 0, 0, 9, 0, 0, 0, 1, 65])), undefined);
  });
});
