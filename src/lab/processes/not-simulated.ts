import type { Program } from '../kernel/process';

/** What runs where an image has a compiled program that the lab does not know: it says so, and stays until it is stopped. */
export const notSimulated: Program = async (self) => {
  const name = self.argv[0] ?? '';
  self.on('SIGTERM', () => self.exit(143));
  self.on('SIGINT', () => self.exit(130));
  await self.stderr.write(`${name}: the practice lab does not simulate this program; it stays until it is stopped\n`);
  for (;;) await self.sleep(2 ** 30);
};
