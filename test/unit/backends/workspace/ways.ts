import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isolations, type Isolation } from '../../../../src/backends/workspace/run/isolation';
import { skip } from '../../../host/report.mjs';

/** What each way needs to work at all; where it does, isolation must be had. */
const basics: readonly (readonly [program: string, ...args: string[]])[] = [
  ['unshare', '--user', '--map-root-user', '--mount', 'true'],
  ['bwrap', '--unshare-all', '--ro-bind', '/', '/', 'true'],
];

/** Describes what holds for each way to isolate that works here; the others are skipped. */
export function forEachWay(describeWay: (name: string, way: Isolation) => void, what = 'workspace run'): void {
  for (const [index, way] of isolations.entries()) {
    const [program, ...args] = basics[index] ?? ['?'];
    describe(`${what}, isolated by ${program}`, function () {
      this.timeout(40_000);
      before(async function () {
        try {
          await promisify(execFile)(program, args);
        } catch (error) {
          skip(this, `${program} does not work here: ${error instanceof Error ? error.message : String(error)}`);
        }
      });
      describeWay(program, way);
    });
  }
}
