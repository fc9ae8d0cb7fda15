import type { Ring } from '../../wire.ts';

/** Why Slack rang a phone, in a few words. */
export const BECAUSE: Readonly<Record<Ring['because'], string>> = {
  'direct message': 'Direct message',
  mention: 'Mentioned by name',
  'user group': 'Mentioned with a group',
  here: 'Mentioned with @here',
  channel: 'Mentioned with @channel',
};
