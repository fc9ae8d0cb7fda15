/**
 * All tables. The platform's own stand here; each store declares its own by merging into this interface, so that the
 * platform knows no feature:
 *
 * ```ts
 * declare module '../platform/db/schema.ts' {
 *   interface Schema {
 *     leads: LeadRow;
 *   }
 * }
 * ```
 */
export interface Schema {
  schema_migrations: SchemaMigrationRow;
  jobs: JobRow;
  worker_leases: WorkerLeaseRow;
}

/** What has been done to this database, written by migrator.ts. */
export interface SchemaMigrationRow {
  name: string;
  checksum: string;
  applied_at: number;
}

/** One durable job (0001-create-jobs.sql says what each column means). */
export interface JobRow {
  key: string;
  kind: string;
  mode: 'once' | 'latest';
  payload: string;
  state: 'ready' | 'running' | 'done' | 'parked';
  run_at: number;
  revision: number;
  attempts: number;
  failures: number;
  lease: number | null;
  taken: number;
  taken_revision: number | null;
  last_error: string | null;
  created_at: number;
  done_at: number | null;
}

/** Which process works; `number` grows with every change of hands and fences whoever held it before. */
export interface WorkerLeaseRow {
  name: string;
  number: number;
  holder: string;
  expires_at: number;
}
