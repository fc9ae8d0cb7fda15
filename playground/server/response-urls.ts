import type { IncomingMessage, ServerResponse } from 'node:http';
import { MINUTE } from '../../src/core/instants.ts';
import { flag, optionalText } from './arguments.ts';
import { readContent, requireContent } from './content.ts';
import { isRecord, type Json, parseJson } from './json.ts';
import { addMessage, editMessage, removeMessage } from './messages.ts';
import type { Message } from './model.ts';
import { Refusal } from './refusal.ts';
import { readBody } from './request-body.ts';
import type { ResponseUrl, World } from './world.ts';

const LIFE = 30 * MINUTE;
const USES = 5;

/** Answers what the app posts to `/response/<id>`. */
export function createResponseUrls(world: World) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const body = await readBody(request);
    const refusal = use(world, url.pathname.slice('/response/'.length), body);
    if (refusal) world.reject('response_url', refusal.code, refusal.details);
    const status = refusal === undefined ? 200 : refusal.code.endsWith('_url') ? 404 : 400;
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(refusal ? JSON.stringify({ ok: false, error: refusal.code, ...refusal.details }) : '{"ok":true}');
    world.changes.changed();
  };
}

function use(world: World, id: string, body: string): Refusal | undefined {
  try {
    const address = world.responseUrls.get(id);
    if (!address || world.clock.now() - address.issuedAt > LIFE) throw new Refusal('expired_url');
    if (address.uses >= USES) throw new Refusal('used_url');
    address.uses += 1;
    const answer = parseJson(body);
    if (!isRecord(answer)) throw new Refusal('invalid_payload');
    respond(world, address, answer);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Shows an answer to an interaction, from a response URL or in an acknowledgement. */
export function respond(world: World, address: ResponseUrl, answer: Json): Message | undefined {
  const channel = world.channels.get(address.channel);
  if (!channel) throw new Refusal('channel_not_found');
  const original = address.message;
  if (flag(answer, 'delete_original')) {
    if (!original) throw new Refusal('message_not_found');
    removeMessage(world, channel, original);
    return undefined;
  }
  if (flag(answer, 'replace_original') && original) {
    const { text, blocks } = readContent(answer);
    if (text === undefined && !blocks?.length) throw new Refusal('no_text');
    editMessage(world, channel, original, { text: text ?? '', blocks: blocks ?? [] });
    return original;
  }
  const { text, blocks } = requireContent(answer);
  return addMessage(world, channel, {
    user: world.app.userId,
    text,
    blocks,
    threadTs: optionalText(answer, 'thread_ts') ?? original?.threadTs,
    onlyFor: answer.response_type === 'in_channel' ? undefined : address.person,
  });
}
