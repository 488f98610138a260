import { dockerTools, kubernetesTools, openstackTools } from './engine-tools';
import { extraTools, hostTools } from './machine-tools';
import type { Tool } from './tool';

/** All that is looked for, in the order of the report. */
export const tools: readonly Tool[] = [
  ...hostTools,
  ...dockerTools,
  ...kubernetesTools,
  ...openstackTools,
  ...extraTools,
];
