// @ts-check
import { explain } from './failure.mjs';
import { packageExtension } from './package.mjs';

// npm run package: the .vsix beside package.json; a warning of vsce is a failure.
try {
  const { printed } = await packageExtension();
  console.log(printed.trim());
  if (/\bWARNING\b/.test(printed)) throw new Error('vsce warned; see above.');
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
