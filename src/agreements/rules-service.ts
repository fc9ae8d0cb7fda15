import type { Demand, DemandedField, DemandingStage, OwingTeam } from '../core/demands.ts';
import type { Hold, LeadRules } from '../core/lead-rules.ts';
import type { ScoreRule, Segment } from '../core/lead-score.ts';
import type { StageWords } from '../core/lead-stages.ts';
import { owesMarketing } from './gaps.ts';
import type { createGaps } from './gaps-service.ts';
import type { AgreementActor, AgreementsDeps } from './ports-service.ts';

/** What is demanded from one stage on, and where marketing hears of what is missing. */
export interface StageDemands {
  readonly stage: DemandingStage;
  readonly owed: Readonly<Record<OwingTeam, readonly DemandedField[]>>;
  readonly marketingChannelId: string | undefined;
}

/** What an admin says about every lead. */
export function createRules({ database, leads }: AgreementsDeps, gaps: Pick<ReturnType<typeof createGaps>, 'begin'>) {
  return {
    rules: (workspaceId: string): Promise<LeadRules> => leads.rules(database.db, workspaceId),

    /** The company's own words for the stages, all of them. */
    saveWords: (actor: AgreementActor, words: StageWords): Promise<LeadRules> =>
      change(actor, (rules) => ({ ...rules, words })),

    /** When a lead is ready for sales; undefined: nothing is agreed. */
    saveDefinition: (actor: AgreementActor, definition: string | undefined): Promise<LeadRules> =>
      change(actor, (rules) => ({ ...rules, definition })),

    /** Leads that have a name, in order: a lead is of the first that fits. */
    saveSegments: (actor: AgreementActor, segments: readonly Segment[]): Promise<LeadRules> =>
      change(actor, (rules) => ({ ...rules, segments })),

    /** The company's own points; none switches them off. */
    saveScore: (actor: AgreementActor, score: readonly ScoreRule[]): Promise<LeadRules> =>
      change(actor, (rules) => ({ ...rules, score })),

    /** Without what a new lead is held back, and where marketing reads of it; without a hold none is. */
    saveHold: (
      actor: AgreementActor,
      {
        hold,
        marketingChannelId,
      }: { readonly hold: Hold | undefined; readonly marketingChannelId: string | undefined },
    ): Promise<LeadRules> => change(actor, (rules) => ({ ...rules, hold, marketingChannelId })),

    /** What is demanded from one stage on; what is demanded from others stays. */
    saveDemands: (actor: AgreementActor, { stage, owed, marketingChannelId }: StageDemands): Promise<LeadRules> =>
      change(actor, (rules) => ({
        ...rules,
        demands: [
          ...rules.demands.filter((demand) => demand.stage !== stage),
          ...demandsOf(stage, 'marketing', owed.marketing),
          ...demandsOf(stage, 'sales', owed.sales),
        ],
        marketingChannelId,
      })),
  };

  function change({ workspaceId }: AgreementActor, to: (rules: LeadRules) => LeadRules): Promise<LeadRules> {
    return database.transaction(async (tx) => {
      const before = await leads.rules(tx, workspaceId);
      await leads.changeRules(tx, workspaceId, to);
      const after = await leads.rules(tx, workspaceId);
      if (owesMarketing(after) && !owesMarketing(before)) await gaps.begin(tx, workspaceId);
      if (gateOf(before) !== gateOf(after)) await leads.lookAtAllHeld(tx, workspaceId);
      return after;
    });
  }
}

const demandsOf = (stage: DemandingStage, team: OwingTeam, fields: readonly DemandedField[]): Demand[] =>
  fields.map((field) => ({ stage, field, team }));

/** What decides whether a lead is held back. */
const gateOf = ({ hold, demands }: LeadRules): string => (hold === undefined ? '' : JSON.stringify([hold, demands]));
