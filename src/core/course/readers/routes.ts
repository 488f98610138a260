import type { RoutesView } from '../facts';
import { linesOf } from './lines';

/** RTF_UP and RTF_GATEWAY, https://man7.org/linux/man-pages/man7/rtnetlink.7.html and linux/route.h */
const upByGateway = 0x3;

/** The default gateways of /proc/net/route, the one of the smallest metric first. */
export function parseRoutes(text: string): RoutesView {
  const routes = linesOf(text)
    .slice(1)
    .flatMap((line) => {
      const [, destination, gateway = '', flags = '0', , , metric = '0', mask] = line.trim().split(/\s+/);
      const isDefault = destination === '00000000' && mask === '00000000';
      if (!isDefault || (parseInt(flags, 16) & upByGateway) !== upByGateway) return [];
      return [{ gateway: dotted(gateway), metric: Number(metric) }];
    });
  const sorted = routes.toSorted((a, b) => a.metric - b.metric).map(({ gateway }) => gateway);
  return { gateways: [...new Set(sorted)] };
}

/** The kernel prints the four bytes as the processor keeps them, which is little-endian wherever VS Code runs. */
const dotted = (hex: string): string =>
  (hex.match(/../g) ?? [])
    .reverse()
    .map((two) => parseInt(two, 16))
    .join('.');
