// @ts-check
// Only this file is read by a Node that may be too old for all others.
const oldest = 20;
const own = process.versions.node;
if (Number(own.split('.')[0]) < oldest) {
  console.error(
    `Node ${oldest} or later is needed, but this is ${own}: install a newer one from https://nodejs.org, then try again.`,
  );
  process.exitCode = 1;
} else {
  import('./start-main.mjs').then(({ main }) => main());
}
