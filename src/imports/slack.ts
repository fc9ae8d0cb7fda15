import { say } from '../platform/slack/answers.ts';
import { forManagers } from '../platform/slack/for-managers.ts';
import type { ActionCall, Listeners, ViewCall } from '../platform/slack/listeners.ts';
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
import type { Imports } from './service.ts';

export interface ImportActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly zone: string;
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
  readonly gesture?: string | undefined;
}

/** Leads out of a file that somebody gives in Slack. */
export function importListeners<A extends ImportActor>(imports: Imports, mayReadFiles: () => boolean): Listeners<A> {
  const ifAllowed = forManagers(notAllowedMessage);

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
      [FILE]: ifAllowed(async ({ actor, values }: ViewCall<A>) => {
        const [file] = values.files(FILE_FIELD);
        if (file === undefined) return { kind: 'errors', errors: { [FILE_FIELD]: 'Which file?' } };
        const { workspaceId, id: createdBy, zone, gesture } = actor;
        await imports.fetch({ workspaceId, createdBy, gesture, fileId: file.id, fileName: file.name }, zone);
        return { kind: 'update', view: takenModal() };
      }),
    },

    actions: {
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
