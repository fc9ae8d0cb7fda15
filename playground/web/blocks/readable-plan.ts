import { isRecord, type Json, records } from '../../server/json.ts';
import type { Reader } from '../surface.ts';
import { isSafeUrl } from './link.tsx';
import { readableRichText } from './readable-rich-text.ts';

/** A plan or a task card whose details and sources the library can draw. */
export function readablePlan(block: Json, reader: Reader): Json {
  const { details, output, sources, tasks } = block;
  return {
    ...block,
    ...(isRecord(details) && { details: readableRichText(details, reader) }),
    ...(isRecord(output) && { output: readableRichText(output, reader) }),
    ...(sources !== undefined && { sources: records(sources).filter(({ url }) => isSafeUrl(String(url))) }),
    ...(tasks !== undefined && { tasks: records(tasks).map((task) => readablePlan(task, reader)) }),
  };
}
