import { faultsOf, fuzz } from '../fault-suite';
import { openstackStage } from './stage';

describe('faults between the explorer and OpenStack', function () {
  this.timeout(60_000);
  faultsOf(
    () => openstackStage(),
    () => openstackStage(1500, { least: 60_000, most: 60_000 }),
  );
});

describe('garbled answers of OpenStack', function () {
  this.timeout(300_000);
  fuzz(() => openstackStage(300));
});
