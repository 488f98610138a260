import { Clock } from '../kernel/clock';
import { runDocker } from './root';
import { ownTerminal } from './terminal';

// Who reads our output may stop reading, as `head` does.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const words = process.argv.slice(2);
void runDocker(words, {
  env: process.env,
  folder: process.cwd(),
  clock: new Clock(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  terminal: ownTerminal(),
}).then((status) => {
  // What is written to a pipe may be on its way; the process ends when it has gone.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
});
