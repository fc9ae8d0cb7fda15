import type { SeenMessage, SeenView } from '../../playground/server/seen.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Office } from '../support/baton.ts';

export const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

/** Thursday, half past nine in Berlin, when the standup is asked for; the office opens on Wednesday at ten. */
export const UNTIL_THURSDAY = 23 * HOUR + 30 * MINUTE;

/** The card of a company, as everybody sees it. */
export const cardOf = ({ slack }: Office, company: string): SeenMessage | undefined =>
  slack
    .person('U_ANA')
    .sees('C_LEADS')
    .find(({ says, isEphemeral }) => !isEphemeral && says.includes(company));

export const dmOf = ({ slack }: Office, person: string, words: string): Promise<SeenMessage> =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .findLast(({ says, isEphemeral }) => !isEphemeral && says.includes(words)),
  );

export const formOf = ({ slack }: Office, person: string, id: string): Promise<SeenView> =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === id ? view : undefined;
  });

/** Wednesday morning in a small company: something of almost everything that people can do. */
export async function liveWednesday(office: Office): Promise<void> {
  const { slack, send } = office;
  const [ana, ben, mia, max] = ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX'].map((id) => slack.person(id));
  if (!ana || !ben || !mia || !max) throw new Error('Four people work here');

  await max.type('/standup setup');
  await max.submit(await slack.until(() => max.view()), { 'standup-setup.channel': 'C_SMARKETING' });
  await slack.until(() => max.view()?.says.includes('It applies from'));
  await max.closeAll();

  await send(LEAD);
  await ana.press(await slack.until(() => cardOf(office, 'Acme Robotics')), 'Claim');
  await ana.press(await dmOf(office, 'U_ANA', 'Jane Doe'), 'Reached');
  await slack.until(() => cardOf(office, 'Acme Robotics')?.says.includes('first contact in time'));

  await mia.shortcut('lead.new');
  await mia.submit(await formOf(office, 'U_MIA', 'lead.new-lead'), { company: 'Globex', email: 'jo@globex.example' });
  await mia.closeAll();
  await slack.until(() => cardOf(office, 'Globex'));
  await max.type('/lead assign 2 @ben', 'C_LEADS');
  await ben.press(await dmOf(office, 'U_BEN', 'jo@globex.example'), 'No answer');

  await ben.type('/baton asks new', 'C_LEADS');
  const question = { to: 'person:U_MIA', kind: 'content', text: 'Which deck for fintech?' };
  await ben.submit(await formOf(office, 'U_BEN', 'ask.new-ask'), question);
  await ben.closeAll();
  await mia.press(await dmOf(office, 'U_MIA', 'Which deck for fintech?'), 'Take it');

  slack.admin.changeProfile('U_ANA', { realName: 'Ana Lind' });
  await slack.until(() => slack.events.pending === 0);
}

/** Thursday morning: the standup. */
export async function liveThursday(office: Office): Promise<void> {
  const { slack } = office;
  await slack.person('U_ANA').press(await dmOf(office, 'U_ANA', 'hello Ana'), 'Post it');
  await dmOf(office, 'U_ANA', 'Posted');
  await slack.person('U_BEN').press(await dmOf(office, 'U_BEN', 'hello Ben'), 'Skip');
  // In whatever order they are asked: the day is at rest when all have been.
  await dmOf(office, 'U_MIA', 'hello Mia');
}
