import { systemClock } from '../../src/platform/clock.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { formLead } from '../support/form-lead.ts';
import { personalWordsOf } from '../support/leaks.ts';
import { raceFor, type Try } from './storm-claims.ts';
import { press, typed } from './storm-hands.ts';
import { REPS, type StormOffice } from './storm-office.ts';
import type { Dice } from './storm-plan.ts';
import { cardOf, directOf, pause, within } from './storm-sight.ts';

/** What people and forms did, and what they were promised. */
export interface Deeds {
  /** Deliveries that were answered with 2xx. */
  readonly acknowledged: { readonly deliveryId: string; readonly company: string }[];
  /** Claims that Slack was acknowledged. */
  readonly claims: Try[];
  /** What the leads said of people, answered or not. */
  readonly told: Set<string>;
}

export interface LoadOptions {
  readonly office: StormOffice;
  readonly ports: readonly number[];
  readonly dice: Dice;
  /** How many leads live side by side. */
  readonly lanes: number;
  /** Asked before each lead: false ends the load. */
  readonly isOn: (sent: number) => boolean;
}

/** A sender gives up after this; Baton would have been away for long. */
const SENDER_PATIENCE = 60_000;
const CARD_PATIENCE = 40_000;

/** Leads live side by side: each is sent, posted, fought over, given back or contacted. Resolves when the last has been. */
export async function runLoad(options: LoadOptions): Promise<Deeds> {
  const deeds: Deeds = { acknowledged: [], claims: [], told: new Set() };
  let sent = 0;
  const lane = async (): Promise<void> => {
    while (options.isOn(sent)) {
      sent += 1;
      await lifeOfLead(options, deeds, `Acme ${String(sent).padStart(4, '0')}`);
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  return deeds;
}

async function lifeOfLead(options: LoadOptions, deeds: Deeds, company: string): Promise<void> {
  const { office, dice } = options;
  const { slack } = office;
  // Rolled before anything happens, so that what else happens meanwhile doesn't change them.
  const rivals = dice.some(REPS, 2 + dice.below(2));
  const others = dice.some(REPS, 2);
  const isGivenBack = dice.fraction() < 0.35;
  const isContacted = dice.fraction() < 0.7;
  const byHand = dice.fraction() < 0.5;
  await send(options, deeds, company);
  const card = await within(CARD_PATIENCE, () => cardOf(slack, company));
  if (card === undefined) return;
  await raceFor(office, deeds.claims, company, rivals);
  if (isGivenBack && (await giveBack(office, company))) await raceFor(office, deeds.claims, company, others);
  const owner = cardOf(slack, company)?.owner;
  if (owner !== undefined && isContacted) await contact(office, owner, card.number, byHand);
}

/** With everything that a person says of themselves. */
const stormLead = (company: string) => ({
  ...formLead(company),
  phone: `+49 30 99 ${company.slice(-4)} 77`,
  message: `Please call ${company} about the purple canary.`,
});

/** As forms do: again and again under one id, until it is taken. */
async function send({ office, ports }: LoadOptions, { acknowledged, told }: Deeds, company: string): Promise<void> {
  const lead = stormLead(company);
  for (const words of personalWordsOf(lead)) told.add(words);
  const rawBody = Buffer.from(JSON.stringify(lead));
  const deliveryId = company.replace(' ', '-');
  const until = systemClock.now() + SENDER_PATIENCE;
  for (let attempt = 0; systemClock.now() < until; attempt += 1) {
    const signed = sign({
      scheme: 'standard',
      secret: office.secret,
      rawBody,
      now: office.clock.now(),
      deliveryId,
    });
    const port = ports[attempt % ports.length];
    const response = await fetch(`http://127.0.0.1:${port}/hooks/form`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close', ...signed },
      body: rawBody,
      signal: AbortSignal.timeout(3_000),
    }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) {
      acknowledged.push({ deliveryId, company });
      return;
    }
    await pause(40);
  }
}

/** Whoever the card says has it gives it back. */
async function giveBack({ slack }: StormOffice, company: string): Promise<boolean> {
  const held = await within(CARD_PATIENCE, () => {
    const card = cardOf(slack, company);
    return card?.owner === undefined ? undefined : { ...card, owner: card.owner };
  });
  if (held === undefined) return false;
  return typed(slack, held.owner, `/lead release ${held.number} wrong region`);
}

/** By the button in their messages, or by a command. */
async function contact({ slack }: StormOffice, owner: string, number: number, byHand: boolean): Promise<void> {
  if (!byHand) {
    const pressed = await press(slack, owner, directOf(owner), {
      that: (text) => text.startsWith(`Yours: #${number} `),
      action: 'lead.reached',
      patience: 5_000,
    });
    if (pressed) return;
  }
  await typed(slack, owner, `/lead contact ${number} reached`);
}
