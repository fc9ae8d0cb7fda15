import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NEW_SCHEDULE } from '../../src/reviews/schedule/schedule.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { FILLED } from './filled-forms.ts';
import { heldMeeting } from './held-meeting.ts';
import { openRetro, topicsOfLast } from './open-retro.ts';

const FILE = new URL('refused-inputs.json', import.meta.url);

const NOTHING = { type: 'static_select', selected_option: null };
const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
const text = (value: string) => ({ type: 'plain_text_input', value });
const chosen = (...ids: string[]) => ({
  type: 'multi_static_select',
  selected_options: ids.map((value) => ({ value })),
});
const users = (...selected_users: string[]) => ({ type: 'multi_users_select', selected_users });
const user = (selected_user: string | null) => ({ type: 'users_select', selected_user });
const channel = (selected_conversation: string) => ({ type: 'conversations_select', selected_conversation });
const date = (selected_date: string) => ({ type: 'datepicker', selected_date });

/** What a form is about: a lead that Ana has, the promise that holds, what she has decided to do, or a retro that is voted on. */
type About =
  | 'lead'
  | 'topic'
  | 'meetings'
  | 'promise'
  | 'decision'
  | 'schedule'
  | 'retro'
  | 'ballot'
  | 'nothing'
  | 'new';

interface Form {
  readonly by: string;
  readonly about: About;
  /** What is filled in in place of what a good form holds. */
  readonly typed: Readonly<Record<string, Record<string, object>>>;
}

/** What people may fill in that cannot be taken. */
const FORMS: Readonly<Record<string, Form>> = {
  'action.drop-it': { by: 'U_ANA', about: 'decision', typed: { 'no reason': { reason: text(' ') } } },
  'action.decline-it': { by: 'U_ANA', about: 'decision', typed: { 'no reason': { reason: text(' ') } } },
  'action.change-it': {
    by: 'U_ANA',
    about: 'decision',
    typed: {
      'somebody of no team': { owner: user('U_SAM') },
      'no day': { dueOn: { type: 'datepicker', selected_date: null } },
      'a day that is over': { dueOn: date('2026-01-01') },
      'a day far away': { dueOn: date('2029-01-01') },
    },
  },
  'heads-up.facts': {
    by: 'U_MIA',
    about: 'nothing',
    typed: {
      'no name': { title: text(' ') },
      'no day': { startsOn: date('') },
      'a day that is over': { startsOn: date('2026-01-01') },
      'a day far away': { startsOn: date('2029-01-01') },
      'half a lead': { expected: { type: 'number_input', value: '0.5' } },
      'no channel': { channel: { type: 'conversations_select', selected_conversation: null } },
      'a channel without Baton': { channel: channel('G_SECRET') },
    },
  },
  'heads-up.words': { by: 'U_MIA', about: 'nothing', typed: { 'nothing to say': { talk: text(' ') } } },
  'heads-up.process': {
    by: 'U_MAX',
    about: 'nothing',
    typed: { 'nothing to do': { doing: text(' ') }, 'a channel without Baton': { channel: channel('G_SECRET') } },
  },
  'heads-up.concern-it': { by: 'U_ANA', about: 'nothing', typed: { 'no line': { line: text(' ') } } },
  'retro.add-it': { by: 'U_ANA', about: 'nothing', typed: { 'no words': { 'retro.card-text': text(' ') } } },
  'retro.decide-it': {
    by: 'U_MIA',
    about: 'nothing',
    typed: { 'no words': { text: text(' ') }, 'no day': { dueOn: { type: 'datepicker', selected_date: null } } },
  },
  'retro.topics-group-form': { by: 'U_MAX', about: 'retro', typed: { 'less than two': { topics: chosen() } } },
  'retro.topics-apart-form': { by: 'U_MAX', about: 'retro', typed: { none: { topics: chosen() } } },
  'retro.topics-dots-form': { by: 'U_MAX', about: 'retro', typed: { 'no number': { dots: text('') } } },
  'retro.vote-form': {
    by: 'U_ANA',
    about: 'ballot',
    typed: {
      get 'more dots than each has'() {
        return { once: chosen(), twice: chosen(...topicsOfLast) };
      },
    },
  },
  'retro.change-it': { by: 'U_ANA', about: 'nothing', typed: { 'no words': { 'retro.card-text': text(' ') } } },
  'review.schedule': {
    by: 'U_MAX',
    about: 'nothing',
    typed: {
      'no channel': { channel: { type: 'conversations_select', selected_conversation: null } },
      'a channel without Baton': { channel: channel('G_SECRET') },
      'nobody of marketing': { people: users('U_ANA', 'U_BEN') },
      'somebody of no team': { people: users('U_ANA', 'U_MIA', 'U_SAM') },
      'a guest': { people: users('U_ANA', 'U_MIA', 'U_GUS') },
    },
  },
  'review.schedule-leads': {
    by: 'U_MAX',
    about: 'schedule',
    typed: {
      'a zone that is none': { zone: text('Mars/Olympus') },
      'without names, and too few for that': { names: option('without') },
    },
  },
  'meeting.save': {
    by: 'U_MAX',
    about: 'meetings',
    typed: {
      'no channel': { channel: { type: 'conversations_select', selected_conversation: null } },
      'a channel without Baton': { channel: channel('G_SECRET') },
    },
  },
  'meeting.new-topic': { by: 'U_ANA', about: 'nothing', typed: { 'no words': { text: text(' ') } } },
  'meeting.new-words': { by: 'U_ANA', about: 'topic', typed: { 'no words': { text: text(' ') } } },
  'meeting.new-goals': { by: 'U_ANA', about: 'topic', typed: { 'no words': { text: text(' ') } } },
  'meeting.said-definition': { by: 'U_ANA', about: 'nothing', typed: { 'no words': { words: text(' ') } } },
  'meeting.agreed-definition': { by: 'U_ANA', about: 'nothing', typed: { 'no words': { text: text(' ') } } },
  'meeting.decide-it': {
    by: 'U_ANA',
    about: 'topic',
    typed: {
      'no words': { text: text(' ') },
      'somebody of no team': { owner: user('U_SAM') },
      'no day': { dueOn: { type: 'datepicker', selected_date: null } },
      'a day that is over': { dueOn: date('2026-01-01') },
      'a day far away': { dueOn: date('2029-01-01') },
    },
  },
  'lead.new-lead': {
    by: 'U_ANA',
    about: 'nothing',
    typed: { 'nobody to call': { email: text(''), phone: text('') }, 'no address': { email: text('jane at acme') } },
  },
  'lead.release-reason': { by: 'U_ANA', about: 'lead', typed: { 'no reason': { reason: text(' ') } } },
  'lead.assign-to': {
    by: 'U_MAX',
    about: 'lead',
    typed: { nobody: { person: user(null) }, 'somebody who does not sell': { person: user('U_MIA') } },
  },
  'lead.reject-it': {
    by: 'U_ANA',
    about: 'lead',
    typed: {
      'no reason': { 'lead-reject.reason': NOTHING },
      'not reached, and never tried': { 'lead-reject.reason': option('unreachable') },
      'no day to come back': { 'lead-reject.reason': option('timing') },
      'no competitor': { 'lead-reject.reason': option('competitor') },
      'something else, and no word of what': { 'lead-reject.reason': option('other') },
      'wrong data, and not which': { 'lead-reject.reason': option('bad-data') },
    },
  },
  'lead.pause-it': {
    by: 'U_ANA',
    about: 'lead',
    typed: {
      'not why': { note: text(' ') },
      'not for how long': { for: NOTHING },
      'longer than may be': { for: option('6000') },
      'until a day, and not which': { pause: option('waiting') },
      'until yesterday': { pause: option('waiting'), on: date('2026-03-03') },
    },
  },
  'lead.deal-value': {
    by: 'U_ANA',
    about: 'lead',
    typed: { 'no number': { amount: text('a lot') }, 'less than nothing': { amount: text('-5') } },
  },
  'people.me': {
    by: 'U_ANA',
    about: 'nothing',
    typed: {
      'hours that are none': { hours: text('whenever') },
      'hours that end before they begin': { hours: text('Mon 17-17') },
    },
  },
  'people.away': {
    by: 'U_ANA',
    about: 'nothing',
    typed: { 'back before they go': { from: date('2026-04-03'), until: date('2026-04-01') } },
  },
  'routing.pool': {
    by: 'U_ADA',
    about: 'new',
    typed: {
      'no name': { name: text(' ') },
      'nobody in it': { people: users() },
      'somebody who does not sell': { people: users('U_MIA') },
      'minutes that are none': { timeout: text('soon') },
      'nobody at the end': { last: user(null) },
    },
  },
  'routing.rule': {
    by: 'U_ADA',
    about: 'new',
    typed: {
      'a condition that is none': { conditions: text('everything from Berlin') },
      'an unknown field': { conditions: text('shoe size is 42') },
      'hours that are none': { hours: text('whenever'), zone: text('Europe/Berlin') },
      'a zone that is none': { hours: text('Mon-Fri 9-17'), zone: text('Mars/Olympus') },
      'a channel without Baton': { channel: channel('C_SECRET') },
    },
  },
  'routing.try-lead': {
    by: 'U_ADA',
    about: 'nothing',
    typed: { 'no such lead': { number: text('4711') }, 'a line that says nothing': { conditions: text('just words') } },
  },
  'setup.promise': {
    by: 'U_MAX',
    about: 'promise',
    typed: {
      'no minutes': { target: text('soon') },
      'a warning after it is due': { target: text('30'), warning: text('45') },
      'hours that are none': { hours: text('whenever') },
      'a zone that is none': { zone: text('Mars/Olympus') },
      'a day off that is none': { 'days-off': text('Christmas') },
    },
  },
  'setup.after': {
    by: 'U_MAX',
    about: 'promise',
    typed: {
      'no tries': { attempts: text('') },
      'words for a number': { attempts: text('many') },
      'put off for ever': { snooze: text('100000') },
    },
  },
  'setup.reminders': {
    by: 'U_MAX',
    about: 'promise',
    typed: {
      'a step that is none': { ladder: text('shout') },
      'a manager before anybody else': { ladder: text('30 before: manager') },
      'more than five steps': {
        ladder: text(
          '50 before: nudge\n40 before: nudge\n30 before: nudge\n20 before: nudge\n10 before: nudge\n0: team',
        ),
      },
    },
  },
  'setup.which': {
    by: 'U_MAX',
    about: 'new',
    typed: {
      'no condition': { conditions: text('') },
      'a condition that is none': { conditions: text('the good ones') },
    },
  },
  'setup.try': {
    by: 'U_MAX',
    about: 'nothing',
    typed: { 'no such lead': { lead: text('#4711') }, 'a line that says nothing': { lead: text('just words') } },
  },
  'agreements.promise': {
    by: 'U_MAX',
    about: 'nothing',
    typed: {
      'nobody whose promise it is': { owner: user(null) },
      'a guest': { owner: user('U_GUS') },
      'words for a number': { leads: text('many') },
    },
  },
  'agreements.segments': {
    by: 'U_ADA',
    about: 'nothing',
    typed: {
      'a segment without a condition': { parts: text('DACH') },
      'a condition that is none': { parts: text('DACH\nfrom there') },
    },
  },
  'agreements.score': {
    by: 'U_ADA',
    about: 'nothing',
    typed: { 'no points': { parts: text('demo request\nmessage contains demo') } },
  },
  'people.add-day': { by: 'U_MAX', about: 'nothing', typed: { 'no name': { name: text(' ') } } },
  'people.country-days': { by: 'U_MAX', about: 'nothing', typed: { 'no such country': { country: text('Atlantis') } } },
  'webhooks.add': {
    by: 'U_ADA',
    about: 'nothing',
    typed: { 'no address': { url: text('crm') }, 'an address of another kind': { url: text('ftp://crm.example') } },
  },
};

/** What people may type that cannot be done; Ana has lead 1. */
const TYPED: readonly (readonly [person: string, line: string])[] = [
  ['U_BEN', '/lead claim 4711'],
  ['U_BEN', '/lead claim nobody at all'],
  ['U_BEN', '/lead release 1'],
  ['U_BEN', '/lead reject 1 because'],
  ['U_ANA', '/lead assign 1 <@U_MIA>'],
  ['U_MAX', '/lead assign 1 <@U_MIA>'],
  ['U_BEN', '/lead search stage:nowhere'],
  ['U_BEN', '/lead search from:tomorrowish'],
  ['U_BEN', '/lead merge 1 1'],
  ['U_MAX', '/lead merge 1 1'],
  ['U_MAX', '/lead block not a domain'],
  ['U_ADA', '/lead erase nobody at all'],
  ['U_BEN', '/lead import'],
  ['U_ANA', '/baton away until whenever'],
  ['U_ANA', '/baton why <@U_NOBODY>'],
  ['U_ANA', '/baton privacy'],
  ['U_ANA', '/baton setup'],
  ['U_ANA', '/baton asks 4711'],
  ['U_ANA', '/baton meeting setup'],
  ['U_ANA', '/baton meeting whenever'],
  ['U_ANA', '/baton meeting minutes 4711'],
  ['U_ANA', '/baton meeting minutes of the last one'],
];

/** Sentences don't depend on the database. */
it('each input that is refused has its sentence, and changes nothing about the lead', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('SQLite is always there');
  const office = await openOffice(backend);
  const { app } = office;
  await office.send({ company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme.example' });
  await typed(office, 'U_ANA', '/lead claim 1');
  const lead = await app.services.leads.find('T_ACME', '1');
  const [promise] = await app.services.setup.promises('T_ACME');
  if (lead === undefined || promise === undefined) throw new Error('There is no lead, or no promise');
  const retro = await openRetro(office, 'voting');
  const about: Readonly<Record<About, string>> = {
    retro,
    ballot: `${retro} 0 0`,
    lead: lead.id,
    promise: promise.id,
    decision: await decided(office),
    schedule: await scheduled(office),
    topic: await heldMeeting(office, 'meeting.decide-it'),
    meetings: (await app.services.rituals.list(office.database.db, 'T_ACME', 'meeting'))[0]?.id ?? '',
    nothing: '',
    new: 'new',
  };

  const refused: Record<string, unknown> = {};
  for (const [id, form] of Object.entries(FORMS)) {
    const good = FILLED[id]?.(form.by) ?? {};
    for (const [what, bad] of Object.entries(form.typed)) {
      refused[`${id}: ${what}`] = await submitted(
        office,
        { ...form, id, about: about[form.about] },
        { ...good, ...bad },
      );
    }
  }
  for (const [person, line] of TYPED) refused[`${person} types ${line}`] = await typed(office, person, line);
  expect(await app.services.leads.find('T_ACME', '1')).toEqual(lead);

  if (process.env.UPDATE_VIEWS === '1' && process.env.CI === undefined) {
    writeFileSync(FILE, `${JSON.stringify(refused, null, 2)}\n`);
  }
  expect(existsSync(FILE), 'write it with UPDATE_VIEWS=1 and read it').toBe(true);
  expect(refused).toEqual(JSON.parse(readFileSync(FILE, 'utf8')));
});

/** Reviews that Max has scheduled. */
async function scheduled({ app }: Office): Promise<string> {
  const max = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  const saved = await app.services.reviewSchedules.save(max.actor, { ...NEW_SCHEDULE, channelId: 'C_LEADS' });
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  return saved.schedule.id;
}

/** Something that Ana does. */
async function decided({ app, database }: Office): Promise<string> {
  const ana = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  if (ana.kind === 'refused') throw new Error(ana.sentence);
  const made = await database.transaction((tx) =>
    app.services.actions.make(tx, ana.actor, {
      kind: 'gate',
      text: 'If a form has no company, then it asks for it',
      owner: 'U_ANA',
      dueOn: '2026-06-01',
      origin: undefined,
      leadId: undefined,
      source: undefined,
      campaign: undefined,
      madeFrom: 'test',
    }),
  );
  if (made.kind === 'refused') throw new Error(made.why.kind);
  return made.view.action.id;
}

/** The sentence that only this person sees. */
async function typed({ slack }: Office, person: string, line: string): Promise<string> {
  const who = slack.person(person);
  const answers = () => who.sees('C_LEADS').filter(({ isEphemeral }) => isEphemeral);
  const before = answers().length;
  await who.type(line, 'C_LEADS');
  const seen = await slack.until(() => who.view() ?? answers()[before]);
  if (!('title' in seen)) return seen.says;
  await who.closeAll();
  return `opens “${seen.title}”`;
}

/** What a form's fields are told, by their blocks. */
async function submitted(
  { slack }: Office,
  { id, by, about }: { id: string; by: string; about: string },
  entries: Record<string, object>,
): Promise<Readonly<Record<string, string>> | string> {
  const receipt = await slack.deliver('interactive', {
    type: 'view_submission',
    user: { id: by, team_id: 'T_ACME' },
    team: { id: 'T_ACME', domain: 'acme' },
    view: {
      id: `V${crypto.randomUUID()}`,
      type: 'modal',
      callback_id: id,
      private_metadata: about,
      blocks: [],
      state: { values: Object.fromEntries(Object.entries(entries).map(([block, value]) => [block, { value }])) },
    },
  });
  if (receipt.kind === 'failed') throw new Error(receipt.reason);
  const { errors, view } = answerShape.parse(receipt.payload ?? {});
  return errors ?? (view === undefined ? 'taken' : JSON.stringify(view));
}

const answerShape = z.object({ errors: z.record(z.string(), z.string()).optional(), view: z.unknown().optional() });
