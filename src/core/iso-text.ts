import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instants.ts';

/** For machines and spreadsheets: "2026-03-02T09:31:00Z". */
export const isoText = (at: Instant): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
