import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../playground/server/json.ts';
import type { SeenMessage } from '../../playground/server/seen.ts';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { insertPairings } from '../../src/pairings/pairings-store.ts';
import { insertParts } from '../../src/pairings/parts-store.ts';
import { insertRun } from '../../src/pairings/runs-store.ts';
import { newSetup } from '../../src/pairings/setup.ts';
import type { Actor } from '../../src/people/person.ts';
import { DEFAULT_JOB_TIMING } from '../../src/platform/jobs/timing.ts';
import { seenAs } from '../../src/retros/cards/card.ts';
import { itemsOf } from '../../src/retros/deciding/deciding-store.ts';
import { newSchedule as newRetros } from '../../src/retros/schedule/schedule.ts';
import { NEW_SCHEDULE } from '../../src/reviews/schedule/schedule.ts';
import { NEW_STANDUP } from '../../src/standups/setup.ts';
import { settled, stateOf } from '../reliability/slack-state.ts';
import { backends } from '../support/backends.ts';
import { type Office, type OfficeOptions, openOffice } from '../support/baton.ts';
import { company } from '../support/company.ts';
import { contentsOf, type Part } from '../support/contents.ts';
import { readVerdicts, type VerdictRow } from '../support/verdict-table.ts';
import { FILLED } from './filled-forms.ts';
import { heldMeeting } from './held-meeting.ts';
import { closedRetro, openRetro } from './open-retro.ts';

/** Those whom the gate lets in. Ana owns the lead that it is about, where it is about one. */
const INSIDERS = { owner: 'U_ANA', rep: 'U_BEN', marketer: 'U_MIA', manager: 'U_MAX', admin: 'U_ADA', member: 'U_SAM' };

/** Those whom it doesn't, however they come by a button. The impostor bears a manager's id in another workspace's payload. */
const OUTSIDERS = {
  guest: { id: 'U_GUS', team: 'T_ACME' },
  external: { id: 'U_EXT', team: 'T_OTHER' },
  bot: { id: 'U_BOT', team: 'T_ACME' },
  foreigner: { id: 'U_FAR', team: 'T_FAR' },
  impostor: { id: 'U_MAX', team: 'T_FAR' },
  deactivated: { id: 'U_OLD', team: 'T_ACME' },
};

const ALL_IN: OfficeOptions = {
  slack: {
    company: {
      ...company,
      people: [
        ...company.people,
        { id: 'U_BOT', name: 'robot', isBot: true },
        { id: 'U_OLD', name: 'otto', isDeactivated: true },
      ],
    },
  },
};

/**
 * Who may do what. `does`: something in the database is different; `opens` a modal; `tells` something, changes nothing;
 * `asks` for what is missing in a form; `refused`: a kind sentence, and nothing changes. Outsiders are always refused.
 */
const EXPECTED = readVerdicts(
  `
                                owner    rep      marketer manager  admin    member
  /baton agreement              opens    opens    opens    opens    opens    opens
  /baton asks                   tells    tells    tells    tells    tells    tells
  /baton away                   does     does     does     does     does     does
  /baton heads-up               tells    tells    opens    opens    tells    tells
  /baton holidays               refused  refused  refused  opens    opens    refused
  /baton hooks                  refused  refused  refused  refused  opens    refused
  /baton me                     opens    opens    opens    opens    opens    opens
  /baton meeting                tells    tells    tells    tells    tells    tells
  /baton pairing                refused  refused  refused  opens    opens    refused
  /baton privacy                refused  refused  refused  refused  opens    refused
  /baton promise                refused  refused  refused  opens    opens    refused
  /baton setup                  refused  refused  refused  refused  opens    refused
  /baton status                 tells    tells    tells    tells    tells    tells
  /baton webhooks               refused  refused  refused  refused  opens    refused
  /baton terms                  opens    opens    opens    opens    opens    opens
  /baton why                    tells    tells    tells    tells    tells    tells
  /lead assign                  refused  refused  refused  does     refused  refused
  /lead claim                   does     does     refused  does     refused  refused
  /lead contact                 does     refused  refused  does     refused  refused
  /lead import                  refused  refused  refused  opens    opens    refused
  /lead later                   does     refused  refused  does     refused  refused
  /lead erase                   refused  refused  refused  opens    opens    refused
  /lead block                   refused  refused  refused  does     refused  refused
  /lead list                    tells    tells    tells    tells    tells    tells
  /lead lost                    tells    refused  refused  tells    refused  refused
  /lead merge                   opens    refused  refused  opens    refused  refused
  /lead mine                    tells    tells    tells    tells    tells    tells
  /lead new                     opens    opens    opens    opens    opens    opens
  /lead qualify                 does     refused  refused  does     refused  refused
  /lead reject                  does     refused  refused  does     refused  refused
  /lead release                 does     refused  refused  does     refused  refused
  /lead search                  tells    tells    tells    tells    tells    tells
  /lead show                    tells    tells    tells    tells    tells    tells
  /lead unblock                 refused  refused  refused  does     refused  refused
  /lead unmerge                 does     refused  refused  does     refused  refused
  /lead why                     tells    tells    tells    tells    tells    tells
  /lead-review decisions        tells    tells    tells    tells    tells    tells
  /lead-review list             tells    tells    tells    tells    tells    tells
  /lead-review rate             tells    tells    tells    tells    refused  refused
  /lead-review schedule         refused  refused  refused  opens    opens    refused
  /lead-review start            tells    tells    tells    does     does     tells
  /lead-review sources          tells    tells    tells    tells    tells    tells
  /lead won                     opens    refused  refused  opens    refused  refused
  /retro actions                tells    tells    tells    tells    tells    tells
  /retro add                    does     does     does     does     refused  refused
  /retro cards                  tells    tells    tells    tells    refused  refused
  /retro list                   tells    tells    tells    tells    tells    tells
  /retro setup                  refused  refused  refused  opens    opens    refused
  /retro start                  tells    tells    tells    opens    opens    tells
  /standup answer               does     refused  refused  refused  refused  refused
  /standup edit                 tells    refused  refused  refused  refused  refused
  /standup pause                refused  refused  refused  does     does     refused
  /standup resume               refused  refused  refused  does     does     refused
  /standup setup                refused  refused  refused  tells    tells    refused
  /standup skip                 does     refused  refused  refused  refused  refused
  on message lead.from_message  opens    opens    opens    opens    opens    opens
  on message retro.add_message  opens    opens    opens    opens    refused  refused
  on message review.rate_message  tells    tells    tells    tells    tells    tells
  press action.accept           does     refused  refused  refused  refused  refused
  press action.change           opens    refused  refused  opens    opens    refused
  press action.decline          opens    refused  refused  refused  refused  refused
  press action.done             does     refused  refused  does     does     refused
  press action.drop             opens    refused  refused  opens    opens    refused
  press action.keep             does     refused  refused  does     does     refused
  press action.reopen           does     refused  refused  does     does     refused
  press action.past             tells    tells    tells    tells    tells    tells
  press action.show             tells    tells    tells    tells    tells    tells
  press action.weekly           does     does     does     does     refused  refused
  press agreements.agree        refused  refused  refused  tells    refused  refused
  press agreements.open-definition  refused  refused  refused  refused  opens    refused
  press agreements.open-demands  refused  refused  refused  refused  opens    refused
  press agreements.open-hold    refused  refused  refused  refused  opens    refused
  press agreements.open-promise  refused  refused  refused  opens    refused  refused
  press agreements.open-rules   refused  refused  refused  refused  opens    refused
  press agreements.open-score   refused  refused  refused  refused  opens    refused
  press agreements.open-segments  refused  refused  refused  refused  opens    refused
  press agreements.open-words   refused  refused  refused  refused  opens    refused
  press agreements.show         opens    opens    opens    opens    opens    opens
  press agreements.stage        refused  refused  refused  refused  opens    refused
  press agreements.withdraw     refused  refused  refused  opens    refused  refused
  press ask.answer              refused  refused  opens    opens    refused  refused
  press ask.close               does     refused  refused  does     refused  refused
  press ask.decline             refused  refused  opens    opens    refused  refused
  press ask.edit                opens    refused  refused  refused  refused  refused
  press ask.new                 opens    opens    opens    opens    refused  refused
  press ask.reopen              does     refused  refused  does     refused  refused
  press ask.show                tells    tells    tells    tells    tells    tells
  press ask.take                refused  refused  does     does     refused  refused
  press heads-up.clear          does     does     refused  does     refused  refused
  press heads-up.concern        opens    opens    refused  opens    refused  refused
  press heads-up.edit           refused  refused  opens    opens    refused  refused
  press heads-up.new-campaign   refused  refused  opens    opens    refused  refused
  press heads-up.new-process    refused  refused  refused  opens    refused  refused
  press heads-up.show           tells    tells    tells    tells    tells    tells
  press heads-up.withdraw       refused  refused  opens    opens    refused  refused
  press imports.announce        refused  refused  refused  tells    tells    refused
  press imports.drop            refused  refused  refused  tells    tells    refused
  press imports.left-out        refused  refused  refused  tells    tells    refused
  press imports.left-out-page   refused  refused  refused  tells    tells    refused
  press imports.open-columns    refused  refused  refused  tells    tells    refused
  press imports.open-owners     refused  refused  refused  tells    tells    refused
  press imports.open-stages     refused  refused  refused  tells    tells    refused
  press imports.start           refused  refused  refused  tells    tells    refused
  press imports.undo            refused  refused  refused  tells    tells    refused
  press intake.choose-sender    refused  refused  refused  refused  does     refused
  press intake.look-again       refused  refused  refused  refused  opens    refused
  press intake.look-who         refused  refused  refused  refused  opens    refused
  press intake.new-secret       refused  refused  refused  refused  does     refused
  press intake.open-add         refused  refused  refused  refused  opens    refused
  press intake.open-change      refused  refused  refused  refused  opens    refused
  press intake.open-dead        refused  refused  refused  refused  opens    refused
  press intake.open-fields      refused  refused  refused  refused  opens    refused
  press intake.open-form        refused  refused  refused  refused  opens    refused
  press intake.open-watch       refused  refused  refused  refused  opens    refused
  press intake.retry            refused  refused  refused  refused  tells    refused
  press intake.retry-all        refused  refused  refused  refused  opens    refused
  press intake.stop-watching    refused  refused  refused  refused  does     refused
  press lead-reject.reason      tells    tells    tells    tells    tells    tells
  press lead.back               tells    tells    tells    tells    tells    tells
  press lead.assign             refused  refused  refused  opens    refused  refused
  press lead.claim              does     does     refused  does     refused  refused
  press lead.complete           tells    tells    tells    tells    refused  refused
  press lead.deal               opens    refused  refused  opens    refused  refused
  press lead.duties             opens    refused  refused  opens    refused  refused
  press lead.duties-back        opens    refused  refused  opens    refused  refused
  press lead.duties-next        opens    refused  refused  opens    refused  refused
  press lead.e-mailed           does     refused  refused  does     refused  refused
  press lead.give-back          does     refused  refused  does     refused  refused
  press lead.go-on              tells    refused  refused  tells    refused  refused
  press lead.hand-on            opens    refused  refused  opens    refused  refused
  press lead.hand-over          does     refused  refused  does     refused  refused
  press lead.keep               opens    refused  refused  opens    refused  refused
  press lead.later              opens    refused  refused  opens    refused  refused
  press lead.log                tells    tells    tells    tells    tells    tells
  press lead.lost               tells    refused  refused  tells    refused  refused
  press lead.met                does     refused  refused  does     refused  refused
  press lead.merge              opens    refused  refused  opens    refused  refused
  press lead.next               tells    tells    tells    tells    tells    tells
  press lead.no-answer          does     refused  refused  does     refused  refused
  press lead.not-the-same       does     refused  refused  does     refused  refused
  press lead.on-it              tells    refused  refused  refused  refused  refused
  press lead.overturn           refused  refused  refused  does     refused  refused
  press lead.pause              opens    refused  refused  opens    refused  refused
  press lead.pass               tells    tells    tells    tells    tells    tells
  press lead.pick               tells    tells    tells    tells    tells    tells
  press lead.qualify            does     refused  refused  does     refused  refused
  press lead.question           refused  refused  opens    opens    refused  refused
  press lead.reached            does     refused  refused  does     refused  refused
  press lead.reject             opens    refused  refused  opens    refused  refused
  press lead.let-through        refused  refused  does     does     refused  refused
  press lead.release            does     refused  refused  does     refused  refused
  press lead.reopen             tells    refused  refused  tells    refused  refused
  press lead.show               tells    tells    tells    tells    tells    tells
  press lead.undo-choice        refused  refused  refused  does     refused  refused
  press lead.show-whole         tells    tells    tells    tells    tells    tells
  press lead.spam               does     refused  refused  does     refused  refused
  press lead.undo-give-back     does     refused  refused  opens    refused  refused
  press lead.undo-outcome       does     refused  refused  refused  refused  refused
  press lead.undo-question      refused  refused  does     refused  refused  refused
  press lead.undo-release       does     refused  refused  refused  refused  refused
  press lead.uphold             refused  refused  refused  does     refused  refused
  press lead.unmerge            does     refused  refused  does     refused  refused
  press lead.why                tells    tells    tells    tells    tells    tells
  press lead.weekly-digest      does     does     does     does     refused  refused
  press lead.won                opens    refused  refused  opens    refused  refused
  press meeting.add-topic       opens    opens    opens    opens    opens    opens
  press meeting.agree-definition  opens    opens    opens    opens    refused  refused
  press meeting.change          refused  refused  refused  opens    opens    refused
  press meeting.decide          opens    opens    opens    opens    refused  refused
  press meeting.end             refused  refused  refused  does     does     refused
  press meeting.go-monthly      refused  refused  refused  does     does     refused
  press meeting.minutes-here    tells    tells    tells    tells    tells    tells
  press meeting.next-time       does     does     does     does     does     refused
  press meeting.open-again      does     does     does     does     does     refused
  press meeting.pause           refused  refused  refused  does     does     refused
  press meeting.really-stop     refused  refused  refused  does     does     refused
  press meeting.remove          does     refused  refused  does     does     refused
  press meeting.resolve         does     does     does     does     does     refused
  press meeting.resume          refused  refused  refused  does     does     refused
  press meeting.reword          opens    refused  refused  opens    opens    refused
  press meeting.say-definition  opens    opens    opens    opens    refused  refused
  press meeting.set-goals       opens    opens    opens    opens    refused  refused
  press meeting.stop            refused  refused  refused  tells    tells    refused
  press pairing.break           does     refused  does     refused  refused  refused
  press pairing.change          refused  refused  refused  opens    opens    refused
  press pairing.come-back       does     refused  tells    refused  refused  refused
  press pairing.end             refused  refused  refused  does     does     refused
  press pairing.end-break       does     tells    tells    tells    tells    tells
  press pairing.go-on           refused  refused  refused  does     does     refused
  press pairing.hold            refused  refused  refused  does     does     refused
  press pairing.met             does     refused  does     refused  refused  refused
  press pairing.new             refused  refused  refused  opens    opens    refused
  press pairing.skip            does     refused  does     refused  refused  refused
  press pairing.stop            refused  refused  refused  tells    tells    refused
  press pairing.write           opens    refused  opens    refused  refused  refused
  press people.add-day          refused  refused  refused  opens    opens    refused
  press people.country-days     refused  refused  refused  opens    opens    refused
  press people.days-off-of      refused  refused  refused  tells    tells    refused
  press people.hours            opens    opens    opens    opens    opens    opens
  press people.import-days      refused  refused  refused  opens    opens    refused
  press people.not-away         tells    tells    tells    tells    tells    tells
  press people.quiet            does     does     does     does     does     does
  press people.remove-days      refused  refused  refused  tells    tells    refused
  press people.working-days     refused  refused  refused  opens    opens    refused
  press retro.call-off          refused  refused  refused  opens    opens    refused
  press retro.finish            does     refused  does     refused  refused  refused
  press retro.go-on             refused  refused  refused  opens    opens    refused
  press retro.hand-over         refused  refused  refused  opens    opens    refused
  press retro.join              tells    does     tells    does     refused  refused
  press retro.more-time         refused  refused  refused  opens    opens    refused
  press retro.move              refused  refused  refused  opens    opens    refused
  press retro.my-part           tells    tells    tells    tells    tells    tells
  press retro.not-now           does     refused  does     refused  refused  refused
  press retro.schedule-change   refused  refused  refused  opens    opens    refused
  press retro.schedule-end      refused  refused  refused  does     does     refused
  press retro.schedule-new      refused  refused  refused  opens    opens    refused
  press retro.schedule-pause    refused  refused  refused  does     does     refused
  press retro.schedule-resume   refused  refused  refused  does     does     refused
  press retro.schedule-stop     refused  refused  refused  tells    tells    refused
  press retro.schedule-which    refused  refused  refused  opens    opens    refused
  press retro.start             refused  refused  refused  opens    opens    refused
  press retro.who               refused  refused  refused  tells    tells    refused
  press retro.write-on          does     refused  does     refused  refused  refused
  press retro.add-card          opens    opens    opens    opens    refused  refused
  press retro.card-text         opens    opens    opens    opens    refused  refused
  press retro.change-card       opens    tells    tells    tells    tells    tells
  press retro.decide            opens    opens    opens    opens    refused  refused
  press retro.my-cards          tells    tells    tells    tells    refused  refused
  press retro.nothing           does     does     does     does     refused  refused
  press retro.react             opens    opens    opens    opens    refused  refused
  press retro.take-card-back    does     tells    tells    tells    tells    tells
  press retro.topics-apart      refused  refused  refused  opens    opens    refused
  press retro.topics-dots       refused  refused  refused  opens    opens    refused
  press retro.topics-group      refused  refused  refused  opens    opens    refused
  press retro.topics-group-all  refused  refused  refused  does     does     refused
  press retro.topics-undo       refused  refused  refused  does     does     refused
  press retro.vote-now          opens    refused  opens    refused  refused  refused
  press retro.vote-out          does     refused  does     refused  refused  refused
  press retro.worth             does     refused  does     refused  refused  refused
  press retro.take-offer        does     tells    tells    tells    refused  refused
  press review.decide           opens    opens    opens    opens    refused  refused
  press review.discuss          opens    opens    opens    opens    refused  refused
  press review.nothing          does     does     does     does     refused  refused
  press review.grade            tells    tells    tells    tells    refused  refused
  press review.next             tells    tells    tells    tells    refused  refused
  press review.note             tells    tells    tells    tells    refused  refused
  press review.part             tells    tells    tells    tells    refused  refused
  press review.reason           tells    tells    tells    tells    refused  refused
  press review.good             does     does     does     does     refused  refused
  press review.not              does     does     does     does     refused  refused
  press review.unsure           does     does     does     does     refused  refused
  press review.more             tells    tells    tells    tells    refused  refused
  press review.rate             tells    tells    tells    tells    refused  refused
  press review.rate-in          tells    refused  tells    refused  refused  refused
  press review.queue            tells    refused  tells    refused  refused  refused
  press review.queue-good       does     refused  does     refused  refused  refused
  press review.queue-not        does     refused  does     refused  refused  refused
  press review.queue-unsure     does     refused  does     refused  refused  refused
  press review.queue-go         does     refused  does     refused  refused  refused
  press review.queue-later      does     refused  does     refused  refused  refused
  press review.queue-out        does     refused  does     refused  refused  refused
  press review.queue-in         does     refused  does     refused  refused  refused
  press review.schedule-new     refused  refused  refused  opens    opens    refused
  press review.schedule-change  refused  refused  refused  opens    opens    refused
  press review.schedule-which   refused  refused  refused  opens    opens    refused
  press review.schedule-pause   refused  refused  refused  does     does     refused
  press review.schedule-resume  refused  refused  refused  does     does     refused
  press review.schedule-stop    refused  refused  refused  tells    tells    refused
  press review.schedule-end     refused  refused  refused  does     does     refused
  press review.start            refused  refused  refused  does     does     refused
  press review.more-of-plan     refused  refused  refused  tells    tells    refused
  press review.other-leads      refused  refused  refused  tells    tells    refused
  press review.leave-out        refused  refused  refused  tells    tells    refused
  press review.add              refused  refused  refused  tells    tells    refused
  press review.end              refused  refused  refused  opens    opens    refused
  press review.call-off         refused  refused  refused  opens    opens    refused
  press review.more-time        refused  refused  refused  opens    opens    refused
  press review.move             refused  refused  refused  opens    opens    refused
  press review.raters           refused  refused  refused  opens    opens    refused
  press review.take-back        does     tells    tells    tells    refused  refused
  press routing.add-pool        refused  refused  refused  refused  opens    refused
  press routing.add-rule        refused  refused  refused  refused  opens    refused
  press routing.change-pool     refused  refused  refused  refused  tells    refused
  press routing.change-rule     refused  refused  refused  refused  tells    refused
  press routing.open            refused  refused  refused  refused  opens    refused
  press routing.raise-rule      refused  refused  refused  refused  opens    refused
  press routing.remove-pool     refused  refused  refused  refused  tells    refused
  press routing.remove-rule     refused  refused  refused  refused  opens    refused
  press routing.shares          refused  refused  refused  refused  tells    refused
  press routing.try             refused  refused  refused  refused  opens    refused
  press setup.open-more         refused  refused  refused  refused  opens    refused
  press setup.open-after        refused  refused  refused  opens    opens    refused
  press setup.open-promise      refused  refused  refused  opens    opens    refused
  press setup.open-reminders    refused  refused  refused  opens    opens    refused
  press setup.open-try          refused  refused  refused  opens    opens    refused
  press setup.open-which        refused  refused  refused  opens    opens    refused
  press setup.promises          refused  refused  refused  opens    opens    refused
  press setup.send-test         refused  refused  refused  refused  does     refused
  press setup.switch-on         refused  refused  refused  tells    tells    refused
  press standup-setup.at        refused  refused  refused  opens    opens    refused
  press standup-setup.channel   refused  refused  refused  opens    opens    refused
  press standup-setup.clock     refused  refused  refused  opens    opens    refused
  press standup-setup.days      refused  refused  refused  opens    opens    refused
  press standup-setup.more      refused  refused  refused  opens    opens    refused
  press standup-setup.often     refused  refused  refused  opens    opens    refused
  press standup-setup.people    refused  refused  refused  opens    opens    refused
  press standup-setup.team-close  refused  refused  refused  opens    opens    refused
  press standup-setup.who       refused  refused  refused  opens    opens    refused
  press standup-setup.window    refused  refused  refused  opens    opens    refused
  press standup-setup.zone      refused  refused  refused  opens    opens    refused
  press standup.add             does     refused  refused  refused  refused  refused
  press standup.change          refused  refused  refused  opens    opens    refused
  press standup.daily           does     refused  refused  refused  refused  refused
  press standup.edit            does     refused  refused  refused  refused  refused
  press standup.end             refused  refused  refused  does     does     refused
  press standup.new             refused  refused  refused  opens    opens    refused
  press standup.pause           refused  refused  refused  does     does     refused
  press standup.post            does     refused  refused  refused  refused  refused
  press standup.resume          refused  refused  refused  does     does     refused
  press standup.skip            does     refused  refused  refused  refused  refused
  press standup.skip-reason     does     refused  refused  refused  refused  refused
  press standup.unskip          does     refused  refused  refused  refused  refused
  press standup.until           refused  refused  refused  opens    opens    refused
  press standup.weekly          does     refused  refused  refused  refused  refused
  press webhooks.look           refused  refused  refused  refused  opens    refused
  press webhooks.new-secret     refused  refused  refused  refused  does     refused
  press webhooks.open-add       refused  refused  refused  refused  opens    refused
  press webhooks.pause          refused  refused  refused  refused  does     refused
  press webhooks.remove         refused  refused  refused  refused  does     refused
  press webhooks.resend         refused  refused  refused  refused  does     refused
  press webhooks.switch-on      refused  refused  refused  refused  does     refused
  press webhooks.try            refused  refused  refused  refused  does     refused
  shortcut lead.new             opens    opens    opens    opens    opens    opens
  shortcut standup.answer_now   does     refused  refused  refused  refused  refused
  submit action.change-it       does     refused  refused  does     does     refused
  submit action.decline-it      does     refused  refused  refused  refused  refused
  submit action.drop-it         does     refused  refused  does     does     refused
  submit agreements.definition  refused  refused  refused  refused  does     refused
  submit agreements.demands     refused  refused  refused  refused  does     refused
  submit agreements.hold        refused  refused  refused  refused  does     refused
  submit agreements.promise     refused  refused  refused  does     refused  refused
  submit agreements.score       refused  refused  refused  refused  does     refused
  submit agreements.segments    refused  refused  refused  refused  does     refused
  submit agreements.words       refused  refused  refused  refused  does     refused
  submit ask.answer-it          refused  refused  does     does     refused  refused
  submit ask.decline-it         refused  refused  does     does     refused  refused
  submit ask.edit-it            does     refused  refused  refused  refused  refused
  submit ask.new-ask            does     does     does     does     refused  refused
  submit erasure.erase          refused  refused  refused  does     does     refused
  submit erasure.privacy        refused  refused  refused  refused  does     refused
  submit erasure.privacy_sure   refused  refused  refused  refused  does     refused
  submit heads-up.concern-it    does     does     refused  does     refused  refused
  submit heads-up.facts         refused  refused  does     does     refused  refused
  submit heads-up.process       refused  refused  refused  does     refused  refused
  submit heads-up.withdraw-it   refused  refused  does     does     refused  refused
  submit heads-up.words         refused  refused  does     tells    refused  refused
  submit imports.columns        refused  refused  refused  tells    tells    refused
  submit imports.file           refused  refused  refused  does     does     refused
  submit imports.owners         refused  refused  refused  tells    tells    refused
  submit imports.stages         refused  refused  refused  tells    tells    refused
  submit intake.add             refused  refused  refused  refused  does     refused
  submit intake.change          refused  refused  refused  refused  does     refused
  submit intake.choose-fields   refused  refused  refused  refused  tells    refused
  submit intake.save-fields     refused  refused  refused  refused  tells    refused
  submit intake.watch           refused  refused  refused  refused  does     refused
  submit lead.assign-to         refused  refused  refused  does     refused  refused
  submit lead.complete-it       does     does     does     does     refused  refused
  submit lead.deal-value        does     refused  refused  does     refused  refused
  submit lead.hand-on-form      does     refused  refused  does     refused  refused
  submit lead.lost-why          tells    refused  refused  tells    refused  refused
  submit lead.merge-it          does     refused  refused  does     refused  refused
  submit lead.new-lead          does     does     does     does     does     does
  submit lead.pause-it          does     refused  refused  does     refused  refused
  submit lead.pass-form         tells    refused  refused  refused  refused  refused
  submit lead.question-it       refused  refused  does     does     refused  refused
  submit lead.reject-it         does     refused  refused  does     refused  refused
  submit lead.release-reason    does     refused  refused  does     refused  refused
  submit lead.won-how           does     refused  refused  does     refused  refused
  submit meeting.agreed-definition  does     does     does     does     refused  refused
  submit meeting.decide-it      does     does     does     does     refused  refused
  submit meeting.new-goals      does     does     does     does     refused  refused
  submit meeting.new-topic      does     does     does     does     does     does
  submit meeting.new-words      does     refused  refused  does     does     refused
  submit meeting.said-definition  does     does     does     does     refused  refused
  submit meeting.save           refused  refused  refused  does     does     refused
  submit pairing.learned        does     refused  does     refused  refused  refused
  submit pairing.setup          refused  refused  refused  does     does     refused
  submit people.add-day         refused  refused  refused  does     does     refused
  submit people.away            does     does     does     does     does     does
  submit people.country-days    refused  refused  refused  does     does     refused
  submit people.days-off-of     refused  refused  refused  tells    tells    refused
  submit people.import-days     refused  refused  refused  does     does     refused
  submit people.me              does     does     does     does     does     does
  submit people.remove-days     refused  refused  refused  tells    tells    refused
  submit people.take-days       refused  refused  refused  tells    tells    refused
  submit people.working-days    refused  refused  refused  does     does     refused
  submit retro.call-off         refused  refused  refused  does     does     refused
  submit retro.go-on            refused  refused  refused  does     does     refused
  submit retro.hand-over        refused  refused  refused  does     does     refused
  submit retro.more-time        refused  refused  refused  does     does     refused
  submit retro.move             refused  refused  refused  does     does     refused
  submit retro.schedule         refused  refused  refused  does     does     refused
  submit retro.schedule-how     refused  refused  refused  does     does     refused
  submit retro.start            refused  refused  refused  does     does     refused
  submit retro.add-it           does     does     does     does     refused  refused
  submit retro.decide-it        does     does     does     does     refused  refused
  submit retro.topics-apart-form  refused  refused  refused  does     does     refused
  submit retro.topics-dots-form  refused  refused  refused  does     does     refused
  submit retro.topics-group-form  refused  refused  refused  does     does     refused
  submit retro.vote-form        does     refused  does     refused  refused  refused
  submit retro.change-it        does     tells    tells    tells    tells    tells
  submit review.decide-it       does     does     does     does     refused  refused
  submit review.discuss-it      does     does     does     does     refused  refused
  submit review.schedule        refused  refused  refused  does     does     refused
  submit review.schedule-leads  refused  refused  refused  does     does     refused
  submit review.draw            refused  refused  refused  tells    tells    refused
  submit review.save-more       refused  refused  refused  tells    tells    refused
  submit review.begin           refused  refused  refused  tells    tells    refused
  submit review.end             refused  refused  refused  does     does     refused
  submit review.call-off        refused  refused  refused  does     does     refused
  submit review.more-time       refused  refused  refused  does     does     refused
  submit review.move            refused  refused  refused  does     does     refused
  submit review.raters          refused  refused  refused  does     does     refused
  submit review.say-more        does     does     does     does     refused  refused
  submit routing.pool           refused  refused  refused  refused  does     refused
  submit routing.pool-shares    refused  refused  refused  refused  tells    refused
  submit routing.rule           refused  refused  refused  refused  does     refused
  submit routing.try-lead       refused  refused  refused  refused  tells    refused
  submit setup.after            refused  refused  refused  does     does     refused
  submit setup.basics           refused  refused  refused  refused  does     refused
  submit setup.more             refused  refused  refused  refused  does     refused
  submit setup.promise          refused  refused  refused  does     does     refused
  submit setup.reapply          refused  refused  refused  does     tells    refused
  submit setup.reminders        refused  refused  refused  does     does     refused
  submit setup.try              refused  refused  refused  tells    tells    refused
  submit setup.which            refused  refused  refused  does     does     refused
  submit standup.answer         does     refused  refused  refused  refused  refused
  submit standup.setup          refused  refused  refused  does     does     refused
  submit standup.until          refused  refused  refused  does     does     refused
  submit webhooks.add           refused  refused  refused  refused  does     refused
`,
  Object.keys(INSIDERS),
);

/** Somebody has no right to it. */
const OF_RIGHTS: readonly RegExp[] = [
  /^Only /,
  /^Guests can read along/,
  /^#\d+ .* is <@U_ANA>'s\. Ask them, or a manager of sales\.$/,
  /^One of the two is <@U_ANA>'s\. /,
  /^That standup is not yours/,
  /^There is no standup that you look after/,
];

const REFUSALS: readonly RegExp[] = [
  ...OF_RIGHTS,
  /^This Slack account is deactivated/,
  /^Apps can’t work/,
  /^<@U_ANA> was faster/,
  /^That can't be undone any more/,
  /^You don’t take part in a standup/,
];

/** What somebody switches for themselves. */
const OF_NO_LEAD: ReadonlySet<string> = new Set(['lead.weekly-digest']);

describe.each(backends)('ids of nothing, on $name', (backend) => {
  it.each([
    ['a word', 'nobody'],
    ['nothing', ''],
    ['SQL', "'; drop table leads; --"],
    ['another button', '\u202e|lead.claim|x'],
    ['two thousand letters', 'x'.repeat(2_000)],
  ])('are refused kindly and change nothing: %s', async (_, value) => {
    const office = await openOffice(backend);
    const buttons = entriesOf(office).filter(
      ({ id, kind }) => kind === 'action' && id.startsWith('lead.') && !OF_NO_LEAD.has(id),
    );
    for (const entry of buttons) {
      const about = { leadId: '', number: 0, value };
      const before = await snapshot(office);
      const { says } = await act(office, entry, 'U_MAX', about);
      expect([entry.name, says]).toEqual([entry.name, 'That lead is not here any more.']);
      expect(await snapshot(office), entry.name).toBe(before);
    }
  });
});

/** Several rows for one office, as it costs as much as they do; not all, so that one that fails is found soon. */
const inGroups = (rows: readonly VerdictRow[], size: number): { name: string; rows: readonly VerdictRow[] }[] =>
  [...Map.groupBy(rows, (_row, at) => Math.floor(at / size)).values()].map((group) => ({
    name: `${group[0]?.name} to ${group.at(-1)?.name}`,
    rows: group,
  }));

interface Entry {
  readonly name: string;
  readonly kind: 'action' | 'view' | 'command' | 'global' | 'message';
  readonly id: string;
}

function entriesOf({ app }: Office): Entry[] {
  return app.listeners.flatMap((one) => [
    ...Object.keys(one.actions ?? {}).map((id) => ({ name: `press ${id}`, kind: 'action' as const, id })),
    ...Object.keys(one.views ?? {}).map((id) => ({ name: `submit ${id}`, kind: 'view' as const, id })),
    ...(one.commands ?? []).flatMap(({ command, word, aliases = [] }) =>
      [word, ...aliases].map((typed) => ({
        name: `${command} ${typed}`,
        kind: 'command' as const,
        id: `${command} ${typed}`,
      })),
    ),
    ...Object.keys(one.globalShortcuts ?? {}).map((id) => ({ name: `shortcut ${id}`, kind: 'global' as const, id })),
    ...Object.keys(one.messageShortcuts ?? {}).map((id) => ({
      name: `on message ${id}`,
      kind: 'message' as const,
      id,
    })),
  ]);
}

describe.each(backends)('who may do what, on $name', (backend) => {
  it('is decided for every button, form, word and shortcut', async () => {
    const office = await openOffice(backend, ALL_IN);
    expect(
      entriesOf(office)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(EXPECTED.map(({ name }) => name).toSorted());
  });

  it.each(inGroups(EXPECTED, 15))('as the table says, from $name', async ({ rows }) => {
    const office = await openOffice(backend, ALL_IN);
    const entries = entriesOf(office);
    for (const { name, cells } of rows) {
      const entry = entries.find((one) => one.name === name);
      if (entry === undefined) continue;
      const found: Record<string, string> = {};
      let ready: Ready | undefined;
      for (const [who, id] of Object.entries(INSIDERS)) {
        const judged = await verdict(office, entry, id, cells[who], { ready });
        found[who] = judged.found;
        ready = judged.ready;
      }
      expect(found, name).toEqual(cells);
      await refuseOutsiders(office, entry, ready);
    }
  });
});

/** What a guest may do who is named as one who takes part in a standup, with that standup. All else is refused. */
const OF_INVITED_GUESTS: Readonly<Record<string, string>> = {
  '/standup answer': 'does',
  '/standup edit': 'tells',
  '/standup skip': 'does',
  'press standup.daily': 'does',
  'press standup.edit': 'does',
  'press standup.post': 'does',
  'press standup.skip': 'does',
  'press standup.skip-reason': 'does',
  'press standup.unskip': 'does',
  'press standup.weekly': 'does',
  'shortcut standup.answer_now': 'does',
  'submit standup.answer': 'does',
};

describe.each(backends)('PPL-6: an invited guest, on $name', (backend) => {
  it.each(inGroups(EXPECTED, 25))('may answer their own standup and do nothing else, from $name', async ({ rows }) => {
    const office = await openOffice(backend, ALL_IN);
    const entries = entriesOf(office);
    await heldStandup(office, '', 'U_GUS');
    for (const { name } of rows) {
      const entry = entries.find((one) => one.name === name);
      if (entry === undefined) continue;
      const expected = OF_INVITED_GUESTS[name] ?? 'refused';
      const { found } = await verdict(office, entry, 'U_GUS', expected, { asked: 'U_GUS' });
      expect([name, found]).toEqual([name, expected]);
      if (!(name in OF_INVITED_GUESTS)) continue;
      // Somebody else's.
      await heldStandup(office, '', 'U_GUS');
      const others = await verdict(office, entry, 'U_GUS', 'refused');
      expect([name, others.found]).toEqual([name, 'refused']);
    }
  });
});

/** What is done again when it is delivered again, and why that harms nobody. */
const KNOWN_OUTSIDE: Readonly<Record<string, string>> = {
  'press webhooks.resend': 'It is the same message under its old id, by which those outside know it.',
};

/** Whatever changes anything, with somebody who may do it. */
const CHANGES = EXPECTED.flatMap(({ name, cells }) => {
  const [, person] = Object.entries(INSIDERS).find(([role]) => cells[role] === 'does') ?? [];
  return person === undefined || name in KNOWN_OUTSIDE ? [] : [{ name, person }];
});

/** After so long no process remembers a delivery, and a press is no double click any more. */
const MUCH_LATER = 16 * MINUTE;

const PARTS = [0, 1, 2, 3];

/** On one SQLite file a process learns of another's work by looking: it looks more often than it would, as each delivery here waits for that. */
const TWO_PROCESSES: OfficeOptions = { ...ALL_IN, timing: { jobs: { ...DEFAULT_JOB_TIMING, pollMs: 250 } } };

describe.each(backends)('what Slack delivers again, on $name', (backend) => {
  it.each(PARTS)(
    'to another process, at once and a quarter of an hour later, has one effect, whatever it is (row 17): part %i',
    async (part) => {
      const office = await openOffice(backend, TWO_PROCESSES);
      const { slack, clock } = office;
      await office.another();
      await slack.until(() => slack.sockets.open.length === 4);
      const entries = entriesOf(office);
      for (const { name, person } of CHANGES.filter((_, at) => at % PARTS.length === part)) {
        const entry = entries.find((one) => one.name === name);
        if (entry === undefined) continue;
        const { type, payload } = await deliveryOf(office, entry, person);
        // Each in an envelope of its own, as to a process that has never seen it.
        const again = () => slack.deliver(type, payload);
        const once = await stateOf(office);
        await Promise.all([again(), again(), again(), again()]);
        expect(await stateOf(office), `${name}, at once`).toEqual(once);
        clock.advance(MUCH_LATER);
        const later = await stateOf(office);
        for (let connection = 0; connection < 4; connection += 1) await again();
        expect(await stateOf(office), `${name}, later`).toEqual(later);
      }
    },
  );
});

/** Does it; what Slack delivered. */
async function deliveryOf(office: Office, entry: Entry, person: string) {
  const { envelopes } = office.slack.records;
  const about = await prepare(office, entry);
  const before = envelopes.length;
  await act(office, entry, person, about);
  const delivery = envelopes.slice(before).findLast(({ type }) => type !== 'events_api');
  if (delivery === undefined) throw new Error(`Nothing was delivered of ${entry.name}`);
  return delivery;
}

/**
 * What becomes of it. What somebody did before may still go on in the background and change something meanwhile: a verdict
 * that nobody expects is found again when nothing does.
 */
async function verdict(
  office: Office,
  entry: Entry,
  person: string,
  expected: string | undefined,
  { asked = 'U_ANA', ready }: { readonly asked?: string; readonly ready?: Ready | undefined } = {},
): Promise<Verdict> {
  const first = await attempt(office, entry, person, ready ?? (await readyFor(office, entry, asked)));
  if (first.found === expected) return first;
  const about = await prepare(office, entry, asked);
  await settled(office);
  return attempt(office, entry, person, { about, contents: await snapshot(office) });
}

/** What an attempt is about, and all that was kept before it. */
interface Ready {
  readonly about: About;
  readonly contents: string;
}

interface Verdict {
  readonly found: string;
  /** The same for the next one, where this one has changed nothing: to prepare it anew costs more than to try. */
  readonly ready: Ready | undefined;
}

async function readyFor(office: Office, entry: Entry, asked?: string): Promise<Ready> {
  const about = await prepare(office, entry, asked);
  return { about, contents: await snapshot(office) };
}

async function attempt(office: Office, entry: Entry, person: string, { about, contents }: Ready): Promise<Verdict> {
  const logged = office.log.entries.length;
  const answer = await act(office, entry, person, about);
  const refused = office.log.entries.slice(logged).find(({ event }) => event === 'slack.refused');
  // Row 57: who tried what, by ids, also of our own people.
  if (OF_RIGHTS.some((words) => words.test(answer.says))) expect(refused?.fields.user, entry.name).toBe(person);
  const isChanged = (await snapshot(office)) !== contents;
  return { found: outcome(answer, isChanged), ready: isChanged ? undefined : { about, contents } };
}

interface Answer {
  readonly kind: 'tells' | 'opens' | 'asks';
  readonly says: string;
}

function outcome({ kind, says }: Answer, isChanged: boolean): string {
  if (isChanged) return 'does';
  if (!REFUSALS.some((words) => words.test(says))) return kind;
  expect(says).toMatch(/^[^\n]{10,220}[.)]$/);
  return 'refused';
}

interface About {
  readonly leadId: string;
  readonly number: number;
  readonly value: string;
  /** The number of a second lead. */
  readonly other?: string;
}

/** A new lead: Ana's, or free for claims, or just released by her for Undo. */
async function prepare(office: Office, { id }: Entry, asked = 'U_ANA'): Promise<About> {
  const { asks, leads, people, reviews } = office.app.services;
  const ana = await people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  if (ana.kind === 'refused') throw new Error(ana.sentence);
  const lead = await leads.create({
    workspaceId: 'T_ACME',
    by: 'person',
    fields: somebody(),
    extra: {},
  });
  if (lead === undefined) throw new Error('Not set up');
  if (!id.endsWith('claim')) await leads.claim(ana.actor, lead.id);
  const about = { leadId: lead.id, number: lead.number };
  if (id.includes('standup')) return { ...about, value: await heldStandup(office, id, asked) };
  if (id.includes('review') && id.includes('schedule')) return { ...about, value: await scheduledReviews(office, id) };
  if (id.includes('pairing')) return { ...about, value: await pairedOffice(office, id) };
  if (id.startsWith('action.')) return { ...about, value: await openAction(office, ana.actor, id) };
  if (id.startsWith('ask.')) return { ...about, value: await openAsk(asks, ana.actor, id) };
  if (/^(meeting\.|\/baton meeting)/.test(id)) return { ...about, value: await heldMeeting(office, id) };
  if (id.startsWith('heads-up.')) return { ...about, value: await toldAhead(office, id) };
  if (/^(retro\.schedule|\/retro setup)/.test(id)) return { ...about, value: await scheduledRetros(office, id) };
  if (OF_RETROS.test(id)) return { ...about, value: await runningRetro(office, id) };
  if (/^retro\.(vote|topics)/.test(id)) return { ...about, value: await votedOn(office, id) };
  if (/^retro\.(decide|nothing|worth)/.test(id)) return { ...about, value: await decidedIn(office, id) };
  if (/^retro\.(change|take)/.test(id)) return { ...about, value: await ownCard(office, ana.actor, id) };
  if (IN_REVIEWS.test(id)) return { ...about, value: await openReview(office, id, lead.id) };
  if (id === 'review.take-back') await reviews.judge(ana.actor, lead.id, 'good');
  if (/^review\.(decide|discuss|nothing)/.test(id)) return { ...about, value: await itemOf(office, id, lead.id) };
  if (id === 'review.say-more') return { ...about, value: `not ${lead.id}` };
  if (WATCHES.has(id)) return { ...about, value: await watchedChannel(office, id) };
  if (id.startsWith('intake.')) return { ...about, value: 'website' };
  if (id.startsWith('setup.')) return { ...about, value: await promiseOf(office, id) };
  if (id.startsWith('webhooks.')) return { ...about, value: await followingAddress(office, id) };
  if (id.endsWith('unblock')) await leads.block({ ...ana.actor, manages: ['sales'] }, 'junk.example', true);
  if (/merge|not-the-same|show-whole/.test(id)) return { ...about, ...(await twoOf(office, id, lead)) };
  if (id === 'lead.undo-outcome') {
    const qualified = await leads.qualify(ana.actor, lead.id);
    return { ...about, value: qualified.kind === 'done' ? `${lead.id}:${qualified.lead.lastEvent}` : '' };
  }
  if (/^lead\.(.*question|uphold|overturn|undo-choice)/.test(id))
    return { ...about, value: await givenUp(office, id, lead.id) };
  if (id === 'lead.let-through') return { ...about, value: await heldLead(office) };
  if (LEAVES.test(id)) return { ...about, value: await leaveOf(office, id, ana.actor, lead.id) };
  if (id !== 'lead.undo-release') return { ...about, value: lead.id };
  const released = await leads.release(ana.actor, lead.id);
  return { ...about, value: released.kind === 'done' ? `${lead.id}:${released.lead.lastEvent}` : '' };
}

/** A topic of a retro in which is decided, or a retro that is closed. */
async function decidedIn(office: Office, id: string): Promise<string> {
  if (id === 'retro.worth') return `${await closedRetro(office)} 4`;
  const retroId = await openRetro(office, 'deciding');
  const [item] = await itemsOf(office.database.db, retroId);
  return `${retroId} ${item?.topicId ?? ''}${id === 'retro.decide-it' ? ' 0' : ''}`;
}

/** What is done with a retro that runs, or to begin one. */
const OF_RETROS =
  /^(retro\.(start|my-part|finish|not-now|write-on|join|who|more-time|go-on|hand-over|move|call-off)|\/retro (list|start))$/;

/** A retro in which cards are written, unless it is to be begun; where somebody goes on writing, both had stepped out. */
async function runningRetro(office: Office, id: string): Promise<string> {
  const retroId = await openRetro(office, 'collecting');
  const { database } = office;
  if (id.endsWith('start')) {
    const max = await office.app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
    if (max.kind === 'refused') throw new Error(max.sentence);
    await office.app.services.retros.callOff(max.actor, retroId);
    return '';
  }
  const isOut = { stepped_out_at: 1_000 };
  if (id === 'retro.write-on') {
    await database.db.updateTable('retro_people').set(isOut).where('retro_id', '=', retroId).execute();
    return `${retroId} 1000`;
  }
  return /who|more-time|go-on|hand-over|call-off/.test(id) ? `${retroId} collecting` : retroId;
}

/** Max has retros scheduled, unless that is still to be done. */
async function scheduledRetros({ app, database }: Office, id: string): Promise<string> {
  const { people, retroSchedules, rituals } = app.services;
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  for (const old of await rituals.list(database.db, 'T_ACME', 'retro')) await rituals.end(max.actor, old.id);
  if (/ setup$|-new$|\.schedule$/.test(id)) return '';
  const saved = await retroSchedules.save(max.actor, { ...newRetros('2026-03-02'), channelId: 'C_LEADS' });
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  if (id.endsWith('resume')) await retroSchedules.pause(max.actor, saved.schedule.id);
  return saved.schedule.id;
}

/** A retro that is voted on; grouped, where that is to be taken back. */
async function votedOn(office: Office, id: string): Promise<string> {
  const retroId = await openRetro(office, 'voting');
  if (id === 'retro.vote-form') return `${retroId} 0 0`;
  if (!/apart|undo/.test(id)) return retroId;
  const max = await office.app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  await office.app.services.votes.topics.mergeSuggested(max.actor, retroId);
  return id === 'retro.topics-undo' ? `${retroId} 1` : retroId;
}

/** The only card of Ana's, or an ask of hers that waits and may be one. */
async function ownCard({ app, database }: Office, ana: Actor, id: string): Promise<string> {
  await database.db.deleteFrom('retro_cards').where('person_id', '=', ana.id).execute();
  if (id === 'retro.take-offer') {
    const ask = await openAsk(app.services.asks, ana, id);
    await database.db.updateTable('asks').set({ created_at: 0 }).where('id', '=', ask).execute();
    return `ask:${ask}`;
  }
  const words = { column: 'fix', text: 'Nobody calls on Fridays' };
  const made = await app.services.cards.write({ ...ana, gesture: crypto.randomUUID() }, words);
  if (made.kind !== 'added') throw new Error(made.kind);
  return id === 'retro.change-card' ? made.card.id : `${made.card.id} ${seenAs(made.card)}`;
}

/** What is pressed by those whom a review asks. */
const IN_REVIEWS = /^review\.(queue|rate-in$|end$|call-off$|more-time$|move$|raters$)/;

/** A review of this lead and another one, which asks Ana and Mia. */
async function openReview({ app, clock, database }: Office, id: string, leadId: string): Promise<string> {
  const { leads, reviews } = app.services;
  const other = await leads.create({ workspaceId: 'T_ACME', by: 'person', fields: somebody(), extra: {} });
  const review = await database.transaction((tx) =>
    reviews.startIn(tx, {
      workspaceId: 'T_ACME',
      channelId: 'C_OTHER',
      startedBy: 'U_MAX',
      draw: { from: 0, until: clock.now(), size: 2 },
      seed: 'seed',
      isAnonymous: false,
      dueAt: clock.now() + 90 * DAY,
      leads: [leadId, other?.id ?? ''].map((one, at) => ({ leadId: one, position: at + 1, stratum: 'working' })),
      raters: [
        { personId: 'U_ANA', side: 'sales' },
        { personId: 'U_MIA', side: 'marketing' },
      ],
    }),
  );
  // A queue leads to the thread as soon as that is there.
  if (/queue|rate-in/.test(id))
    await expect
      .poll(() => {
        clock.advance(2_000);
        return repliesOf(database, review.id);
      })
      .toBe(2);
  if (/queue-out|queue$|end$|call-off|more-time|move|raters/.test(id)) return review.id;
  if (id === 'review.queue-go') return `${review.id} ${other?.id}`;
  if (id !== 'review.queue-in') return `${review.id} ${leadId}`;
  await database.transaction((tx) =>
    tx.updateTable('review_raters').set({ stepped_out_at: 1 }).where('review_id', '=', review.id).execute(),
  );
  return `${review.id} 1`;
}

/** How many leads of a review have their reply in its thread. */
async function repliesOf({ db }: Office['database'], reviewId: string): Promise<number> {
  const rows = await db
    .selectFrom('messages')
    .select('key')
    .where('key', 'like', `review.lead:${reviewId}:%`)
    .where('posted_hash', 'is not', null)
    .execute();
  return rows.length;
}

/** A lead that is held back for want of a number. */
async function heldLead({ app }: Office): Promise<string> {
  const { agreements, leads, people } = app.services;
  const ada = await people.admit({ teamId: 'T_ACME', userId: 'U_ADA' });
  if (ada.kind === 'refused') throw new Error(ada.sentence);
  await agreements.saveDemands(ada.actor, {
    stage: 'new',
    owed: { marketing: ['phone'], sales: [] },
    marketingChannelId: 'C_OTHER',
  });
  const hold = { fields: ['phone'], limit: 480 * MINUTE } as const;
  await agreements.saveHold(ada.actor, { hold, marketingChannelId: 'C_OTHER' });
  const held = await leads.create({ workspaceId: 'T_ACME', by: 'form', fields: somebody(), extra: {} });
  return held?.id ?? '';
}

/** The promise for every lead, or what stands for one that is to be made. */
async function promiseOf({ app }: Office, id: string): Promise<string> {
  if (id === 'setup.which' || id === 'setup.open-which') return 'new';
  const policies = await app.services.setup.promises('T_ACME');
  const usual = policies.at(-1);
  return id === 'setup.reapply' ? `${usual?.id}:${usual?.current.version}` : (usual?.id ?? '');
}

/** What is asked of Ana's leads before she is away. */
const LEAVES = /^lead\.(duties|keep|hand-on|give-back|undo-give-back)/;

/** Ana will be away, and her lead is due before she is back. */
async function leaveOf({ app }: Office, id: string, ana: Actor, leadId: string): Promise<string> {
  const { leads, people } = app.services;
  const away = await people.setAway(ana, { fromOn: '2026-12-28', untilOn: '2026-12-30' });
  const leaveId = away.kind === 'away' ? away.absenceId : '';
  if (id.startsWith('lead.duties')) return leaveId;
  if (id === 'lead.hand-on-form') return `${leadId} ${leaveId} 0`;
  if (id !== 'lead.undo-give-back') return `${leaveId} ${leadId}`;
  const given = await leads.handOn(ana, leaveId, leadId, undefined);
  return `${leaveId} ${leadId}:${given.kind === 'done' ? given.lead.lastEvent : ''}`;
}

/** Each lead is another person's. */
function somebody() {
  const email = `jane-${crypto.randomUUID()}@acme-robotics.example`;
  return { company: 'Acme Robotics', email, emailKey: email };
}

/** Another lead that may be the same as Ana's; what is to be taken apart is merged. */
async function twoOf({ app, database }: Office, id: string, { id: leadId, number }: { id: string; number: number }) {
  const { leads, people } = app.services;
  const ana = await people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  const other = await leads.create({ workspaceId: 'T_ACME', by: 'person', fields: somebody(), extra: {} });
  if (ana.kind === 'refused' || other === undefined) throw new Error('Not set up');
  if (id.endsWith('unmerge')) await leads.merge(ana.actor, leadId, other.id);
  const maybe = JSON.stringify({ number: other.number, by: 'name' });
  await database.transaction((tx) =>
    tx.updateTable('leads').set({ maybe_same: maybe }).where('id', '=', leadId).execute(),
  );
  const isForm = id === 'lead.merge-it';
  if (id === 'lead.unmerge' || id === 'lead.show-whole') return { value: leadId, other: `${other.number}` };
  return { value: isForm ? `${leadId}:${other.id}` : `${leadId}:${other.number}`, other: `${other.number}`, number };
}

/** Ana has given it up; what is decided about has been questioned, and what is taken back was chosen. */
async function givenUp({ app }: Office, id: string, leadId: string): Promise<string> {
  const { leads, people } = app.services;
  const [ana, mia, max] = await Promise.all(
    ['U_ANA', 'U_MIA', 'U_MAX'].map(async (userId) => {
      const admitted = await people.admit({ teamId: 'T_ACME', userId });
      if (admitted.kind === 'refused') throw new Error(admitted.sentence);
      return admitted.actor;
    }),
  );
  if (ana === undefined || mia === undefined || max === undefined) throw new Error('Nobody is there');
  const rejected = await leads.reject(ana, leadId, { reason: 'no-need' });
  const seq = rejected.kind === 'done' ? rejected.lead.lastEvent : 0;
  if (!id.startsWith('lead.question')) await leads.question(mia, leadId, seq, 'They asked for a price');
  if (id === 'lead.undo-choice') await leads.choose(max, leadId, seq, 'uphold');
  return `${leadId}:${seq}`;
}

const WATCHES: ReadonlySet<string> = new Set(['intake.choose-sender', 'intake.look-who', 'intake.stop-watching']);

/** A channel that nobody else watches, in which an app has posted; with the app, where it is to be chosen. */
async function watchedChannel({ app }: Office, id: string): Promise<string> {
  const { intake } = app.services;
  const name = crypto.randomUUID();
  const watchedId = `C${name.replaceAll('-', '').toUpperCase()}`;
  const wish = { workspaceId: 'T_ACME', name, watchedId, channelId: 'C_LEADS' };
  await intake.watch(wish, 'U_ADA');
  await intake.hear('T_ACME', { channelId: watchedId, ts: '1.1', botId: 'B1', botName: 'CRM', body: { text: 'Hi' } });
  return id === 'intake.choose-sender' ? `${name}:B1` : name;
}

/** The only address that follows leads, which nothing is sent to; or what it did not take. */
async function followingAddress({ app, database, clock }: Office, id: string): Promise<string> {
  const { webhooks } = app.services;
  for (const old of await webhooks.list('T_ACME')) await webhooks.remove('T_ACME', old.id);
  const wish = { workspaceId: 'T_ACME', url: 'http://127.0.0.1:9/', events: ['lead.lost'], isPersonal: false };
  const added = await webhooks.add(wish, 'U_ADA');
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { id: address } = added.address;
  if (id === 'webhooks.switch-on') await webhooks.pause('T_ACME', address);
  if (id !== 'webhooks.resend') return address;
  const delivery = {
    id: crypto.randomUUID(),
    address_id: address,
    type: 'ping',
    body: '{}',
    state: 'given-up' as const,
  };
  const when = { created_at: clock.now(), next_at: clock.now(), ended_at: clock.now(), attempts: 1 };
  const unknown = { lead_id: null, lead_number: null, seq: null, last_status: 500, last_fault: null, latency_ms: 5 };
  await database.db
    .insertInto('webhook_deliveries')
    .values({ ...delivery, ...when, ...unknown })
    .execute();
  return delivery.id;
}

/** Max holds a standup for one person alone; what is taken back has been done before. */
async function heldStandup(office: Office, id: string, asked: string): Promise<string> {
  const { database } = office;
  const { people, rituals, standups } = office.app.services;
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  const their = await people.admit({ teamId: 'T_ACME', userId: asked, isForGuests: true });
  if (max.kind === 'refused' || their.kind === 'refused') throw new Error('Nobody is there');
  for (const old of await rituals.list(database.db, 'T_ACME', 'standup')) await rituals.end(max.actor, old.id);
  const saved = await standups.saveSetup(max.actor, { ...HELD, people: [asked] });
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  const [ritual] = await rituals.list(database.db, 'T_ACME', 'standup');
  if (ritual === undefined) throw new Error('There is no standup');
  const slot = await rituals.currentSlot(database.db, ritual.id, asked, office.clock.now());
  if (slot === undefined) throw new Error('Nobody is asked');
  if (id === 'standup.daily') await standups.asking.setCadence(asked, slot.id, 'weekly');
  if (id === 'standup.unskip') await standups.skip(their.actor, slot.id, undefined);
  if (id.endsWith('resume')) await standups.pause(max.actor, ritual.id);
  if (/standup\.(change|end|pause|resume|until)$/.test(id)) return ritual.id;
  if (id === 'standup.add') return slot.occurrenceId;
  if (id === 'standup.answer') {
    const opened = await standups.form(their.actor, slot.id);
    return opened.kind === 'form' ? JSON.stringify({ slot: slot.id, snapshot: opened.form.snapshot.id }) : '';
  }
  if (id === 'standup.skip-reason') return `${slot.id} meetings`;
  return slot.id;
}

/** Max has lead reviews scheduled, unless that is still to be done. */
async function scheduledReviews({ app, database }: Office, id: string): Promise<string> {
  const { people, reviewSchedules, rituals } = app.services;
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  for (const old of await rituals.list(database.db, 'T_ACME', 'lead-review')) await rituals.end(max.actor, old.id);
  if (/ schedule$|-new$|\.schedule$/.test(id)) return '';
  const saved = await reviewSchedules.save(max.actor, { ...NEW_SCHEDULE, channelId: 'C_LEADS' });
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  if (id.endsWith('resume')) await reviewSchedules.pause(max.actor, saved.schedule.id);
  return saved.schedule.id;
}

/** Max has people paired, unless that is still to be done: Ana and Mia, who meet, have met, or can't. */
async function pairedOffice({ app, clock, database, ports }: Office, id: string): Promise<string> {
  const { pairings, people, rituals } = app.services;
  const [ana, max] = await Promise.all(
    ['U_ANA', 'U_MAX'].map(async (userId) => {
      const admitted = await people.admit({ teamId: 'T_ACME', userId });
      if (admitted.kind === 'refused') throw new Error(admitted.sentence);
      return admitted.actor;
    }),
  );
  if (ana === undefined || max === undefined) throw new Error('Nobody is there');
  for (const old of await rituals.list(database.db, 'T_ACME', 'pairing')) await rituals.end(max, old.id);
  if (/ pairing$|-new$|\.new$|\.setup$/.test(id)) return '';
  const saved = await pairings.setup.save(max, { ...newSetup('2026-03-02'), day: 'wed', at: '16:00' });
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
  const ritualId = saved.schedule.id;
  if (/change$|end$|go-on$|hold$|stop$/.test(id)) {
    if (id.endsWith('go-on')) await pairings.setup.pause(max, ritualId);
    return ritualId;
  }
  const [occurrence] = await database.db
    .selectFrom('ritual_occurrences')
    .select('id')
    .where('ritual_id', '=', ritualId)
    .execute();
  const occurrenceId = occurrence?.id ?? '';
  const now = clock.now();
  const run = {
    occurrenceId,
    ritualId,
    workspaceId: 'T_ACME',
    outcome: 'paired',
    ranAt: now,
    untilAt: now + 9 * DAY,
  } as const;
  const pairingId = ports.ids.next();
  await database.transaction(async (tx) => {
    await insertRun(tx, run);
    await insertPairings(tx, [{ id: pairingId, occurrenceId, starter: undefined }]);
    await insertParts(tx, [
      { occurrenceId, personId: 'U_ANA', side: 'sales', pairingId },
      { occurrenceId, personId: 'U_MIA', side: 'marketing', pairingId },
    ]);
  });
  if (/write|learned/.test(id)) await pairings.met(ana, occurrenceId);
  if (id.endsWith('come-back')) {
    await pairings.skip(ana, occurrenceId);
    const turn = await pairings.turn(occurrenceId, ana.id);
    return `${occurrenceId} ${turn?.kind === 'skipped' ? turn.since : ''}`;
  }
  if (id.endsWith('end-break')) {
    await pairings.endBreak(ana, (await pairings.setup.overview(ana)).breakUntil ?? '');
    await pairings.pause(ana, undefined, 4);
    return (await pairings.setup.overview(ana)).breakUntil ?? '';
  }
  return id.endsWith('break') ? `${occurrenceId} 4` : occurrenceId;
}

/** This afternoon: it can be answered early. */
const HELD = { ...NEW_STANDUP, who: 'people', channelId: 'C_LEADS', at: '16:00' } as const;

/** A lead of a review: one that is blind still, or one that is revealed where something is to be decided. */
async function itemOf({ app, clock, database }: Office, id: string, leadId: string): Promise<string> {
  const { people, reviews } = app.services;
  const now = clock.now();
  const review = await database.transaction((tx) =>
    reviews.startIn(tx, {
      workspaceId: 'T_ACME',
      channelId: 'C_LEADS',
      startedBy: 'U_MAX',
      draw: { from: now - DAY, until: now, size: 1 },
      seed: 'seed',
      isAnonymous: false,
      dueAt: now + DAY,
      leads: [{ leadId, position: 1, stratum: 'working' }],
      raters: [
        { personId: 'U_ANA', side: 'sales' },
        { personId: 'U_MIA', side: 'marketing' },
      ],
    }),
  );
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  if (!id.startsWith('review.discuss')) await reviews.endNow(max.actor, review.id);
  return `${review.id} ${leadId}${id === 'review.decide-it' ? ' 0' : ''}`;
}

async function openAction({ app, database }: Office, ana: Actor, id: string): Promise<string> {
  const { actions, people } = app.services;
  const mia = await people.admit({ teamId: 'T_ACME', userId: 'U_MIA' });
  if (mia.kind === 'refused') throw new Error(mia.sentence);
  const isAsked = /accept|decline/.test(id);
  const made = await database.transaction((tx) =>
    actions.make(tx, isAsked ? mia.actor : ana, {
      kind: 'gate',
      text: 'If a form has no company, then it asks for it',
      owner: 'U_ANA',
      dueOn: '2026-06-01',
      origin: undefined,
      leadId: undefined,
      source: undefined,
      campaign: undefined,
      madeFrom: crypto.randomUUID(),
      asksConsent: isAsked,
    }),
  );
  if (made.kind === 'refused') throw new Error(made.why.kind);
  if (id === 'action.reopen') await actions.finish(ana, made.view.action.id);
  return made.view.action.id;
}

/** What Mia has announced; Kim, who has left, where it is answered. Of the form of a campaign, its first half. */
async function toldAhead({ app }: Office, id: string): Promise<string> {
  const { headsUps, people } = app.services;
  const admitted = await people.admit({ teamId: 'T_ACME', userId: 'U_MIA' });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  if (/process|facts|new-/.test(id)) return '';
  const mia = admitted.actor;
  const by = /clear|concern/.test(id) ? { ...mia, id: 'U_KIM' } : mia;
  const draftId = `view:${crypto.randomUUID()}`;
  // Another campaign each time: one that is announced already is not announced again.
  const title = `Spring webinar ${crypto.randomUUID()}`;
  const facts = { title, startsOn: '2026-06-01', expected: 40, channelId: 'C_OTHER' };
  await headsUps.keepFacts(by, draftId, { ...facts, headsUpId: undefined, version: undefined });
  if (id === 'heads-up.words') return draftId;
  const words = { audience: 'Shops', promise: 'An audit', talk: 'Ask what costs them most' };
  const written = await headsUps.finish(by, draftId, words);
  if (written.kind !== 'done') throw new Error(written.kind);
  return written.headsUp.id;
}

/** Ana asks marketing for something; what can be opened again has been answered. */
async function openAsk(asks: Office['app']['services']['asks'], ana: Actor, id: string): Promise<string> {
  const made = await asks.create(ana, {
    to: { team: 'marketing' },
    kind: 'question',
    about: undefined,
    neededBy: undefined,
    text: 'Which deck for fintech?',
    origin: undefined,
    madeBy: crypto.randomUUID(),
  });
  if (made.kind === 'refused') throw new Error(made.why.kind);
  const { ask } = made.view;
  if (id === 'ask.reopen') {
    await asks.answer({ ...ana, id: 'U_MIA', teams: ['marketing'] }, ask.id, 'The blue one');
    await asks.close(ana, ask.id);
  }
  return ask.id;
}

const ARGUMENTS: Readonly<Record<string, (about: About) => string>> = {
  '/lead assign': ({ number }) => `${number} @ben`,
  '/lead contact': ({ number }) => `${number} reached`,
  '/lead later': ({ number }) => `${number} 2026-05-04 budget then`,
  '/lead reject': ({ number }) => `${number} no need`,
  '/lead block': () => `junk-${crypto.randomUUID()}.example`,
  '/lead unblock': () => 'junk.example',
  '/lead merge': ({ number, other }) => `${number} ${other}`,
  '/lead erase': ({ number }) => `${number}`,
  '/lead-review rate': ({ number }) => `${number}`,
  '/lead release': ({ number }) => `${number} wrong region`,
  '/baton away': () => 'tomorrow',
  '/retro add': () => `keep: ${crypto.randomUUID()}`,
};

const lineOf = ({ id }: Entry, about: About): string => {
  const its =
    ARGUMENTS[id] ??
    (/^\/lead (claim|lost|qualify|show|unmerge|why|won)/.test(id) ? ({ number }: About) => `${number}` : undefined);
  return its === undefined ? id : `${id} ${its(about)}`;
};

async function act(office: Office, entry: Entry, person: string, about: About): Promise<Answer> {
  const { slack } = office;
  const who = slack.person(person);
  if (entry.kind === 'view') return submit(office, entry, { id: person, team: 'T_ACME' }, about);
  const message = await post(office, entry, about, person);
  const answered = answerTo(office, person, message);
  if (entry.kind === 'action') await who.press(message, entry.id);
  if (entry.kind === 'command') await who.type(lineOf(entry, about), 'C_LEADS');
  if (entry.kind === 'global') await who.shortcut(entry.id);
  if (entry.kind === 'message') await who.messageShortcut(message, entry.id);
  return answered();
}

/** Waits for the next sentence for this person, or the next modal, which is closed again. */
function answerTo({ slack }: Office, person: string, message?: SeenMessage): () => Promise<Answer> {
  const who = slack.person(person);
  const sentences = () => who.sees('C_LEADS').filter(({ isEphemeral }) => isEphemeral);
  const before = sentences().length;
  return () =>
    slack.until(() => {
      const sentence = sentences()[before];
      if (sentence !== undefined) return { kind: 'tells' as const, says: sentence.says };
      const replaced = who.sees('C_LEADS').find(({ ts, says }) => ts === message?.ts && says !== message.says);
      if (replaced !== undefined) return { kind: 'tells' as const, says: replaced.says };
      const view = who.view();
      if (view === undefined) return undefined;
      void who.closeAll();
      return { kind: view.title === 'Baton' ? ('tells' as const) : ('opens' as const), says: view.says };
    });
}

/** What is pressed in a message that its job draws, which nothing tells apart from an answer that only this person sees. */
const DRAWN_BY_JOB =
  /^(meeting\.(next-time|open-again|remove|resolve)$|pairing\.(break|come-back|met|skip)$|retro\.(vote-out|finish|not-now|write-on|join)$|review\.queue-|standup\.(post|skip|skip-reason|unskip)$)/;

/** A message of Baton with the button: old ones stay in the channel for years, and everybody there can press them. */
async function post({ slack }: Office, { kind, id }: Entry, { value }: About, person = 'U_SAM'): Promise<SeenMessage> {
  const button = { type: 'button', action_id: id, value, text: { type: 'plain_text', text: 'Press' } };
  const blocks = kind === 'action' ? [{ type: 'actions', elements: [button] }] : undefined;
  const isTheirs = person !== 'U_SAM' && DRAWN_BY_JOB.test(id);
  const sent = await fetch(`${slack.url}chat.${isTheirs ? 'postEphemeral' : 'postMessage'}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.tokens.bot}` },
    body: new URLSearchParams({
      channel: 'C_LEADS',
      text: 'An old message',
      ...(isTheirs && { user: person }),
      ...(blocks && { blocks: JSON.stringify(blocks) }),
    }),
  });
  const posted = postedShape.parse(await sent.json());
  const ts = 'ts' in posted ? posted.ts : posted.message_ts;
  const message = slack
    .person(isTheirs ? person : 'U_SAM')
    .sees('C_LEADS')
    .find((one) => one.ts === ts);
  if (message === undefined) throw new Error('Nothing was posted');
  return message;
}

interface Outsider {
  readonly id: string;
  readonly team: string;
}

async function submit({ slack }: Office, { id }: Entry, who: Outsider, { leadId, value }: About): Promise<Answer> {
  const values = Object.fromEntries(
    Object.entries(FILLED[id]?.(who.id) ?? {}).map(([block, element]) => [block, { value: element }]),
  );
  const receipt = await slack.deliver('interactive', {
    type: 'view_submission',
    user: { id: who.id, team_id: who.team },
    team: { id: who.team, domain: 'x' },
    view: {
      id: `V${crypto.randomUUID()}`,
      type: 'modal',
      callback_id: id,
      private_metadata: metadataOf(id, leadId, value),
      blocks: [],
      state: { values },
    },
  });
  if (receipt.kind === 'failed') throw new Error(receipt.reason);
  const { response_action: action, view, errors } = answerShape.parse(receipt.payload ?? {});
  if (action === 'errors') return { kind: 'asks', says: Object.values(errors ?? {}).join(' ') };
  return { kind: 'tells', says: view?.blocks.map((block) => block.text?.text ?? '').join('\n') ?? '' };
}

function metadataOf(id: string, leadId: string, value: string): string {
  if (id === 'standup.setup') return '';
  if (id === 'review.move' || id === 'retro.move') return `${value} C_OTHER`;
  if (id === 'erasure.privacy_sure') return JSON.stringify({ retention: { person: 24 }, shown: MASKED });
  if (
    id.startsWith('intake.') ||
    id.startsWith('setup.') ||
    id.startsWith('review.') ||
    id === 'lead.question-it' ||
    id === 'lead.merge-it' ||
    LEAVES.test(id)
  )
    return value;
  return /^(action|ask|heads-up|meeting|pairing|retro|standup)\./.test(id) ? value : leadId;
}

const postedShape = z.union([
  z.object({ ok: z.literal(true), ts: z.string() }),
  z.object({ ok: z.literal(true), message_ts: z.string() }),
]);

const answerShape = z.object({
  response_action: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional(),
  view: z.object({ blocks: z.array(z.object({ text: z.object({ text: z.string() }).optional() })) }).optional(),
});

async function refuseOutsiders(office: Office, entry: Entry, ready: Ready | undefined): Promise<void> {
  const about = ready?.about ?? (await prepare(office, entry));
  await settled(office);
  const before = await snapshot(office);
  const loot = entry.kind === 'view' ? undefined : lootOf(office, entry.kind, about);
  for (const [who, outsider] of Object.entries(OUTSIDERS)) {
    const answer =
      loot === undefined
        ? await submit(office, entry, outsider, about)
        : await forge(office, entry, outsider, about, await loot());
    expect(outcome(answer, false), `${who}: ${entry.name}`).toBe('refused');
  }
  expect(await snapshot(office), entry.name).toBe(before);
}

/** What Sam has just got by pressing a button: somebody who can't press anything here sends it as theirs. */
interface Loot {
  readonly message: SeenMessage;
  readonly trigger_id: unknown;
  readonly response_url: unknown;
  readonly rest: Json;
}

/** A response address takes five answers, and Sam has had one of them; a trigger takes one. */
const USES = { action: 4, command: 4, global: 1, message: 1 } as const;

/** What Sam has got, and pressed for again when it is used up. */
function lootOf(office: Office, kind: keyof typeof USES, about: About): () => Promise<Loot> {
  let last: Loot | undefined;
  let uses = 0;
  return async () => {
    if (last === undefined || uses % USES[kind] === 0) last = await pressed();
    uses += 1;
    return last;
  };

  async function pressed(): Promise<Loot> {
    const { slack } = office;
    const message = await post(office, { kind: 'action', id: 'lead.claim', name: 'press lead.claim' }, about);
    const answered = answerTo(office, 'U_SAM');
    await slack.person('U_SAM').press(message, 'lead.claim');
    await answered();
    const envelope = slack.records.envelopes.findLast(({ payload }) => payload.type === 'block_actions');
    const { trigger_id, response_url, ...rest } = envelope?.payload ?? {};
    return { message, trigger_id, response_url, rest };
  }
}

/** The outsider sends it with what Sam has got. */
async function forge(office: Office, entry: Entry, outsider: Outsider, about: About, loot: Loot): Promise<Answer> {
  const { slack } = office;
  const { message, trigger_id, response_url, rest } = loot;
  const who = { user: { id: outsider.id, team_id: outsider.team }, team: { id: outsider.team, domain: 'x' } };
  const address = { trigger_id, response_url };
  const answered = answerTo(office, 'U_SAM');
  await slack.deliver(...payload());
  return answered();

  function payload(): Parameters<typeof slack.deliver> {
    switch (entry.kind) {
      case 'command': {
        const [command, ...words] = lineOf(entry, about).split(' ');
        const ids = { user_id: outsider.id, team_id: outsider.team, channel_id: 'C_LEADS' };
        return ['slash_commands', { ...address, ...ids, command, text: words.join(' ') }];
      }
      case 'global':
        return ['interactive', { ...who, trigger_id, type: 'shortcut', callback_id: entry.id }];
      case 'message': {
        const on = { channel: { id: 'C_LEADS' }, message: { ts: message.ts, text: 'Hello' } };
        return ['interactive', { ...who, ...address, ...on, type: 'message_action', callback_id: entry.id }];
      }
      case 'view':
      case 'action': {
        const actions = [{ type: 'button', action_id: entry.id, block_id: 'b', value: about.value }];
        return ['interactive', { ...rest, ...who, ...address, actions }];
      }
    }
  }
}

/** All that Baton keeps, but for what it knows of Slack's side and of its own work. */
const KEPT: Part = {
  isTable: (name) =>
    !/^(jobs|worker_leases|messages|notices|rations|lead_word.*|migrations|kysely.*|sqlite_.*)$/.test(name),
  isColumn: (name) => !/^(refreshed|welcomed)_at$/.test(name),
};

const snapshot = async ({ database }: Office): Promise<string> => JSON.stringify(await contentsOf(database, KEPT));
