import type { Message, View } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** A ticket with which the app may open one modal for this person. */
export function issueTrigger(world: World, person: string, view?: View): string {
  const id = `${world.nextId('')}.${world.team.id}.trigger`;
  const trigger = { person, viewId: view?.id, isOver: false, isUsed: false };
  world.triggers.set(id, trigger);
  world.patience.after(world.triggerLifeMs, () => {
    trigger.isOver = true;
  });
  return id;
}

/** Takes a trigger id; it is used up even if what it was used for fails afterwards. */
export function redeemTrigger(world: World, id: string) {
  const trigger = world.triggers.get(id);
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (trigger.isUsed) throw new Refusal('exchanged_trigger_id');
  if (trigger.isOver) throw new Refusal('expired_trigger_id');
  trigger.isUsed = true;
  return trigger;
}

/** An address for up to five answers within thirty minutes. */
export function issueResponseUrl(world: World, person: string, channel: string, message?: Message): string {
  const id = world.nextId('response');
  world.responseUrls.set(id, { person, channel, message, issuedAt: world.clock.now(), uses: 0 });
  return `${world.origin}/response/${id}`;
}
