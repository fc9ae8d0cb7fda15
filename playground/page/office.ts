import { LEAD_PRESETS } from '../sample-leads.ts';
import type { Face, Office } from '../wire.ts';
import { unreadRings } from './rings.ts';
import type { Stage } from './stage.ts';

/** What is the same for everybody who looks. */
export function officeOf(stage: Stage): Office {
  const { slack, company } = stage;
  const { manifest, app } = slack;
  return {
    team: company.team.name,
    people: facesOf(stage),
    channels: slack.channels().flatMap(({ id, name, kind }) => (kind === 'im' ? [] : [{ id, name }])),
    userGroups: (company.userGroups ?? []).map(({ id, handle, members }) => ({ id, handle, members })),
    bot: { id: app.userId, name: manifest.name, hasHome: manifest.homeTab },
    commands: manifest.commands.map(({ command, description, usageHint }) => ({ command, description, usageHint })),
    shortcuts: manifest.shortcuts,
    leadPresets: LEAD_PRESETS,
  };
}

const facesOf = (stage: Stage): Face[] =>
  stage.slack.people().map(({ id, name, realName, tz, isBot, isDeactivated }) => ({
    id,
    handle: name,
    name: realName ?? name,
    role: stage.roles[id],
    zone: tz ?? stage.zone,
    isPlayable: isBot !== true && isDeactivated !== true,
    rings: unreadRings(stage, id),
  }));
