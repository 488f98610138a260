// @ts-check
import { spawn } from 'node:child_process';
import { HostFailure } from './failure.mjs';

/**
 * Opens the folder in the VS Code that is installed on this machine, with the extension of this checkout in it.
 * @param {{extension: string, folder: string, language: string}} what
 * @returns {Promise<void>}
 */
export function openDesktop({ extension, folder, language }) {
  const windows = process.platform === 'win32';
  const command = process.env['VSCODE_PATH'] ?? (windows ? 'code.cmd' : 'code');
  const args = [`--extensionDevelopmentPath=${extension}`, '--locale', language, folder];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: windows });
    child.once('error', (cause) => {
      reject(
        new HostFailure(
          'no-desktop',
          `"${command}" was not found: install VS Code from https://code.visualstudio.com (its command "Shell Command: ` +
            'Install \'code\' command" puts it in the PATH), set VSCODE_PATH=/path/to/code, or use "npm start" without --desktop.',
          { cause },
        ),
      );
    });
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new HostFailure('no-desktop', `"${command}" ended with ${code}; what it said is above.`));
    });
  });
}
