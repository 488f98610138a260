import { clusterFindings, cloudFindings, withSkew } from './cloud-findings';
import { engineFinding } from './engine-findings';
import type { Finding, Group } from './finding';
import { hostFindings, labFinding } from './host-findings';
import type { EditorFacts, Sights } from './sights';
import { toolFinding } from './tool-findings';
import { tools } from './tools';

/** What all that was seen means, in the order of the report. */
export function diagnose(sights: Sights, editor: EditorFacts): readonly Finding[] {
  const found = tools.flatMap((tool): readonly Finding[] => {
    const sight = sights.tools.get(tool.id);
    const finding = sight && toolFinding(tool, sight);
    if (finding === undefined) return [];
    return [tool.id === 'kubectl' ? withSkew(finding, sights.cluster.server) : finding];
  });
  const of = (group: Group): readonly Finding[] => found.filter((one) => one.group === group);
  return [
    ...hostFindings(sights.host, editor),
    ...of('host'),
    ...sights.engines.map(engineFinding),
    labFinding(editor),
    ...of('docker'),
    ...clusterFindings(sights.cluster),
    ...of('kubernetes'),
    ...cloudFindings(sights.cloud),
    ...of('openstack'),
    ...of('extra'),
  ];
}

/** Is there something to do about it? What is good to have is not, unless it is there and wrong. */
export const isTrouble = ({ repair, optional, state }: Finding): boolean =>
  repair !== undefined && !(optional === true && state === 'missing');
