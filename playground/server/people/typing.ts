import { counterpart } from '../channels.ts';
import { postEvent } from '../events.ts';
import { issueResponseUrl, issueTrigger } from '../interaction.ts';
import { isRecord, type Json } from '../json.ts';
import { addMessage } from '../messages.ts';
import type { Channel, Person } from '../model.ts';
import { commandPayload, messageShortcutPayload, shortcutPayload } from '../payloads.ts';
import { Refusal } from '../refusal.ts';
import { respond } from '../response-urls.ts';
import { type SeenMessage, seeMessage } from '../seen.ts';
import type { World } from '../world.ts';
import { complaint, currentMessage, type Desk, visibleChannel } from './desk.ts';
import type { Reaction } from './reactions.ts';

/** Types a slash command into a channel. In a thread Slack refuses all of them. */
export async function typeCommand(desk: Desk, line: string, where: string, threadTs?: string): Promise<Reaction> {
  const { world } = desk;
  const person = desk.person();
  const [word = '', rest = ''] = splitOnce(line.trim());
  const known = world.manifest.commands.find((one) => one.command === word);
  if (!known || person.teamId !== world.team.id) {
    return { kind: 'failed', reason: 'unknown_command', text: `${word} is not a valid command.` };
  }
  if (threadTs !== undefined) {
    return { kind: 'failed', reason: 'not_supported_in_thread', text: `${word} is not supported in threads. Sorry!` };
  }
  const channel = visibleChannel(desk, where);
  if (channel.isArchived) throw new Error(`Nobody can type into ${channel.id}: it is archived.`);
  const text = known.shouldEscape ? escapeTyped(world, rest) : rest;
  const responseUrl = issueResponseUrl(world, person.id, channel.id);
  const triggerId = issueTrigger(world, person.id);
  const receipt = await desk.deliver(
    'slash_commands',
    commandPayload(world, person, { channel, command: word, text, triggerId, responseUrl }),
  );
  if (receipt.kind === 'failed') {
    return { kind: 'failed', reason: receipt.reason, text: `${word} failed because ${complaint(receipt.reason)}.` };
  }
  return showAnswer(world, word, responseUrl, channel, receipt.payload);
}

const splitOnce = (line: string): string[] => {
  const gap = line.search(/\s/);
  return gap < 0 ? [line] : [line.slice(0, gap), line.slice(gap + 1).trim()];
};

/** With `should_escape`, Slack turns what looks like a person, a channel or a link into its own notation. */
function escapeTyped(world: World, typed: string): string {
  const people = new Map([...world.people.values()].map((person) => [person.name, person]));
  const channels = new Map(
    [...world.channels.values()].filter((one) => one.kind !== 'im').map((one) => [one.name, one]),
  );
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replaceAll(/(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w/g, (email) => `<mailto:${email}|${email}>`)
    .replaceAll(/https?:\/\/[^\s<>|]+/g, (link) => `<${link}>`)
    .replaceAll(/(?<![\w:|.+-])@([\w.-]*\w)/g, (token, name: string) => {
      const person = people.get(name);
      return person ? `<@${person.id}|${person.name}>` : token;
    })
    .replaceAll(/(?<![\w/:])#([\w-]+)/g, (token, name: string) => {
      const channel = channels.get(name);
      return channel ? `<#${channel.id}|${channel.kind === 'private' ? '' : channel.name}>` : token;
    });
}

function showAnswer(world: World, word: string, responseUrl: string, channel: Channel, payload: unknown): Reaction {
  if (!isRecord(payload) || Object.keys(payload).length === 0) return { kind: 'acknowledged' };
  const address = world.responseUrls.get(responseUrl.split('/').at(-1) ?? '');
  try {
    const message = address && respond(world, address, payload);
    return message ? { kind: 'acknowledged', message: seeMessage(channel, message) } : { kind: 'acknowledged' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    world.reject(word, error.code, error.details);
    return { kind: 'failed', reason: error.code, text: `${word} failed because of an error (${error.code}).` };
  }
}

/** Chooses a global shortcut from the menu. */
export function useShortcut(desk: Desk, callbackId: string): Promise<Reaction> {
  const { world } = desk;
  const person = desk.person();
  requireShortcut(world, person, 'global', callbackId);
  return react(desk, shortcutPayload(world, person, callbackId, issueTrigger(world, person.id)));
}

/** Chooses a shortcut from a message's menu. */
export function useMessageShortcut(desk: Desk, seen: SeenMessage, callbackId: string): Promise<Reaction> {
  const { world } = desk;
  const person = desk.person();
  requireShortcut(world, person, 'message', callbackId);
  const { channel, message } = currentMessage(desk, seen);
  if (message.onlyFor !== undefined) throw new Error('A message that only one person sees has no shortcuts.');
  const payload = messageShortcutPayload(world, person, {
    channel,
    message,
    callbackId,
    triggerId: issueTrigger(world, person.id),
    responseUrl: issueResponseUrl(world, person.id, channel.id),
  });
  return react(desk, payload);
}

function requireShortcut(world: World, person: Person, type: 'global' | 'message', callbackId: string): void {
  const isThere = world.manifest.shortcuts.some((one) => one.type === type && one.callbackId === callbackId);
  if (!isThere || !world.manifest.interactivity || person.teamId !== world.team.id) {
    throw new Error(`${person.id} finds no ${type} shortcut ${callbackId}.`);
  }
}

/** Delivers an interaction and tells what the person sees of it. */
export async function react(desk: Desk, payload: Json): Promise<Reaction> {
  const receipt = await desk.deliver('interactive', payload);
  if (receipt.kind === 'acked') return { kind: 'acknowledged' };
  const { reason } = receipt;
  return { kind: 'failed', reason, text: `This didn't work because ${complaint(reason)}.` };
}

/** Writes a message, as people do. */
export function writeMessage(desk: Desk, text: string, where: string, threadTs?: string): SeenMessage {
  const { world } = desk;
  const person = desk.person();
  const channel = visibleChannel(desk, where);
  if (channel.isArchived) throw new Error(`Nobody can write into ${channel.id}: it is archived.`);
  if (channel.kind === 'im' && world.manifest.messagesTabReadOnly && threadTs === undefined) {
    throw new Error('Sending messages to this app has been turned off.');
  }
  const message = addMessage(world, channel, { user: person.id, text: escapeTyped(world, text), threadTs });
  return seeMessage(channel, message);
}

/** Opens the app's home or messages tab. */
export function openTab(desk: Desk, tab: 'home' | 'messages'): void {
  const { world } = desk;
  const person = desk.person();
  if (tab === 'home' && !world.manifest.homeTab) throw new Error('The app has no home tab.');
  const channel = [...world.channels.values()].find(
    (one) => one.kind === 'im' && counterpart(world, one) === person.id,
  );
  postEvent(world, 'app_home_opened', {
    user: person.id,
    channel: channel?.id ?? `D${person.id.slice(1)}`,
    tab,
    ...(tab === 'home' && world.homes.has(person.id) && { view: { id: world.homes.get(person.id)?.id } }),
  });
}
