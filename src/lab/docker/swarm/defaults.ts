import type { ServiceSpec, UpdateConfig } from './model';

const second = 1e9;

/** How a service is updated where nobody said so. */
export const updateDefaults: Required<UpdateConfig> = {
  Parallelism: 1,
  Delay: 0,
  FailureAction: 'pause',
  Monitor: 5 * second,
  MaxFailureRatio: 0,
  Order: 'stop-first',
};

/** How long a task's container has to stop, and how a task that has ended is replaced, where nobody said so. */
export const stopGracePeriod = 10 * second;
export const restartDefaults = { Condition: 'any', Delay: 5 * second, MaxAttempts: 0, Window: 0 } as const;

/** A specification with what the manager takes for granted, as `insertDefaults=true` asks for. */
export function withDefaults(spec: ServiceSpec): object {
  const { TaskTemplate: template } = spec;
  const { Condition, Delay, MaxAttempts } = restartDefaults;
  return {
    ...spec,
    TaskTemplate: {
      ...template,
      ContainerSpec: {
        ...template.ContainerSpec,
        StopGracePeriod: template.ContainerSpec.StopGracePeriod ?? stopGracePeriod,
        DNSConfig: template.ContainerSpec.DNSConfig ?? {},
      },
      Resources: { Limits: {}, Reservations: {}, ...template.Resources },
      RestartPolicy: { Condition, Delay, MaxAttempts, ...template.RestartPolicy },
      Placement: template.Placement ?? {},
    },
    UpdateConfig: { ...updateDefaults, ...spec.UpdateConfig },
    RollbackConfig: { ...updateDefaults, ...spec.RollbackConfig },
    EndpointSpec: { Mode: 'vip', ...spec.EndpointSpec },
  };
}
