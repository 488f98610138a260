import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileUnreadable, openstackUserData, openstackUserDataBroken, unreadableBecause } from '../../../core/errors';
import { lint } from '../../../core/lint/engine';
import { Lines } from '../../../core/lint/lines';
import { roomFor } from '../../../core/lint/rooms';

/** Nova takes so many bytes of user data before they are encoded: https://docs.openstack.org/nova/latest/user/metadata.html */
const mostUserData = 65_535 * 0.75;

/**
 * The content of a file as Nova wants it, in base64. Rejects with a UserError when it cannot be read, is too long, or
 * has an error that one of our rules is certain of.
 */
export async function userData(file: string): Promise<string> {
  const unreadable = (error: unknown) => fileUnreadable({ path: file, why: unreadableBecause.denied }, error);
  const { size } = await stat(file).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (size > mostUserData) {
    throw openstackUserData({ file: path.basename(file), size, most: Math.floor(mostUserData) });
  }
  const content = await readFile(file).catch((error: unknown) => {
    throw unreadable(error);
  });
  await refuseBroken(file, content.toString());
  return content.toString('base64');
}

/** cloud-init passes over what it cannot read, and nobody hears of it: our own rules say so before there is a server. */
async function refuseBroken(file: string, text: string): Promise<void> {
  const entry = text.startsWith('#!') ? roomFor('user-data.sh') : roomFor('user-data');
  // An archive, or a list of addresses: not a text of ours.
  if (entry === undefined || !/^#(?:!|cloud-config\b)/.test(text)) return;
  const findings = lint(await entry.load(), text, { profile: 'quiet' });
  const [first] = findings;
  if (first === undefined) return;
  const { line } = new Lines(text).positionAt(first.span.start);
  const { code, message } = first;
  throw openstackUserDataBroken({ file: path.basename(file), line: line + 1, message, code });
}
