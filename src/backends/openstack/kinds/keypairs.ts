import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileUnreadable, openstackKeyNotSaved, openstackNoPublicKey, unreadableBecause } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { answerTo, type Outcome, type Verb } from '../../../core/resources/verb';
import { fill, verbatim } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { following, inspect, nameLine, removal, verb, type Desk } from '../desk';
import { factsOf, joined, objectAt, textAt } from '../fields';
import { factNames } from '../words';

/** A key pair of `GET /os-keypairs`: https://docs.openstack.org/api-ref/compute/#list-keypairs */
export function keypairOf(raw: Raw): Resource {
  const pair = objectAt(raw, 'keypair');
  const name = textAt(pair, 'name');
  return {
    kind: 'keypairs',
    // Its name is its id in the API.
    id: name,
    name,
    state: '',
    health: 'present',
    summary: verbatim(joined(textAt(pair, 'type'), textAt(pair, 'fingerprint'))),
    facts: factsOf(
      [factNames.fingerprint, textAt(pair, 'fingerprint')],
      [factNames.type, (textAt(pair, 'public_key').split(' ')[0] ?? '') || textAt(pair, 'type')],
    ),
  };
}

/** Key pairs. */
export function keypairs(desk: Desk): Kind {
  const at = ({ id }: Resource) => `/os-keypairs/${encodeURIComponent(id)}`;
  const goes = {
    en: 'The public key {name} in Nova; servers that have it already keep it, and your private key stays where it is.',
    zh: 'Nova 中的公钥 {name}；已注入该公钥的云主机不受影响，你的私钥也仍在原处。',
  };
  return {
    id: 'keypairs',
    title: { en: 'Key Pairs', zh: '密钥对' },
    follow: following(desk, async (signal) =>
      (await desk.client.list('compute', '/os-keypairs', 'keypairs', signal)).map(keypairOf),
    ),
    verbs: [inspect(desk, ['keypair'], 'compute', at), removal(desk, ['keypair'], 'compute', at, goes)],
    general: [create(desk), importKey(desk)],
  };
}

const keyName = nameLine({ en: 'Name of the key pair', zh: '密钥对名称' }, 'tutor-key');

/**
 * Has Nova make a key pair (it does up to microversion 2.91) and writes the private key, which it tells only once, into
 * a new file for its owner alone: https://docs.openstack.org/api-ref/compute/#import-or-create-keypair
 */
function create(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'create',
    questions: () => [
      keyName,
      { ask: 'save', id: 'file', title: { en: 'Where the private key goes', zh: '私钥保存到' }, name: 'tutor-key.pem' },
    ],
    words: (_none, answers) => [
      ...['keypair', 'create', '--private-key', answerTo(answers, 'file')],
      answerTo(answers, 'name'),
    ],
    run: async (_none, answers, signal): Promise<Outcome> => {
      const [name, file] = [answerTo(answers, 'name'), answerTo(answers, 'file')];
      // The file first: a key that cannot be kept is not made, and no key of old is overwritten.
      const kept = await open(file, 'wx', 0o600).catch((error: unknown) => {
        throw openstackKeyNotSaved({ file }, error);
      });
      let isWritten = false;
      try {
        const body = { keypair: { name } };
        const answer = await desk.client.send(
          { method: 'POST', service: 'compute', path: '/os-keypairs', body },
          signal,
        );
        await kept.writeFile(textAt(objectAt(answer, 'keypair'), 'private_key'));
        isWritten = true;
      } finally {
        await kept.close();
        if (!isWritten) await rm(file, { force: true });
      }
      return { show: 'words', words: fill(saved, { file, name }) };
    },
  });
}

const saved = {
  en: 'The private key of {name} is in {file}, readable for you alone. Nova keeps no copy of it.',
  zh: '{name} 的私钥已保存到 {file}，只有你能读取。Nova 不保留私钥。',
};

/** What begins a public key: https://www.rfc-editor.org/rfc/rfc8709, and a certificate of x509. */
const publicKey = /^(ssh-|ecdsa-|sk-)\S+ [A-Za-z0-9+/=]+/;

function importKey(desk: Desk): Verb<undefined> {
  return verb<undefined>(desk, {
    id: 'importKey',
    questions: () => [
      keyName,
      { ask: 'open', id: 'file', title: { en: 'The file with the public key (.pub)', zh: '公钥文件（.pub）' } },
    ],
    words: (_none, answers) => [
      ...['keypair', 'create', '--public-key', answerTo(answers, 'file')],
      answerTo(answers, 'name'),
    ],
    run: async (_none, answers, signal) => {
      const file = answerTo(answers, 'file');
      const content = await readFile(file, 'utf8').catch((error: unknown) => {
        throw fileUnreadable({ path: file, why: unreadableBecause.denied }, error);
      });
      // Whatever is no public key stays on this machine: it may be the private one.
      if (!publicKey.test(content) || content.length > 16_384)
        throw openstackNoPublicKey({ file: path.basename(file) });
      const body = { keypair: { name: answerTo(answers, 'name'), public_key: content.trim() } };
      await desk.client.send({ method: 'POST', service: 'compute', path: '/os-keypairs', body }, signal);
    },
  });
}
