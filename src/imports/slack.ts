import { say } from '../platform/slack/listeners/answers.ts';
import { forManagers } from '../platform/slack/listeners/for-managers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import {
  ANNOUNCE,
  DROP,
  FILE,
  FILE_FIELD,
  fileModal,
  goneMessage,
  noFilesMessage,
  notAllowedMessage,
  notSetUpMessage,
  START,
  takenModal,
  tooManyMessage,
  touchedMessage,
  UNDO,
} from './blocks.ts';
import { choosingListeners } from './choosing-slack.ts';
import { LEFT_OUT, leftOutModal, TURN_PAGE } from './left-out-blocks.ts';
import type { ImportActor } from './ports-service.ts';
import type { Imports } from './service.ts';

/** Leads out of a file that somebody gives in Slack. */
export function importListeners<A extends ImportActor>(imports: Imports, mayReadFiles: () => boolean): Listeners<A> {
  const ifAllowed = forManagers(notAllowedMessage);
  const choosing = choosingListeners<A>(imports);

  async function leftOut({ actor, value }: ActionCall<A>): Promise<Answer> {
    const [id = '', page = ''] = value.split(':');
    const found = await imports.leftOutPage(actor.workspaceId, id, /^\d{1,5}$/.test(page) ? Number(page) : 0);
    if (found === undefined) return say(goneMessage());
    return { kind: 'update', view: leftOutModal(found.its, found.page, found.rows) };
  }

  return {
    commands: [
      {
        command: '/lead',
        word: 'import',
        usage: '',
        summary: 'bring in a CSV (managers, admins)',
        run: ifAllowed(async () => (mayReadFiles() ? { kind: 'open', view: fileModal() } : say(noFilesMessage()))),
      },
    ],

    views: {
      ...choosing.views,
      [FILE]: ifAllowed(async ({ actor, values }: ViewCall<A>) => {
        const [file] = values.files(FILE_FIELD);
        if (file === undefined) return { kind: 'errors', errors: { [FILE_FIELD]: 'Which file?' } };
        const { workspaceId, id: createdBy, zone, gesture } = actor;
        await imports.fetch({ workspaceId, createdBy, gesture, fileId: file.id, fileName: file.name }, zone);
        return { kind: 'update', view: takenModal() };
      }),
    },

    actions: {
      ...choosing.actions,
      [LEFT_OUT]: ifAllowed(leftOut),
      [TURN_PAGE]: ifAllowed(leftOut),
      [START]: ifAllowed(async ({ actor, value }: ActionCall<A>) => {
        const started = await imports.start(actor.workspaceId, value);
        if (started === 'not-set-up') return say(notSetUpMessage());
        return started === 'started' ? { kind: 'nothing' } : say(goneMessage());
      }),
      [DROP]: ifAllowed(async ({ actor, value }: ActionCall<A>) =>
        (await imports.drop(actor.workspaceId, value)) ? { kind: 'nothing' } : say(goneMessage()),
      ),
      [ANNOUNCE]: ifAllowed(async ({ actor, value }: ActionCall<A>) => {
        const outcome = await imports.announce(actor.workspaceId, value, actor.id);
        if (outcome.kind === 'too-many') return say(tooManyMessage(outcome.cards));
        return outcome.kind === 'announced' ? { kind: 'nothing' } : say(goneMessage());
      }),
      [UNDO]: ifAllowed(async ({ actor, value }: ActionCall<A>) => {
        const outcome = await imports.undo(actor.workspaceId, value, actor.id);
        if (outcome.kind === 'touched') return say(touchedMessage(outcome.number));
        return outcome.kind === 'undoing' ? { kind: 'nothing' } : say(goneMessage());
      }),
    },
  };
}
