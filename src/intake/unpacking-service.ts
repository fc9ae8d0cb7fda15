import { readJson } from '../platform/http/json-body.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import type { Unpacked } from './presets/preset.ts';
import { unpack } from './presets/presets.ts';

/** A body that was kept, and so was JSON when it came. */
export function unpackText(endpoint: Pick<Endpoint, 'preset' | 'mapping'>, body: string): Unpacked {
  const json = readJson(Buffer.from(body));
  return unpack(endpoint, json.kind === 'json' ? json.value : undefined);
}
