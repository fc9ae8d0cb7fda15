import { fileURLToPath } from 'node:url';
import type { Office } from './office.ts';
import type { SlackStub } from './slack-stub.ts';

/** What every part of the bench works with. */
export interface Bench {
  readonly slack: SlackStub;
  readonly office: Office;
  /** For databases and logs; removed at the end. */
  readonly folder: string;
  /** How often programs take turns, after they have warmed up. */
  readonly rounds: number;
  /** The folder of an installed Node-RED, if there is one. */
  readonly nodeRed: string | undefined;
  /** A shared library that makes each sync take two milliseconds longer, if there is a compiler for it. */
  readonly slowSync: string | undefined;
  /** Arguments of Node for Baton, such as `--cpu-prof`. */
  readonly nodeArgs: readonly string[];
}

/** The path of a program that stands beside this file. */
export const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
