import { STAGES, type Stage } from '../core/lead-stages.ts';
import { foldedName, namesIn } from './columns.ts';

/** How far a lead of a file had come: no file says when one comes back. */
export type ImportStage = Exclude<Stage, 'recycled'>;

export const IMPORT_STAGES: readonly ImportStage[] = STAGES.filter((stage) => stage !== 'recycled');

/** How CRMs call their stages and what they mean here; case, accents and signs don't count. */
const NAMES: Readonly<Record<ImportStage, string>> = {
  new: `
    new, open, open not contacted, subscriber, lead, mql, marketing qualified lead, not contacted, neu, offen,
    nouveau, ouvert, nuevo, abierto, nuovo, aperto, novo, aberto, nieuw, nowy`,
  accepted: `
    accepted, assigned, in progress, working, sal, sales accepted lead, in bearbeitung, zugewiesen, en cours,
    en curso, in corso, em andamento, in behandeling, w toku`,
  contacted: `
    contacted, working contacted, attempted to contact, connected, contact made, kontaktiert, contacté,
    contactado, contattato, contatado, gecontacteerd, skontaktowano`,
  qualified: `
    qualified, sql, sales qualified lead, pre-qualified, qualifiziert, qualifié, calificado, cualificado,
    qualificato, qualificado, gekwalificeerd, zakwalifikowany`,
  opportunity: `
    opportunity, open deal, deal, proposal, proposal made, negotiation, negotiations started, demo,
    demo scheduled, appointment scheduled, qualified to buy, presentation scheduled, contract sent,
    decision maker bought in, verkaufschance, angebot, verhandlung, opportunité, proposition, négociation,
    oportunidad, propuesta, opportunità, proposta, oportunidade, kans, szansa`,
  customer: `
    customer, won, closed won, converted, closed converted, evangelist, kunde, gewonnen, client, gagné, cliente,
    ganado, vinto, ganho, klant, klient, wygrana`,
  lost: `lost, closed lost, verloren, perdu, perdido, perso, przegrana`,
  rejected: `
    rejected, disqualified, unqualified, not qualified, closed not converted, junk, junk lead, bad timing,
    not a fit, recycled, nurture, nurturing, on hold, abgelehnt, disqualifiziert, unqualifiziert, rejeté,
    disqualifié, rechazado, descartado, rifiutato, rejeitado, afgewezen, odrzucony`,
};

const BY_NAME: ReadonlyMap<string, ImportStage> = new Map(
  IMPORT_STAGES.flatMap((stage) =>
    namesIn(NAMES[stage]).map((name): [string, ImportStage] => [foldedName(name), stage]),
  ),
);

/** The stage that somebody's CRM means, by what was chosen first. */
export const stageCalled = (text: string, chosen: ReadonlyMap<string, ImportStage> = NONE): ImportStage | undefined =>
  chosen.get(foldedName(text)) ?? BY_NAME.get(foldedName(text));

const NONE: ReadonlyMap<string, ImportStage> = new Map();

export type ChosenStages =
  | { readonly kind: 'stages'; readonly stages: ReadonlyMap<string, ImportStage> }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What a company's own words mean, in lines such as `Angebot = opportunity`. */
export function chosenStages(lines: readonly string[]): ChosenStages {
  const stages = new Map<string, ImportStage>();
  for (const line of lines) {
    const at = line.lastIndexOf('=');
    const [word, meant] = [foldedName(line.slice(0, Math.max(at, 0))), foldedName(line.slice(at + 1))];
    const stage = IMPORT_STAGES.find((one) => one === meant);
    if (word === '' || stage === undefined)
      return {
        kind: 'refused',
        sentence: `“${line}” is not like "Angebot=opportunity". Stages are ${IMPORT_STAGES.join(', ')}.`,
      };
    stages.set(word, stage);
  }
  return { kind: 'stages', stages };
}
