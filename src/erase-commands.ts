import type { Command } from 'commander';
import { CommandRefused } from './command-refused.ts';
import { counted } from './core/time-text.ts';
import { createErasureOf } from './offline.ts';
import type { Terminal } from './webhook-commands.ts';

/** `npm run baton -- erase …`: forgets somebody outside who wants to be forgotten. */
export function addEraseCommand(baton: Command, { open, say }: Terminal): void {
  baton
    .command('erase <who>')
    .description('forget the person behind a lead (#12), or everything of one e-mail address')
    .option('--yes', 'really do it; without it, only say what would be erased')
    .action(async (who: string, { yes = false }: { yes?: boolean }) => {
      const { ports, log } = await open();
      try {
        const { erasure, workspaceId } = await createErasureOf({ ports, log });
        const meant = await erasure.find(workspaceId, who);
        if (meant === undefined) throw new CommandRefused(`“${who}” is no e-mail address and no lead that I know.`);
        const { email, leads } = meant;
        const numbers = leads.map(({ number }) => `#${number}`).join(', ');
        const what =
          leads.length === 0
            ? `what is held of ${who}, who has no lead`
            : `the person of ${counted(leads.length, 'lead')} (${numbers})`;
        if (!yes) return say(`Would erase ${what}. Nothing brings it back: add --yes to do it.`);
        if (email !== undefined) await erasure.erasePerson(workspaceId, email);
        else for (const { id } of leads) await erasure.eraseLead(workspaceId, id);
        say(`Erased ${what}. The running Baton brings its messages in Slack up to date.`);
        say('Backups that were made before still hold them.');
      } finally {
        await ports.database.close();
      }
    });
}
