import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The lab's own authority and what it has signed, in PEM. */
export type Keys = {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
};

/** Where the keys of a lab are that has its things in a folder. */
export const keyFolder = (folder: string): string => path.join(folder, 'tls');

const names = ['ca.pem', 'cert.pem', 'key.pem', 'server-cert.pem', 'server-key.pem'] as const;
const year = 365 * 24 * 3600 * 1000;

/**
 * The keys of the loopback ports: read from the lab's folder, or made when they are missing, damaged or about to
 * expire. The authority's own key is thrown away, so that nothing else can be signed with it.
 */
export async function keysIn(folder: string, now: number): Promise<Keys> {
  const place = keyFolder(folder);
  const kept = await readKeys(place, now);
  if (kept) return kept;
  const fresh = `${place}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  const made = await make(now);
  for (const name of names) await writeFile(path.join(fresh, name), made[name], { mode: 0o600 });
  await rm(place, { recursive: true, force: true });
  await rename(fresh, place);
  return keysOf(made);
}

const keysOf = (pem: Readonly<Record<(typeof names)[number], string>>): Keys => ({
  ca: pem['ca.pem'],
  server: { cert: pem['server-cert.pem'], key: pem['server-key.pem'] },
});

async function readKeys(place: string, now: number): Promise<Keys | undefined> {
  try {
    const pem = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await readFile(path.join(place, name), 'utf8')] as const)),
    ) as Record<(typeof names)[number], string>;
    const ca = new X509Certificate(pem['ca.pem']);
    const good = (name: 'cert.pem' | 'server-cert.pem'): boolean => {
      const certificate = new X509Certificate(pem[name]);
      return certificate.checkIssued(ca) && Date.parse(certificate.validTo) > now + 24 * 3600 * 1000;
    };
    return good('cert.pem') && good('server-cert.pem') ? keysOf(pem) : undefined;
  } catch {
    return undefined;
  }
}

async function make(now: number): Promise<Record<(typeof names)[number], string>> {
  const { generate } = await import('selfsigned');
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    // Clocks of virtual machines are often some minutes behind.
    notBeforeDate: new Date(now - 3600 * 1000),
    notAfterDate: new Date(now + year),
  } as const;
  const named = (value: string) => [{ name: 'commonName', value }];
  const authority = await generate(named('Cloud Native Tutor practice lab'), {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const leaf = (name: string, purpose: { serverAuth?: boolean; clientAuth?: boolean }) =>
    generate(named(name), {
      ...common,
      ca,
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', ...purpose },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    });
  const [server, client] = [await leaf('lab', { serverAuth: true }), await leaf('learner', { clientAuth: true })];
  return {
    'ca.pem': authority.cert,
    'cert.pem': client.cert,
    'key.pem': client.private,
    'server-cert.pem': server.cert,
    'server-key.pem': server.private,
  };
}
