// @ts-check

const endRecord = 0x06054b50;
const endRecordSize = 22;
const entryHeaderSize = 46;

/**
 * The names in a zip archive, read from its central directory.
 * @param {Buffer} archive
 * @returns {string[]}
 */
export function zipEntries(archive) {
  let end = archive.length - endRecordSize;
  while (end >= 0 && archive.readUInt32LE(end) !== endRecord) end--;
  if (end < 0) throw new Error('This is not a zip archive.');
  const count = archive.readUInt16LE(end + 10);
  const names = [];
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    names.push(archive.toString('utf8', at + entryHeaderSize, at + entryHeaderSize + name));
    at += entryHeaderSize + name + extra + comment;
  }
  return names;
}
