import { textOf } from '../text/accounts';
import type { Package } from './packages';
import { Fail, type Call, type Tools } from './tool';

/** Where dpkg keeps what is installed. */
export const dpkgStatus = '/var/lib/dpkg/status';

type Row = { readonly name: string; readonly version: string; readonly size: number; readonly text: string };

/** The packages of dpkg's data base. */
export async function dpkgRows(call: Call): Promise<readonly Row[]> {
  return (await textOf(call.files, dpkgStatus))
    .split(/\n\n+/)
    .map((text) => ({
      text,
      name: /^Package: (.*)$/m.exec(text)?.[1] ?? '',
      version: /^Version: (.*)$/m.exec(text)?.[1] ?? '',
      size: Number(/^Installed-Size: (\d+)/m.exec(text)?.[1] ?? 0) * 1024,
    }))
    .filter(({ name }) => name !== '');
}

/** Adds a package to dpkg's data base. */
export async function recordPackage(call: Call, one: Package): Promise<void> {
  const row = [
    `Package: ${one.name}`,
    'Status: install ok installed',
    'Priority: optional',
    `Installed-Size: ${Math.ceil(one.size / 1024)}`,
    'Architecture: amd64',
    `Version: ${one.version}`,
    ...(one.depends.length > 0 ? [`Depends: ${one.depends.join(', ')}`] : []),
    `Description: ${one.name}`,
  ];
  const text = await textOf(call.files, dpkgStatus);
  await call.files.mkdir('/var/lib/dpkg/info', { parents: true });
  await call.files.write(dpkgStatus, `${text}${row.join('\n')}\n\n`);
}

async function dpkg(call: Call): Promise<undefined> {
  const options = call.options('lsLWi:S:', {
    list: 'l',
    status: 's',
    listfiles: 'L',
    'get-selections': 'get-selections',
    'print-architecture': 'arch',
    install: 'i:',
  });
  const rows = (await dpkgRows(call))
    .filter(({ name }) => options.rest.length === 0 || options.rest.includes(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (options.has('arch')) return call.print('amd64\n').then(() => undefined);
  if (options.has('get-selections'))
    return call.print(rows.map(({ name }) => `${name}\t\t\t\t\tinstall\n`).join('')).then(() => undefined);
  if (options.rest.length > 0 && rows.length === 0) {
    const word = options.rest[0] ?? '';
    await call.warn(
      options.has('s')
        ? `dpkg-query: package '${word}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n`
        : `dpkg-query: no packages found matching ${word}\n`,
    );
    throw new Fail('', 1);
  }
  if (options.has('s')) return call.print(rows.map(({ text }) => `${text.trim()}\n`).join('\n')).then(() => undefined);
  if (options.has('W'))
    return call.print(rows.map(({ name, version }) => `${name}\t${version}\n`).join('')).then(() => undefined);
  if (!options.has('l')) throw new Fail('need an action option', 2);
  await call.print(
    `Desired=Unknown/Install/Remove/Purge/Hold\n| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend\n|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n||/ Name           Version        Architecture Description\n+++-==============-==============-============-=================================\n`,
  );
  await call.print(
    rows
      .map(
        ({ name, version, text }) =>
          `ii  ${name.padEnd(14)} ${version.padEnd(14)} ${'amd64'.padEnd(12)} ${/^Description: (.*)$/m.exec(text)?.[1] ?? ''}\n`,
      )
      .join(''),
  );
  return undefined;
}

/** Debian's lists of what is installed. */
export const dpkgTools: Tools = { dpkg, 'dpkg-query': dpkg };
