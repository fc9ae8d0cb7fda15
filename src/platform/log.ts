import { type DestinationStream, pino } from 'pino';
import type { Instant } from '../core/instants.ts';
import { LOGGED_FIELDS } from './log-fields.ts';

/**
 * Events, not essays: `event` is a fixed text such as `lead.claimed`; the fields are ids, counts and codes, never people's
 * words. Only fields that log-fields.ts lists get out; `dropped` names the others.
 */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

export interface LogOptions {
  readonly level: 'error' | 'warn' | 'info' | 'silent';
  readonly now: () => Instant;
  /** Where the lines of JSON go; standard output if absent. */
  readonly destination?: DestinationStream;
}

/** The process's log: one line of JSON for each event. */
export function createLog({ level, now, destination }: LogOptions): Log {
  const lines = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":${now()}`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
    },
    destination ?? standardOutput(),
  );
  return {
    info: (event, fields) => lines.info(allowed(fields), event),
    warn: (event, fields) => lines.warn(allowed(fields), event),
    error: (event, fields) => lines.error(allowed(fields), event),
  };
}

/** Nobody's work ends because its log can't be written: what fits is kept until there is room again, the rest is lost. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: MOST_KEPT });
  output.on('error', () => {});
  return output;
}

const MOST_KEPT = 1_048_576;

function allowed(fields: Record<string, unknown> = {}): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const safe = LOGGED_FIELDS.has(name) ? loggable(value) : undefined;
    if (safe !== undefined) kept[name] = safe;
    else if (value !== undefined) dropped.push(name);
  }
  return dropped.length > 0 ? { ...kept, dropped } : kept;
}

/** Undefined for what could carry more than it seems to. */
function loggable(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Error) return reduced(value);
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => loggable(item) ?? null);
  return undefined;
}

const LONGEST_TEXT = 200;
const MOST_ITEMS = 20;

/** An SDK's errors carry whole requests, tokens included. */
function reduced(error: Error): Record<string, unknown> {
  const { name, message, stack } = error;
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  return { name, message, ...(code !== undefined && { code }), stack };
}
