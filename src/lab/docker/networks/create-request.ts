import { isIPv6 } from 'node:net';
import { ApiError, type Call } from '../../http/call';
import { boolOf, partOf, partsOf, readBody, textOf, textsOf, type Body } from '../system/body';
import { goBool } from '../system/filters';
import { contains, formatBlock, overlap, parseAddress, parseBlock, type Block } from './ipv4';
import type { IpamRow } from './record';

/** What a client asks for at create, checked as far as it goes without the other networks. */
export type CreateRequest = {
  readonly name: string;
  readonly driver: 'bridge' | 'overlay';
  readonly ipv6: boolean;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly rows: readonly IpamRow[];
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
};

const notManager =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/**
 * Reads the body of `POST /networks/create`; `isTaken` tells whether a name is in use, `manager` whether this node
 * manages a swarm. Throws ApiError.
 */
export async function createRequest(
  call: Call,
  isTaken: (name: string) => boolean,
  manager = false,
): Promise<CreateRequest> {
  const body = await readBody(call, 'types.NetworkCreateRequest');
  const name = textOf(body, 'Name');
  if (['bridge', 'host', 'none', 'default'].includes(name)) {
    throw new ApiError(403, `operation is not permitted on predefined ${name} network `);
  }
  const ipam = partOf(body, 'IPAM', 'network.IPAM');
  const rows = ipam ? partsOf(ipam, 'Config', 'network.IPAMConfig').map(rowOf) : [];
  if (isTaken(name)) throw new ApiError(409, `network with name ${name} already exists`);
  checkScope(body, manager);
  checkRows(rows);
  if (name.trim() === '') throw new ApiError(400, `invalid name: ${name}`);
  const ipamDriver = ipam === undefined ? '' : textOf(ipam, 'Driver');
  const driver = textOf(body, 'Driver') === 'overlay' ? 'overlay' : 'bridge';
  checkDriver(textOf(body, 'Driver'), ipamDriver, manager);
  const ipv6 = boolOf(body, 'EnableIPv6');
  checkFamilies(rows, ipv6, driver === 'overlay');
  const options = textsOf(body, 'Options') ?? {};
  checkOptions(options);
  return {
    name,
    driver,
    ipv6,
    ipamOptions: (ipam && textsOf(ipam, 'Options')) ?? null,
    rows,
    internal: boolOf(body, 'Internal'),
    attachable: boolOf(body, 'Attachable'),
    options,
    labels: textsOf(body, 'Labels') ?? {},
  };
}

function rowOf(body: Body): IpamRow {
  const range = textOf(body, 'IPRange');
  const gateway = textOf(body, 'Gateway');
  const others = textsOf(body, 'AuxiliaryAddresses') ?? textsOf(body, 'AuxAddress');
  return {
    Subnet: textOf(body, 'Subnet'),
    ...(range === '' ? {} : { IPRange: range }),
    ...(gateway === '' ? {} : { Gateway: gateway }),
    ...(others && Object.keys(others).length > 0 ? { AuxiliaryAddresses: others } : {}),
  };
}

function checkScope(body: Body, manager: boolean): void {
  const from = partOf(body, 'ConfigFrom', 'network.ConfigReference');
  if (boolOf(body, 'ConfigOnly') || (from && textOf(from, 'Network') !== '')) {
    throw new ApiError(501, 'the practice lab has no networks that are made of the configuration of another one');
  }
  if (textOf(body, 'Scope') === 'swarm' && !manager) {
    throw new ApiError(403, 'cannot create a swarm scoped network when swarm is not active');
  }
  if (boolOf(body, 'Ingress')) throw new ApiError(403, 'Ingress network can only be global scope network');
}

function checkDriver(driver: string, ipamDriver: string, manager: boolean): void {
  if (driver === 'host' || driver === 'null') {
    throw new ApiError(403, `only one instance of "${driver}" network is allowed`);
  }
  if (driver === 'overlay' && !manager) throw new ApiError(403, notManager);
  // What dockerd says on a machine whose kernel has no such links, as the lab's.
  if (driver === 'macvlan' || driver === 'ipvlan') throw new ApiError(500, 'operation not supported');
  if (!['', 'bridge', 'overlay'].includes(driver)) {
    throw new ApiError(404, `plugin ${JSON.stringify(driver)} not found`);
  }
  if (ipamDriver === 'null') throw new ApiError(400, 'ipv4 pool is empty');
  if (ipamDriver !== '' && ipamDriver !== 'default') {
    throw new ApiError(404, `plugin ${JSON.stringify(ipamDriver)} not found`);
  }
}

function checkFamilies(rows: readonly IpamRow[], ipv6: boolean, overlay: boolean): void {
  const blocks = rows.flatMap((row) => parseBlock(row.Subnet)?.block ?? []);
  for (const [index, block] of blocks.entries()) {
    if (blocks.slice(0, index).some((other) => overlap(other, block))) {
      throw new ApiError(403, 'Pool overlaps with other one on this address space');
    }
  }
  if (blocks.length > 1 && !overlay) throw new ApiError(403, "bridge driver doesn't support multiple subnets");
  if (ipv6 && blocks.length === rows.length) {
    throw new ApiError(
      404,
      'could not find an available, non-overlapping IPv6 address pool among the defaults to assign to the network',
    );
  }
}

function checkOptions(options: Readonly<Record<string, string>>): void {
  for (const option of ['enable_icc', 'enable_ip_masquerade']) {
    const key = `com.docker.network.bridge.${option}`;
    const value = options[key];
    if (value === undefined || goBool(value) !== undefined) continue;
    const why = `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
    throw new ApiError(400, `failed to parse ${key} value: ${value} (${why})`);
  }
  const mtu = options['com.docker.network.driver.mtu'];
  if (mtu !== undefined && !/^[+-]?\d{1,9}$/.test(mtu)) {
    const why = `strconv.Atoi: parsing ${JSON.stringify(mtu)}: invalid syntax`;
    throw new ApiError(400, `failed to parse com.docker.network.driver.mtu value: ${mtu} (${why})`);
  }
}

function checkRows(rows: readonly IpamRow[]): void {
  const problems = rows.flatMap(rowProblems);
  if (problems.length > 0) throw new ApiError(400, `invalid network config:\n${joined(problems)}`);
}

/** Several problems in one sentence, as Go's joined errors are shown. */
export const joined = (problems: readonly string[]): string =>
  problems.length === 1 ? (problems[0] ?? '') : problems.map((problem) => `* ${problem}`).join('\n');

const noBlock = 'invalid CIDR block notation';

function rowProblems(row: IpamRow): readonly string[] {
  const [network = '', length = ''] = row.Subnet.split('/');
  // Containers get no IPv6 addresses in the lab, so that of such subnets only the notation is looked at.
  if (isIPv6(network)) return /^\d{1,3}$/.test(length) ? [] : [`invalid subnet ${row.Subnet}: ${noBlock}`];
  const subnet = parseBlock(row.Subnet);
  if (!subnet) return [`invalid subnet ${row.Subnet}: ${noBlock}`];
  const others = Object.entries(row.AuxiliaryAddresses ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(subnet.masked ? [] : [`invalid subnet ${row.Subnet}: it should be ${formatBlock(subnet.block)}`]),
    ...rangeProblems(row, subnet.block),
    ...(row.Gateway === undefined ? [] : addressProblems(`gateway ${row.Gateway}`, row.Gateway, row, subnet.block)),
    ...others.flatMap(([name, address]) => addressProblems(`auxiliary address ${name}`, address, row, subnet.block)),
  ];
}

function rangeProblems({ Subnet, IPRange }: IpamRow, subnet: Block): readonly string[] {
  if (IPRange === undefined) return [];
  const range = parseBlock(IPRange);
  const start = `invalid ip-range ${IPRange}`;
  if (!range) return [`${start}: ${noBlock}`];
  return [
    ...(range.block.prefix < subnet.prefix ? [`${start}: CIDR block is bigger than its parent subnet ${Subnet}`] : []),
    ...(range.masked ? [] : [`${start}: it should be ${formatBlock(range.block)}`]),
    ...(overlap(range.block, subnet) ? [] : [`${start}: parent subnet ${Subnet} doesn't contain ip-range`]),
  ];
}

function addressProblems(what: string, text: string, row: IpamRow, subnet: Block): readonly string[] {
  const address = parseAddress(text);
  if (address === undefined) return [`invalid ${what}: invalid address`];
  return contains(subnet, address) ? [] : [`invalid ${what}: parent subnet ${row.Subnet} doesn't contain this address`];
}
