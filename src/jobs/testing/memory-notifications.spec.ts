import { describe, expect, it } from '@jest/globals';
import { describeNotifications } from '../../../test/jobs/notifications.contract.js';
import { MemoryNotifications } from './memory-notifications.js';

describeNotifications('MemoryNotifications', () => {
  const node = new MemoryNotifications();
  return Promise.resolve({ nodes: [node, node], dispose: () => Promise.resolve() });
});

describe('MemoryNotifications as a double', () => {
  it('simulates a reconnection', () => {
    const notifications = new MemoryNotifications();
    let reconnections = 0;
    const unsubscribe = notifications.subscribe(
      'a',
      () => {},
      () => reconnections++,
    );
    notifications.reconnect();
    unsubscribe();
    notifications.reconnect();
    expect(reconnections).toBe(1);
  });
});
