import type { Clock } from '../../src/platform/clock.ts';
import { type Admin, createAdmin } from './admin.ts';
import type { Changes } from './changes.ts';
import type { Company } from './company.ts';
import { createSocketTransport, type Parcel, type Receipt, type SocketTransport, type Transport } from './delivery.ts';
import { createEventDelivery } from './event-delivery.ts';
import { createFaults, type Faults } from './faults.ts';
import { type OutageKind, startHttpServer } from './http-server.ts';
import { createHttpTransport, type HttpAnswer, postSigned, requestFor, type SignedRequest } from './http-transport.ts';
import type { Json } from './json.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { createDownloads } from './methods/files.ts';
import type { Channel, Notification, Person } from './model.ts';
import { type AppAtSlack, createOtherApp } from './people/other-app.ts';
import { createPerson, type PersonAtSlack } from './people/person.ts';
import { createRateLimiter, type RateOption } from './rates.ts';
import type { EnvelopeRecord, Records } from './records.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createWebApi } from './web-api.ts';
import { type AppIdentity, createWorld, type Tokens } from './world.ts';

export interface LocalSlackOptions {
  readonly clock: Clock;
  /** The parsed manifest: scopes, commands, shortcuts and events that are not in it don't exist. */
  readonly manifest: unknown;
  readonly company: Company;
  /** Without it, a free one. */
  readonly port?: number;
  /** Where apps are told to find it, without a slash at the end, if something stands in between. */
  readonly origin?: string;
  /** The optional scopes that the admin has not granted. */
  readonly declined?: readonly string[];
  /** Default: ten times Slack's own figures. */
  readonly rates?: RateOption;
  /** How long a trigger id can be used, in real milliseconds (default: 3,000). */
  readonly triggerLifeMs?: number;
  /** How long Slack waits for an acknowledgement, in real milliseconds (default: 3,000). */
  readonly patienceMs?: number;
  /** After what pauses an event that wasn't acknowledged comes again, in real milliseconds. */
  readonly eventRetryDelaysMs?: readonly number[];
}

/** A running Slack on loopback. */
export interface LocalSlack {
  /** Where it listens itself. */
  readonly port: number;
  /** The base address of the Web API, with `/api/` at its end: `SLACK_API_URL`. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly app: AppIdentity;
  person(id: string): PersonAtSlack;
  /** An app of somebody else's, which may post in any channel. */
  otherApp(name: string): AppAtSlack;
  readonly admin: Admin;
  readonly faults: Faults & {
    /** Slack is away until the returned function is called. */
    outage(kind?: OutageKind): Promise<() => Promise<void>>;
  };
  readonly sockets: Sockets & {
    duplicateNext: SocketTransport['duplicateNext'];
    resend: SocketTransport['resend'];
    /** Tells the app, in an envelope without an event, that it gets too many events. */
    rateLimitEvents(): void;
  };
  readonly http: {
    /** From now on everything goes to this address by signed HTTP; throws if the app fails Slack's challenge. */
    deliverTo(url: string): Promise<void>;
    /** Sends one request, right or forged, and gives the app's answer. */
    send(url: string, request: SignedRequest): Promise<HttpAnswer>;
    /** The request that carried, or would carry, a delivery: to send it once more or changed. */
    requestOf(envelope: EnvelopeRecord): SignedRequest;
  };
  readonly events: {
    /** Sends an event as it is, whatever the manifest says; `overrides` replaces parts of what is around it. */
    send(event: Json, overrides?: Json): void;
    /** How many are neither acknowledged nor given up. */
    readonly pending: number;
  };
  /** Delivers a payload as it is, over whatever is in use: one of `records.envelopes`, changed, or one made up. */
  deliver(type: EnvelopeRecord['type'], payload: Json): Promise<Receipt>;
  /** What of the app's manifest this Slack goes by. */
  readonly manifest: Manifest;
  /** Everybody, as they are now. */
  people(): readonly Person[];
  /** Everything that rang, for everybody. */
  notifications(): readonly Notification[];
  /** The channels as they are now. */
  channels(): readonly Channel[];
  readonly records: Records;
  readonly changes: Pick<Changes, 'subscribe'>;
  /** Waits for a condition; looks again at every change. */
  readonly until: Changes['until'];
  stop(): Promise<void>;
}

const PATIENCE = 3_000;
const TRIGGER_LIFE = 3_000;
const RETRY_DELAYS = [0, 1_000, 5_000];

/** Starts a Slack with one workspace, in which the app of the manifest is installed. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { clock, company, patienceMs = PATIENCE } = options;
  const world = createWorld({
    clock,
    company,
    manifest: readManifest(options.manifest),
    declined: options.declined ?? [],
    triggerLifeMs: options.triggerLifeMs ?? TRIGGER_LIFE,
  });
  const faults = createFaults();
  const sockets = createSockets(world);
  const overSockets = createSocketTransport(world, sockets, patienceMs);
  let transport: Transport = overSockets.send;
  const events = createEventDelivery(world, () => transport, options.eventRetryDelaysMs ?? RETRY_DELAYS);
  world.sendEvent = (event) => events.send(event);
  const server = await startHttpServer(
    {
      '/api/': createWebApi(world, faults, createRateLimiter(options.rates ?? { scale: 10 })),
      '/response/': createResponseUrls(world),
      '/files/': createDownloads(world),
    },
    sockets,
    options.port ?? 0,
  );
  world.origin = options.origin ?? `http://127.0.0.1:${server.port}`;

  const people = new Map<string, PersonAtSlack>();
  const deliver = (type: Parcel['type'], payload: Json) => transport({ type, payload, attempt: 0 });
  const http = {
    async deliverTo(url: string) {
      const challenge = world.nextId('challenge');
      const body = JSON.stringify({ token: 'local-verification-token', challenge, type: 'url_verification' });
      const answer = await postSigned(world, url, { body }, patienceMs);
      if (answer.status !== 200 || !answer.body.includes(challenge)) {
        throw new Error(`The app failed the challenge at ${url}: ${answer.status} ${answer.body}`);
      }
      transport = createHttpTransport(world, url, patienceMs);
    },
    send: (url: string, request: SignedRequest) => postSigned(world, url, request, patienceMs),
    requestOf: requestFor,
  };

  return {
    port: server.port,
    url: `${world.origin}/api/`,
    get tokens() {
      return world.tokens;
    },
    app: world.app,
    person(id) {
      const known = people.get(id) ?? createPerson(world, id, deliver);
      people.set(id, known);
      return known;
    },
    otherApp: (name) => createOtherApp(world, name),
    admin: createAdmin(world),
    faults: { ...faults, outage: (kind = 'refuse') => server.outage(kind) },
    sockets: {
      ...sockets,
      get open() {
        return sockets.open;
      },
      duplicateNext: overSockets.duplicateNext,
      resend: (envelope: EnvelopeRecord) => overSockets.resend(envelope),
      rateLimitEvents() {
        sockets.sendRaw({
          type: 'events_api',
          envelope_id: world.nextId('envelope-'),
          payload: rateLimitNotice(world.team.id, world.app.appId, clock),
        });
      },
    },
    http,
    events,
    deliver,
    manifest: world.manifest,
    people: () => [...world.people.values()],
    notifications: () => world.notifications,
    channels: () => [...world.channels.values()],
    records: world.records,
    changes: world.changes,
    until: world.changes.until,
    async stop() {
      world.timers.stop();
      await server.stop();
    },
  };
}

const rateLimitNotice = (team: string, app: string, clock: Clock): Json => ({
  token: 'local-verification-token',
  team_id: team,
  minute_rate_limited: Math.floor(clock.now() / 60_000) * 60,
  api_app_id: app,
  type: 'app_rate_limited',
});
