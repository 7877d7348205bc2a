import { UNEVEN_CASES } from './uneven-cases.js';
import { BEGINNING_CASES } from './beginning-cases.js';
import { CONTAINER_CASES } from './container-cases.js';
import { EDIT_CASES } from './edit-cases.js';
import { TRANSPORT_CASES } from './transport-cases.js';
import type { FaultCase } from './fault-case.js';

export const FAULT_CASES: readonly FaultCase[] = [
  ...UNEVEN_CASES,
  ...BEGINNING_CASES,
  ...CONTAINER_CASES,
  ...EDIT_CASES,
  ...TRANSPORT_CASES,
];
