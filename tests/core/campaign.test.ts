import { expect, it } from 'vitest';
import { campaignKey, newsOf } from '../../src/core/campaign.ts';

it.each(['Spring webinar', ' spring  Webinar ', 'SPRING\tWEBINAR'])('%j is the same campaign', (written) => {
  expect(campaignKey(written)).toBe('spring webinar');
});

it('of a lead without a campaign, or where nothing is told, there is no news', () => {
  const all = [{ key: 'spring webinar', headsUpId: 'h1', title: 'Spring webinar' }];
  expect(newsOf(all, 'Spring Webinar')).toBe(all[0]);
  expect(newsOf(all, 'Autumn')).toBeUndefined();
  expect(newsOf(all, undefined)).toBeUndefined();
  expect(newsOf([], 'Spring Webinar')).toBeUndefined();
});
