import type { Registry } from 'prom-client';
import { textAnswer } from '../platform/http/handler.ts';
import type { Route } from '../platform/http/router.ts';
import type { Status } from './service.ts';

/** For whoever watches the process: alive, able to work, and in numbers. None of them says more than that. */
export function statusRoutes(status: Status, registry: Registry): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: async () => textAnswer(200, 'ok') },
    {
      method: 'GET',
      path: '/readyz',
      async handle() {
        const isReady = await status.isReady().catch(() => false);
        return isReady ? textAnswer(200, 'ready') : textAnswer(503, 'not ready');
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      handle: async () => textAnswer(200, await registry.metrics(), { 'content-type': registry.contentType }),
    },
  ];
}
