import type { ModalValues } from '../../blockkit/values.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import { FIELDS, OPEN_FORM, unknownEndpointMessage } from '../blocks.ts';
import { isScheme, PRESETS } from '../presets/presets.ts';
import type { Intake } from '../service.ts';
import { changeWatchModal, OTHER, WATCHED, WHOSE } from '../watching/watch-blocks.ts';
import { type WatchDeps, watchObjection, watchView } from '../watching/watch-slack.ts';
import { asAdmin, type IntakeActor } from './admin-slack.ts';
import type { Signing } from './endpoint.ts';
import { CHANGE, changeModal, endpointModal, OPEN_CHANGE } from './endpoint-blocks.ts';

/** One form: looked at and changed. */
export function endpointListeners<A extends IntakeActor>(
  intake: Intake,
  deps: WatchDeps & { readonly urlOf: (endpointId: string) => string },
): Required<Pick<Listeners<A>, 'actions' | 'views'>> {
  const { urlOf } = deps;
  const find = async ({ workspaceId }: A, id: string) => (await intake.list(workspaceId)).find((one) => one.id === id);

  async function changeWatch(
    { actor, metadata, values }: Pick<ViewCall<A>, 'actor' | 'metadata' | 'values'>,
    before: string,
  ): Promise<Answer> {
    const watchedId = values.channel(WATCHED);
    const channelId = values.channel(FIELDS.channel);
    if (watchedId === undefined) return errors({ [WATCHED]: 'Choose a channel, please.' });
    if (channelId === undefined) return errors({ [FIELDS.channel]: 'Choose a channel, please.' });
    const why = watchedId === before ? undefined : await watchObjection(deps, watchedId);
    if (why !== undefined) return errors({ [WATCHED]: why });
    const isOtherApp = values.option(WHOSE) === OTHER;
    const wish = { name: values.text(FIELDS.name) ?? '', watchedId, channelId, isOtherApp };
    const changed = await intake.changeWatch(actor, metadata, wish);
    if (changed.kind === 'refused') return errors({ [FIELDS.name]: changed.sentence });
    const view = changed.kind === 'gone' ? undefined : await watchView(intake, actor.workspaceId, metadata, true);
    return view === undefined ? say(unknownEndpointMessage()) : { kind: 'update', view };
  }

  return {
    actions: {
      [OPEN_FORM]: asAdmin(async ({ actor, value }: ActionCall<A>) => {
        const endpoint = await find(actor, value);
        if (endpoint === undefined) return say(unknownEndpointMessage());
        const watched = await watchView(intake, actor.workspaceId, value);
        return { kind: 'push', view: watched ?? endpointModal(endpoint, urlOf(value)) };
      }),
      [OPEN_CHANGE]: asAdmin(async ({ actor, value }: ActionCall<A>) => {
        const endpoint = await find(actor, value);
        if (endpoint === undefined) return say(unknownEndpointMessage());
        const watched = await intake.watched(actor.workspaceId, value);
        return {
          kind: 'push',
          view: watched === undefined ? changeModal(endpoint) : changeWatchModal(endpoint, watched),
        };
      }),
    },
    views: {
      [CHANGE]: asAdmin(async ({ actor, metadata, values }: ViewCall<A>) => {
        const watched = await intake.watched(actor.workspaceId, metadata);
        if (watched !== undefined) return changeWatch({ actor, metadata, values }, watched.channelId);
        const read = readForm(values);
        if (read.kind === 'faulty') return read.answer;
        const changed = await intake.change(actor, metadata, read.wish);
        if (changed.kind === 'refused') return errors({ [FIELDS[changed.field]]: changed.sentence });
        const endpoint = changed.kind === 'gone' ? undefined : await find(actor, metadata);
        if (endpoint === undefined) return say(unknownEndpointMessage());
        return { kind: 'update', view: endpointModal(endpoint, urlOf(metadata), true) };
      }),
    },
  };
}

/** What somebody filled in about a form, or what is wrong with it. */
export function readForm(values: ModalValues) {
  const channelId = values.channel(FIELDS.channel);
  if (channelId === undefined) return faulty({ [FIELDS.channel]: 'Choose a channel, please.' });
  const header = values.text(FIELDS.header);
  if (header !== undefined && !HEADER.test(header)) {
    return faulty({ [FIELDS.header]: 'That is not the name of a header. It is like x-signature-256.' });
  }
  const sender = values.option(FIELDS.scheme) ?? 'standard';
  const signing: Signing = {
    scheme: isScheme(sender) ? sender : 'standard',
    ...(header !== undefined && { header: header.toLowerCase() }),
  };
  return {
    kind: 'wish' as const,
    wish: {
      name: values.text(FIELDS.name) ?? '',
      preset: PRESETS.has(sender) ? sender : undefined,
      signing,
      channelId,
      secret: values.text(FIELDS.secret),
    },
  };
}

const faulty = (sentences: Record<string, string>) => ({ kind: 'faulty' as const, answer: errors(sentences) });

/** What HTTP allows in the name of a header. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
