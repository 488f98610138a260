import type { Area } from '../step';
import { api } from './api';
import { build } from './build';
import { compose } from './compose';
import { images } from './images';
import { inside } from './inside';
import { lifecycle } from './lifecycle';
import { limits } from './limits';
import { listing } from './listing';
import { logs } from './logs';
import { networks } from './networks';
import { refusals } from './refusals';
import { registry } from './registry';
import { swarm } from './swarm';
import { system } from './system';
import { volumes } from './volumes';

/** The whole script: what is put to the lab and to a real engine. */
export const script: readonly Area[] = [
  lifecycle,
  listing,
  logs,
  inside,
  images,
  build,
  networks,
  volumes,
  registry,
  system,
  limits,
  refusals,
  compose,
  api,
  swarm,
];
