import { faultsOf, fuzz } from '../fault-suite';
import { dockerStage } from './stage';

describe('faults between the explorer and Docker', function () {
  this.timeout(60_000);
  faultsOf(() => dockerStage());
});

describe('garbled answers of Docker', function () {
  this.timeout(300_000);
  fuzz(() => dockerStage(300));
});
