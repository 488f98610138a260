/**
 * What BuildKit tells of a build, as plain text: a StatusResponse in the wire format of Protocol Buffers, base64.
 * https://github.com/moby/buildkit/blob/master/api/services/control/control.proto
 * https://protobuf.dev/programming-guides/encoding/
 */
export function readTrace(base64: string): string {
  const lines: string[] = [];
  for (const { field, bytes } of fieldsOf(Buffer.from(base64, 'base64'))) {
    if (field === vertexField) lines.push(...vertexLines(bytes));
    if (field === logField) lines.push(logOf(bytes));
  }
  return lines.join('');
}

const vertexField = 1;
const logField = 3;

// Vertex: 3 name, 4 cached, 5 started, 6 completed, 7 error. It is told when it starts and when it is done.
function vertexLines(bytes: Buffer): readonly string[] {
  const fields = fieldsOf(bytes);
  const text = (number: number) => fields.find(({ field }) => field === number)?.bytes.toString() ?? '';
  const has = (number: number) => fields.some(({ field }) => field === number);
  const name = text(3);
  if (text(7) !== '') return [`ERROR ${name}: ${text(7)}\n`];
  if (has(4)) return has(6) ? [`CACHED ${name}\n`] : [];
  return has(5) && !has(6) ? [`${name}\n`] : [];
}

// VertexLog: 4 msg.
function logOf(bytes: Buffer): string {
  return (
    fieldsOf(bytes)
      .find(({ field }) => field === 4)
      ?.bytes.toString() ?? ''
  );
}

type Field = { readonly field: number; readonly bytes: Buffer };

/** The fields of a message; numbers are there, but their values are of no interest. */
function fieldsOf(message: Buffer): readonly Field[] {
  const found: Field[] = [];
  for (let at = 0; at < message.length;) {
    const [tag, behindTag] = varint(message, at);
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    const [value, behindValue] = wire === 0 || wire === 2 ? varint(message, behindTag) : [0, behindTag];
    const length = wire === 2 ? value : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    found.push({ field, bytes: message.subarray(behindValue, behindValue + length) });
    at = behindValue + length;
  }
  return found;
}

function varint(bytes: Buffer, start: number): readonly [number, number] {
  let value = 0;
  let at = start;
  for (let factor = 1; at < bytes.length; factor *= 128) {
    const byte = bytes[at] ?? 0;
    at += 1;
    value += (byte % 128) * factor;
    if (byte < 128) break;
  }
  return [value, at];
}
