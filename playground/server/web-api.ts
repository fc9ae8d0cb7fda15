import type { IncomingMessage, ServerResponse } from 'node:http';
import { realNow } from '../steered-clock.ts';
import type { FaultPlan, Misbehaviour } from './faults.ts';
import { type Json, textOr } from './json.ts';
import type { Method } from './method.ts';
import { appMethods } from './methods/app.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { historyMethods } from './methods/history.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';
import type { RateLimiter } from './rates.ts';
import type { ApiCall } from './records.ts';
import { Refusal } from './refusal.ts';
import { readArguments, readBody } from './request-body.ts';
import { needOneOf } from './scopes.ts';
import type { World } from './world.ts';

const METHODS = new Map<string, Method>(
  [appMethods, chatMethods, conversationMethods, fileMethods, historyMethods, userMethods, viewMethods].flatMap(
    (family) => Object.entries(family),
  ),
);

interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers the calls at `/api/<method>`, as strictly as Slack, and misbehaves as planned. */
export function createWebApi(world: World, faults: FaultPlan, rates: RateLimiter) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const name = url.pathname.slice('/api/'.length);
    const args = readArguments(url, request.headers['content-type'] ?? '', await readBody(request));
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? textOr(args?.token, '');
    const call: ApiCall = { method: name, args: withoutToken(args), token: kindOf(world, token), startedAt: realNow() };
    world.records.calls.push(call);
    const fault = faults.next(name, call.args);
    if (fault) call.fault = JSON.stringify(fault);

    const work = (): Reply => {
      const reply = args === undefined ? refused(new Refusal('invalid_form_data')) : answer(world, rates, call);
      call.answer = reply.body;
      if (reply.body.ok !== true) world.reject(name, String(reply.body.error), reply.body);
      return reply;
    };
    await (fault ? misbehave(world, fault, work, response, call) : send(response, work(), call));
    call.answeredAt = realNow();
    world.changes.changed();
  };
}

const withoutToken = (args: Json | undefined): Json => {
  const { token: _, ...rest } = args ?? {};
  return rest;
};

function kindOf(world: World, token: string): ApiCall['token'] {
  if (token === '') return 'none';
  if (token === world.tokens.bot) return 'bot';
  return token === world.tokens.app ? 'app' : 'unknown';
}

/** Slack's order of checks: the method, the token, its scopes, the rate, the arguments. */
function answer(world: World, rates: RateLimiter, call: ApiCall): Reply {
  const method = METHODS.get(call.method);
  try {
    if (!method) throw new Refusal('unknown_method', { req_method: call.method });
    checkToken(world, method, call);
    if (method.token !== 'app') needOneOf(world, method.scopes);
    const wait = rates(call.method, method.tier, call.args);
    if (wait > 0) return rateLimited(String(wait));
    const result = method.run(world, call.args);
    return { status: 200, body: { ok: true, ...result }, headers: scopeHeaders(world, method) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function checkToken(world: World, method: Method, call: ApiCall): void {
  if (method.token === 'none') return;
  if (call.token === 'none') throw new Refusal('not_authed');
  if (call.token === 'unknown') throw new Refusal('invalid_auth');
  if (call.token !== (method.token ?? 'bot')) throw new Refusal('not_allowed_token_type');
  if (world.tokenState !== 'valid' && call.token === 'bot') throw new Refusal(world.tokenState);
}

const refused = (refusal: Refusal): Reply => ({
  status: 200,
  body: { ok: false, error: refusal.code, ...refusal.details },
});

const rateLimited = (retryAfter: string | undefined): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
});

const scopeHeaders = (world: World, method: Method): Record<string, string> => ({
  'x-oauth-scopes': [...world.scopes].join(','),
  ...(method.scopes.length > 0 && { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
});

async function misbehave(
  world: World,
  fault: Misbehaviour,
  work: () => Reply,
  response: ServerResponse,
  call: ApiCall,
): Promise<void> {
  const accepted = 'when' in fault && fault.when === 'after' ? work() : undefined;
  switch (fault.kind) {
    case 'rate-limited':
      return send(response, rateLimited(fault.retryAfter === undefined ? undefined : String(fault.retryAfter)), call);
    case 'http-error':
      return sendRaw(response, fault.status, 'text/html', '<html><body>Server Error</body></html>', call);
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'slow':
      await world.timers.pause(fault.ms);
      return send(response, accepted ?? work(), call);
    case 'body':
      return sendRaw(response, 200, fault.body === 'html' ? 'text/html' : 'application/json', BROKEN[fault.body], call);
    case 'error':
      return send(response, refused(new Refusal(fault.error)), call);
  }
}

const BROKEN = { html: '<html><body>Slack</body></html>', empty: '', cut: '{"ok":true,"channel":"C0' };

function send(response: ServerResponse, reply: Reply, call: ApiCall): void {
  call.status = reply.status;
  if (response.destroyed) return;
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(JSON.stringify(reply.body));
}

function sendRaw(response: ServerResponse, status: number, type: string, body: string, call: ApiCall): void {
  call.status = status;
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}
