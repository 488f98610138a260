const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (character, index) => [character, index]));

/** Is it base64 as the API reads it: padded, line ends allowed? */
export function isBase64(text: string): boolean {
  const plain = text.replace(/[\r\n]/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}

/** What base64 stands for, a character a byte. */
export function decoded(text: string): string {
  let bits = 0;
  let count = 0;
  const bytes: string[] = [];
  for (const character of text) {
    const value = values.get(character);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push(String.fromCharCode((bits >> count) & 0xff));
  }
  return bytes.join('');
}

/** A text in base64. */
export function encoded(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let all = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const four = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63] ?? '');
    all +=
      four.slice(0, b === undefined ? 2 : c === undefined ? 3 : 4).join('') +
      '='.repeat(c !== undefined ? 0 : b === undefined ? 2 : 1);
  }
  return all;
}
