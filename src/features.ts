import { createExchange } from './exchange-features.ts';
import type { Features, FeaturesDeps } from './feature-parts.ts';
import { createGround } from './ground-features.ts';
import { createHouse } from './house-features.ts';
import { createLeadFeatures } from './lead-features.ts';
import { createRitualFeatures } from './ritual-features.ts';

/** Every feature, made of the services of others; lower ones first. Who hears of what others do is in `subscriptions.ts`. */
export function createFeatures(deps: FeaturesDeps): Features {
  const later = (): Features => all;
  const ground = createGround(deps, later);
  const aboutLeads = createLeadFeatures(deps, ground, later);
  const exchange = createExchange(deps, { ...ground, ...aboutLeads }, later);
  const rituals = createRitualFeatures(deps, { ...ground, ...aboutLeads, ...exchange }, later);
  const house = createHouse(deps, { ...ground, ...aboutLeads });
  // Help lists their words in this order: what only admins need comes last.
  const { intake, webhooks, ...forEverybody } = aboutLeads;
  const all: Features = { ...ground, ...forEverybody, ...exchange, ...rituals, intake, webhooks, ...house };
  return all;
}
