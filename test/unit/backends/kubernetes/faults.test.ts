import { faultsOf, fuzz } from '../fault-suite';
import { kubernetesStage } from './stage';

describe('faults between the explorer and Kubernetes', function () {
  this.timeout(60_000);
  faultsOf(() => kubernetesStage());
});

describe('garbled answers of Kubernetes', function () {
  this.timeout(300_000);
  fuzz(() => kubernetesStage(300));
});
