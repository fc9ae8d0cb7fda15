import { type Endpoint, SCHEME_NAMES, SCHEMES, type Scheme } from '../endpoints/endpoint.ts';
import { eventIn } from '../events/events.ts';
import { applyMapping, defaultMapping, type Mapping, parseMapping } from '../mapping/mapping.ts';
import type { MappedName } from '../mapping/mapping-names.ts';
import type { Places, Preset, Unpacked } from './preset.ts';
import { calendly } from './preset-calendly.ts';
import { CHANNEL, channel } from './preset-channel.ts';
import { googleAds } from './preset-google-ads.ts';
import { hubspot } from './preset-hubspot.ts';
import { tally } from './preset-tally.ts';
import { typeform } from './preset-typeform.ts';
import { webflow } from './preset-webflow.ts';

/** The senders that are known by name, as they are offered. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map([
  ['hubspot', hubspot],
  ['typeform', typeform],
  ['tally', tally],
  ['webflow', webflow],
  ['calendly', calendly],
  ['google-ads', googleAds],
]);

/** A sender that is known: by name, or because it is heard in a channel of Slack's. */
const presetOf = (preset: string): Preset | undefined =>
  PRESETS.get(preset) ?? (preset === CHANNEL ? channel : undefined);

/** How an endpoint that nobody has a preset for is kept. */
export const GENERIC = 'generic';

/** What somebody chooses who connects a form: a known sender, or how another one signs. */
export const SENDERS: readonly string[] = [...PRESETS.keys(), ...SCHEMES];

/** Who sends to an endpoint, as a choice. */
export const senderOf = ({ preset, signing }: Pick<Endpoint, 'preset' | 'signing'>): string =>
  presetOf(preset) === undefined ? signing.scheme : preset;

/** What a choice is called on a screen. */
export const senderName = (sender: string): string =>
  presetOf(sender)?.name ?? (isScheme(sender) ? SCHEME_NAMES[sender] : sender);

export const isScheme = (sender: string): sender is Scheme => SCHEMES.some((scheme) => scheme === sender);

/** What one delivery of an endpoint is: a lead, news of one, or neither. */
export function unpack({ preset, mapping }: Pick<Endpoint, 'preset' | 'mapping'>, body: unknown): Unpacked {
  const known = presetOf(preset);
  const unpacked = known?.unpack(body) ?? { kind: 'lead', payload: body };
  const mayTell = known === undefined || known.tellsNews === true;
  return (unpacked.kind === 'lead' && mayTell ? eventIn(mapping, unpacked.payload) : undefined) ?? unpacked;
}

/** The id that a sender puts into the body: where its preset knows it to be, or at the path that the endpoint names. */
export function idInside({ preset, signing }: Pick<Endpoint, 'preset' | 'signing'>, body: unknown): string | undefined {
  const known = PRESETS.get(preset)?.deliveryId(body);
  if (known !== undefined || signing.deliveryPath === undefined) return known;
  const parsed = parseMapping({ externalId: signing.deliveryPath });
  return parsed.kind === 'ok' ? applyMapping(parsed.mapping, body).fields.externalId : undefined;
}

/**
 * What must be the same when a delivery comes again, if that isn't its bytes: HubSpot counts its attempts in the body. Undefined
 * where the bytes decide.
 */
export function contentOf({ preset }: Pick<Endpoint, 'preset'>, body: unknown): string | undefined {
  return PRESETS.get(preset)?.contentOf?.(body);
}

/** The body without the secret that it carries, for senders that put it there: secrets are kept encrypted only. */
export function withoutSecret({ signing }: Pick<Endpoint, 'signing'>, body: unknown): string | undefined {
  const { scheme, field } = signing;
  if (scheme !== 'body-key' || typeof body !== 'object' || body === null) return undefined;
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => name !== field)));
}

/** The mapping of an endpoint; without one of its own, the usual names, and then what its preset knows by the kind of question. */
export function mappingOf({ mapping }: Pick<Endpoint, 'mapping'>, places?: Places): Mapping {
  if (mapping === null || mapping === undefined) return withPlaces(places);
  const parsed = parseMapping(mapping);
  // One that says only where news stands leaves leads to the usual names.
  return parsed.kind === 'ok' && parsed.mapping.fields.size > 0 ? parsed.mapping : withPlaces(places);
}

function withPlaces(places: Places | undefined): Mapping {
  if (places === undefined) return defaultMapping;
  const fields = new Map(defaultMapping.fields);
  for (const [name, steps] of Object.entries(places)) {
    const field = nameOf(name);
    if (field === undefined || steps === undefined) continue;
    fields.set(field, [...(fields.get(field) ?? []), { kind: 'path', steps, written: '' }]);
  }
  return { fields };
}

const nameOf = (name: string): MappedName | undefined =>
  [...defaultMapping.fields.keys()].find((known) => known === name);
