import { compare as fits, hash } from 'bcryptjs';

/** The prefixes of bcrypt's versions, the cost, 22 signs of salt, 31 of the hash. */
const shape = /^\$2[abxy]?\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** The highest cost that htpasswd makes: https://httpd.apache.org/docs/2.4/programs/htpasswd.html */
const highest = 17;

/** Hashes a password (72 bytes of it count) as htpasswd does, `cost` from 4 to 17; others get their turn in between. */
export async function bcrypt(password: string, cost: number): Promise<string> {
  return (await hash(password, cost)).replace(/^\$2b/, '$2y');
}

/** What is wrong with a password: a hash that bcrypt did not make, or another password. */
export type Mismatch = 'no bcrypt' | 'other';

/** Compares a password with a hash; undefined when it is the one. */
export async function compare(password: string, hashed: string): Promise<Mismatch | undefined> {
  const cost = Number(shape.exec(hashed)?.[1] ?? 0);
  if (cost < 4 || cost > highest) return 'no bcrypt';
  const same = await fits(password, hashed.replace(/^\$2[axy]?\$/, '$2b$'));
  return same ? undefined : 'other';
}
